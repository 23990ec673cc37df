public import POP3

/// A section of RFC 1939, for `:rfc`.
public struct RFCSection: Hashable, Sendable {
    /// Its number, as the RFC writes it.
    public let number: String
    /// What it is about, in one sentence of our own.
    public let summary: Localized
    /// The commands that it defines.
    public let commands: [Verb]
}

/// The sections of RFC 1939.
public enum RFCSections {
    /// The section of a number such as `7`; `nil` when there is none.
    public static subscript(number: String) -> RFCSection? { all.first { $0.number == number } }

    // swift-format-ignore
    /// All sections, in their order.
    public static let all: [RFCSection] = [
        section("1",  "What POP3 is for: machines that cannot keep a mail server running fetch their mail.", "POP3 の目的: 常時接続できない計算機がメールを取りに行くためのものです。"),
        section("2",  "It can list, fetch and delete, and leaves everything else to IMAP.", "一覧、取得、削除だけを行い、それ以上のことは IMAP に任せます。"),
        section("3",  "How it works: TCP port 110, command lines, +OK and -ERR, multi-line replies, the three states, the idle timer.", "基本の動作: TCP ポート 110、コマンドの行、+OK と -ERR、複数行の応答、3 つの状態、無通信タイマー。"),
        section("4",  "AUTHORIZATION: the greeting, logging in, the lock on the maildrop.", "AUTHORIZATION 状態: 最初の応答、ログイン、メールドロップのロック。", [.quit]),
        section("5",  "TRANSACTION: looking at messages and marking them as deleted.", "TRANSACTION 状態: メールを見ることと、削除マークを付けること。", [.stat, .list, .retr, .dele, .noop, .rset]),
        section("6",  "UPDATE: QUIT removes what is marked and ends the session.", "UPDATE 状態: QUIT で削除マークの付いたメールを削除し、セッションを終えます。", [.quit]),
        section("7",  "Optional commands: peeking, unique-ids, and ways to log in.", "任意のコマンド: 先頭だけの取得、一意識別子、ログインの方法。", [.top, .uidl, .user, .pass, .apop]),
        section("8",  "Scaling: what it costs to leave mail on the server, and the policies that follow.", "大規模な運用: サーバーにメールを残すことの負担と、そのための方針。"),
        section("9",  "All commands and replies on one page.", "コマンドと応答の一覧。"),
        section("10", "An example session.", "セッションの例。"),
        section("11", "The format of messages, and how sizes are counted: each line end is two octets.", "メールの形式と大きさの数え方: 改行は 2 オクテットと数えます。"),
        section("12", "References to other documents.", "参考文献。"),
        section("13", "Security: passwords in clear text, APOP, and what neither protects.", "セキュリティ: 平文のパスワード、APOP、それらでは守れないもの。"),
        section("14", "Thanks to those who helped.", "謝辞。"),
        section("15", "The addresses of the authors.", "著者の連絡先。"),
        section("A",  "What changed since RFC 1725.", "RFC 1725 からの変更点。"),
        section("B",  "An index of the commands.", "コマンドの索引。"),
    ]

    private static func section(_ number: String, _ en: String, _ ja: String, _ commands: [Verb] = []) -> RFCSection {
        RFCSection(number: number, summary: Localized(en: en, ja: ja), commands: commands)
    }
}
