import ArgumentParser
import Console
import Handbook
import Transport

/// Where mail programs connect to the proxy, and how TLS is done with them.
struct ProxyFront: ParsableArguments {
    @Option(help: ArgumentHelp(en: "The port for mail programs; 0: any.", ja: "メールソフト用のポート。0 は自動。"))
    var port = 1111

    @Option(
        name: .customLong("tls-port"),
        help: ArgumentHelp(en: "One more port, for TLS from the start; 0: any.", ja: "最初から TLS のポート。0 は自動。"))
    var tlsPort: Int?

    @Flag(
        name: .customLong("terminate"),
        help: ArgumentHelp(en: "Do the handshakes of STLS here, to read on.", ja: "STLS の TLS をここで行い、内容を読む。"))
    var terminates = false

    @OptionGroup var certificate: CertificateOptionGroup

    func validate() throws {
        if certificate.cert != nil, !terminates, tlsPort == nil {
            throw ValidationError(
                HelpWords.text(
                    en: "A certificate is of use with --terminate or --tls-port only.",
                    ja: "証明書は --terminate か --tls-port と共に指定してください。"))
        }
        for port in [port, tlsPort].compactMap(\.self) where !(0...65_535).contains(port) {
            throw ValidationError(
                HelpWords.text(
                    en: "\(port) is no port; ports are numbers from 0 to 65535.",
                    ja: "\(port) はポート番号ではありません (0 から 65535)。"))
        }
    }

    /// What TLS with mail programs needs; `nil` where there is none.
    ///
    /// - Throws: exit status 66 when the files cannot be used, after saying why on standard error.
    func tls(_ language: Language) throws -> ServerTLS? {
        guard terminates || tlsPort != nil else { return nil }
        return try certificate.tls(language)
    }
}
