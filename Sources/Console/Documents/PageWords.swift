import Handbook

/// The words of a page that stand in no annotation, in both languages.
enum PageWords {
    static let client = Localized(en: "Client", ja: "クライアント")
    static let server = Localized(en: "Server", ja: "サーバー")
    static let body = Localized(en: "Lines of the reply as sent", ja: "応答の続きの行 (送られたまま)")
    static let decoded = Localized(en: "The message as a person reads it", ja: "デコードしたメール")
    static let causes = Localized(en: "Likely, in this order:", ja: "考えられる理由:")
    static let steps = Localized(en: "Try:", ja: "試すこと:")
    static let comma = Localized(en: ", ", ja: "、")
    static let howToRead = Localized(
        en:
            "Arrows to the right are lines of the client, arrows to the left are replies. Each exchange opens to its meaning.",
        ja: "右向きの矢印はクライアントの行、左向きの矢印はサーバーの応答です。各やり取りを開くと意味が表示されます。")

    static func sources(_ names: [String]) -> Localized {
        Localized(
            en: "See also: \(names.joined(separator: ", ")).", ja: "参照: \(names.joined(separator: "、"))")
    }

    /// Which command a reply answers that stands further up.
    static func reply(to command: String) -> Localized {
        Localized(en: "reply to \(command)", ja: "\(command) への応答")
    }

    static func findings(_ count: Int) -> Localized {
        Localized(en: count == 1 ? "1 finding" : "\(count) findings", ja: "違反 \(count) 件")
    }

    /// One connection, or the part of it under TLS.
    static func part(_ connection: Int, isSecure: Bool) -> Localized {
        isSecure
            ? Localized(en: "Connection \(connection), encrypted by TLS", ja: "接続 \(connection) (TLS で暗号化)")
            : Localized(en: "Connection \(connection), in clear text", ja: "接続 \(connection) (平文)")
    }
}
