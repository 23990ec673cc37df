import ArgumentParser
import Console
import Handbook
import Transport

/// The certificate that mail programs are shown, of every command to which they connect.
struct CertificateOptionGroup: ParsableArguments {
    @Option(help: ArgumentHelp(en: "Certificates in PEM; with --key.", ja: "PEM 形式の証明書 (--key と共に)。"))
    var cert: String?

    @Option(help: ArgumentHelp(en: "The key in PEM; with --cert.", ja: "PEM 形式の鍵 (--cert と共に)。"))
    var key: String?

    func validate() throws {
        if (cert == nil) != (key == nil) {
            throw ValidationError(
                HelpWords.text(en: "--cert and --key go together.", ja: "--cert と --key は両方指定してください。"))
        }
    }

    /// What TLS with mail programs needs: the files that were named, or a certificate that is made here.
    ///
    /// - Throws: exit status 66 when the files cannot be used, after saying why on standard error.
    func tls(_ language: Language) throws -> ServerTLS {
        do {
            guard let cert, let key else { return try .made(names: ["localhost", "127.0.0.1", "::1"]) }
            return try .files(certificate: cert, key: key)
        } catch {
            StandardStream.error.say("popscope: " + error.text[language])
            throw ExitCode(66)
        }
    }
}
