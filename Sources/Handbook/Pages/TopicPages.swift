public import POP3

/// What `:help TOPIC` shows of a matter that is no command, state or refusal.
public struct TopicPage: Hashable, Sendable {
    /// The word after `:help`, in lower case: `pop-before-smtp`.
    public let name: String
    /// What it was or is, in one sentence.
    public let summary: Localized
    /// The rest, one paragraph a line.
    public let paragraphs: [Localized]
    /// Where to read about it, the most important first; never empty.
    public let citations: [Citation]
}

/// The matters around POP3 that have a page.
public enum TopicPages {
    /// All pages, in the order in which an overview lists them.
    public static let all = [popBeforeSMTP]

    /// The page of a name in any letter case; `nil` when there is none.
    public static subscript(name: String) -> TopicPage? {
        all.first { $0.name == name.lowercased() }
    }

    private static let popBeforeSMTP = TopicPage(
        name: "pop-before-smtp",
        summary: Localized(
            en: "POP before SMTP: fetch your mail first, and for some minutes you may send from the same address.",
            ja: "POP before SMTP: 先にメールを受信すると、同じ IP アドレスから数分から数十分の間だけ送信できるしくみです。"),
        paragraphs: [
            Localized(
                en:
                    "In the 1990s SMTP had no login, and servers that sent mail for anybody (open relays) were used for spam.",
                ja: "1990 年代の SMTP にはログインがなく、誰のメールでも中継するサーバー (オープンリレー) が迷惑メールに使われました。"),
            Localized(
                en:
                    "POP3 had passwords, so a server noted the IP address of each login by POP3 and let that address send.",
                ja: "そこで、パスワードのある POP3 を利用し、ログインした IP アドレスを記録して、そこからの送信を許しました。"),
            Localized(
                en: "Nothing of it shows in POP3: it is an ordinary login, and STAT and QUIT are enough.",
                ja: "POP3 のやり取りには何も現れません。普通のログインで、STAT と QUIT だけで足ります。"),
            Localized(
                en:
                    "It trusts an address, not a person: behind one NAT everybody may send, and who changes address may not.",
                ja: "人ではなくアドレスを信頼するため、同じ NAT の内側なら誰でも送信でき、アドレスが変わると送信できなくなります。"),
            Localized(
                en:
                    "SMTP AUTH (RFC 2554, now RFC 4954) and the port for submission, 587 (RFC 2476, now RFC 6409), took its place.",
                ja: "SMTP AUTH (RFC 2554、現在は RFC 4954) と投稿用のポート 587 (RFC 2476、現在は RFC 6409) に置き換えられました。"),
            Localized(
                en:
                    "You meet it in old guides (\"receive before you send\") and as an option of old mail programs; today log in to submit mail, under TLS (RFC 8314).",
                ja: "今では、古い案内 (「送信の前に受信してください」) や古いメールソフトの設定に残るだけです。現在は TLS の下でログインして送信します (RFC 8314)。"),
        ],
        citations: [.rfc(6409, "3.3"), .rfc(4954, ""), .rfc(8314, "3.3")])
}
