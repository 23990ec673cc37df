public import ArgumentParser
import Console
import Handbook
public import POP3
import Transport

/// Whether and how a connection is encrypted.
struct TLSOptionGroup: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            en: "When TLS begins (never on 110, implicit on 995 unless said).",
            ja: "TLS の始め方 (995 は implicit)。\n"))
    var tls: Endpoint.Security?

    @Option(help: ArgumentHelp(en: "Trust the authorities in this PEM file only.", ja: "この PEM ファイルの認証局だけを信頼する。"))
    var cacert: String?

    @Flag(help: ArgumentHelp(en: "Do not check the server's certificate.", ja: "サーバーの証明書を検証しない。"))
    var insecure = false

    @Option(help: ArgumentHelp(en: "The name to ask for and to check.", ja: "送信し検証するサーバー名。"))
    var sni: String?

    @Option(
        name: .customLong("tls-min"),
        help: ArgumentHelp(en: "The oldest TLS to accept: 1.0 to 1.3.", ja: "許す最も古い TLS (1.0 から 1.3)。"),
        transform: { text in
            if let version = TLSVersion(rawValue: "TLS \(text)") { return version }
            throw ValidationError(
                HelpWords.text(en: "1.0, 1.1, 1.2 or 1.3 is expected.", ja: "1.0、1.1、1.2、1.3 のどれかを指定してください。"))
        })
    var oldest: TLSVersion = .tls12

    /// How TLS is done.
    var options: TLSOptions {
        TLSOptions(
            roots: cacert.map(TLSOptions.Roots.file) ?? .system, verifies: !insecure, serverName: sni, minimum: oldest)
    }

    /// The endpoint with what was asked for.
    ///
    /// - Throws: `ValidationError` where a URL asks for TLS and the option for none.
    func applied(to endpoint: Endpoint, by words: [String]) throws -> Endpoint {
        var endpoint = endpoint
        if endpoint.security == .implicit, words.contains(where: { $0.contains("://") }), let tls, tls != .implicit {
            throw ValidationError(
                HelpWords.text(
                    en: "pop3s:// begins with TLS; --tls \(tls.rawValue) contradicts it.",
                    ja: "pop3s:// は TLS で始まるため、--tls \(tls.rawValue) と矛盾します。"))
        }
        if let tls { endpoint.security = tls }
        return endpoint
    }

    /// - Throws: exit status 66 when the file of authorities cannot be used, after saying why on standard error.
    func checkRoots(_ language: Language) throws {
        guard cacert != nil else { return }
        do {
            try options.checkRoots()
        } catch {
            StandardStream.error.say("popscope: " + error.text[language])
            throw ExitCode(66)
        }
    }
}

extension Endpoint.Security: ExpressibleByArgument {}
