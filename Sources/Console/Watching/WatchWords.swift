import Handbook
import POP3

/// What is said of a session between two others.
enum WatchWords {
    /// What follows STLS where the handshake is not done here.
    static let unreadable = Localized(
        en: "Encrypted from here on, between client and server alone: it cannot be read here.",
        ja: "ここからはクライアントとサーバーの間で暗号化され、ここでは読めません。")

    static func clientSecured(_ version: TLSVersion) -> Localized {
        Localized(
            en: "\(version.rawValue) with the client; it ends here.",
            ja: "クライアントとは \(version.rawValue) です (ここで終端しています)。")
    }

    /// Clear text of a client behind STLS, with its secret masked.
    static func injection(_ count: Int, beginningWith line: Line) -> Finding {
        let octets = Count.octets(count)
        let text = Sanitizer.visible(line.bytes.prefix(60))
        return Finding(
            "rfc2595-4-client-waits-after-stls",
            Localized(
                en:
                    "The client sent \(octets.en) of clear text behind STLS; both sides were dropped. They begin: \(text)",
                ja: "クライアントが STLS の後に平文を \(octets.ja)送ったため、両側を切断しました。先頭: \(text)"))
    }

    /// How a side ended a connection.
    static func ended(by side: Session.Side, _ closing: Closing) -> Localized {
        switch (side, closing) {
        case (.client, .orderly):
            Localized(en: "the client closed the connection.", ja: "クライアントが接続を閉じました。")
        case (.server, .orderly):
            Localized(en: "the server closed the connection.", ja: "サーバーが接続を閉じました。")
        case (.client, .reset):
            Localized(en: "the client broke the connection (RST).", ja: "クライアントが接続を強制的に切りました (RST)。")
        case (.server, .reset):
            Localized(en: "the server broke the connection (RST).", ja: "サーバーが接続を強制的に切りました (RST)。")
        }
    }

    /// The end of a session that is the fault of neither side.
    static let brokenOff = Localized(
        en: "The proxy closed both connections; neither side had ended its own.",
        ja: "プロキシが両方の接続を閉じました。どちらの側も自分からは終えていません。")

    /// Findings about a client that belong to no exchange.
    static func annotation(_ findings: [Finding]) -> Annotation {
        var annotation = Annotation(
            topic: "client",
            meaning: Localized(
                en: "what the client did outside any exchange.", ja: "どのやり取りにも属さない、クライアントの動作です。"),
            isTrouble: true, citation: .rfc(1939, "3"))
        annotation.findings = findings
        return annotation
    }
}
