import Console
import Handbook
import MockServer
import POP3
import Transport

/// What `serve` says of its clients, on standard error.
struct ServeLog: Sendable {
    private let language: Language
    private let lines: AsyncStream<String>
    private let writing: AsyncStream<String>.Continuation

    init(_ language: Language) {
        self.language = language
        // Clients must not wait for whoever reads the log: the oldest lines are dropped when nobody does.
        (lines, writing) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1_000))
    }

    /// Writes what is told, until ``finish()``.
    func write() async {
        for await line in lines { StandardStream.error.say(line) }
    }

    /// Nothing more will be told.
    func finish() {
        writing.finish()
    }

    /// Clients can connect.
    ///
    /// - Parameter tls: what they are shown; `nil` where no handshake will be.
    func ready(_ tls: ServerTLS?) {
        guard let certificate = tls?.certificates.first else {
            return say(Localized(en: "on loopback only, without TLS", ja: "ループバックだけで待ち受けます (TLS なし)"))
        }
        let names = (certificate.dnsNames + certificate.addresses).joined(separator: ", ")
        say(
            Localized(
                en: "on loopback only; certificate for \(names), SHA-256 \(certificate.fingerprint)",
                ja: "ループバックだけで待ち受けます。証明書の名前 \(names)、SHA-256 \(certificate.fingerprint)"))
    }

    /// The server is not to be trusted: it makes these mistakes.
    func makes(_ faults: [Fault]) {
        for fault in faults {
            say(
                Localized(
                    en: "fault \(fault): \(fault.summary(in: .english))",
                    ja: "誤り \(fault): \(fault.summary(in: .japanese))"))
        }
    }

    /// The address cannot be used.
    func cannotListen(_ error: ListenerError) {
        say(
            Localized(
                en: "cannot listen on \(error.host) port \(error.port): \(error.reason); --port 0 takes any free port",
                ja: "\(error.host) のポート \(error.port) で待ち受けられません: \(error.reason)。--port 0 で空いているポートを使えます"))
    }

    /// Something happened on a connection. Only what is news to somebody who watches is told.
    func tell(_ event: ServedEvent) {
        switch event.kind {
        case .opened, .closed: break
        case .secured(let version):
            say(Localized(verbatim: "\(client(event)): \(version.rawValue)"))
        case .injected(let octets):
            let line = Command(Line(bytes: Array(octets.prefix { $0 != 0x0D && $0 != 0x0A })))
            let text = Sanitizer.visible(line.displayText.utf8.prefix(60))
            say(
                Localized(
                    en:
                        "\(client(event)): \(octets.count) octets of clear text behind STLS, dropped; they begin: \(text)",
                    ja: "\(client(event)): STLS の後に平文が \(octets.count) オクテット届いたため切断しました。先頭: \(text)"))
        case .tlsFailed(let reason):
            say(
                Localized(
                    en: "\(client(event)): the TLS handshake failed: \(reason)",
                    ja: "\(client(event)): TLS のハンドシェイクに失敗しました: \(reason)"))
        }
    }

    private func client(_ event: ServedEvent) -> String {
        [event.client.address, event.client.port.map(String.init)].compactMap(\.self).joined(separator: " port ")
    }

    /// One sentence, as a line.
    func say(_ text: Localized) {
        writing.yield("popscope: " + text[language])
    }
}

extension ServerTLSError {
    /// What is wrong, and what would be right.
    var text: Localized {
        switch self {
        case .badName(let name): Localized(en: "no certificate can be for \(name)", ja: "\(name) の証明書は作れません")
        case .unreadable(let path, let reason):
            Localized(en: "cannot read \(path): \(reason)", ja: "\(path) を読めません: \(reason)")
        case .noCertificate(let path):
            Localized(en: "\(path) holds no certificate in PEM", ja: "\(path) に PEM 形式の証明書がありません")
        case .noKey(let path):
            Localized(
                en: "\(path) holds no private key in PEM, or one with a passphrase",
                ja: "\(path) に PEM 形式の秘密鍵がないか、パスフレーズ付きの鍵です")
        case .mismatch(let certificate, let key):
            Localized(
                en: "the key in \(key) is not that of the certificate in \(certificate)",
                ja: "\(key) の鍵は \(certificate) の証明書のものではありません")
        case .unusable(let reason): Localized(en: "TLS cannot be used: \(reason)", ja: "TLS を使えません: \(reason)")
        }
    }
}
