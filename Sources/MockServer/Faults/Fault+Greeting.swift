import POP3

// swift-format-ignore
extension Fault {
    /// The greeting and its timestamp: RFC 1939 sections 4 and 7, RFC 2449 section 3.
    static let greeting = [
        Fault("greeting-missing", ["rfc1939-3-greeting-server-first"],
            en: "The server waits for the client to speak first.",
            ja: "サーバーがグリーティングを送らず、クライアントの発言を待ちます。",
            .greeting { moment, _ in moment.said = Said() }),
        Fault("greeting-two-lines", ["rfc1939-4-greeting-one-line"],
            en: "The greeting has a second line.",
            ja: "グリーティングに2行目があります。",
            .greeting { moment, _ in moment.said.more = Line("+OK unauthorized use is prohibited").octets }),
        Fault("greeting-of-smtp", ["rfc1939-4-greeting-positive"],
            en: "The greeting begins with 220, as in SMTP.",
            ja: "グリーティングがSMTPのように220で始まります。",
            .greeting { moment, _ in moment.said.text = "220" + moment.said.text.dropFirst(3) }),
        Fault("greeting-joined", ["rfc2449-3-status-sp-text"],
            en: "No space stands between +OK and the text of the greeting.",
            ja: "グリーティングの+OKと文の間に空白がありません。",
            .greeting { moment, _ in moment.said.text = "+OK" + moment.said.text.dropFirst(4) }),
        Fault("greeting-bare-lf", ["rfc1939-3-response-crlf"],
            en: "The greeting ends in LF alone.",
            ja: "グリーティングがLFだけで終わります。",
            .greeting { moment, _ in moment.said.first?.ending = .lf }),
        Fault("greeting-too-long", value: 600, in: 513...65_536, ["rfc2449-3-greeting-max-512"],
            en: "The greeting has so many octets.",
            ja: "グリーティングがこのオクテット数になります。",
            .greeting { moment, _ in moment.said.pad(to: moment.value) }),
        Fault("greeting-not-ascii", ["rfc2449-3-status-line-ascii"],
            en: "The greeting holds a letter that is not ASCII.",
            ja: "グリーティングにASCIIでない文字があります。",
            .greeting { moment, _ in moment.said.text += " é" }),
        Fault("greeting-angle-brackets", ["rfc2449-3-greeting-lt-only-in-timestamp"],
            en: "The greeting names the host in angle brackets, before the timestamp.",
            ja: "グリーティングで、タイムスタンプの前にホスト名を山括弧で示します。",
            .greeting { moment, _ in moment.said.text = "+OK <localhost>" + moment.said.text.dropFirst(3) }),
        Fault("timestamp-malformed", ["rfc1939-7-apop-timestamp-msgid-syntax", "rfc2449-3-timestamp-msgid"],
            en: "The timestamp of APOP has no @.",
            ja: "APOPのタイムスタンプに@がありません。",
            .stamp { "<\($0.dropFirst().prefix { $0 != "@" })>" }, .digest { "<\($0.dropFirst().prefix { $0 != "@" })>" }),
        Fault("timestamp-repeated", ["rfc1939-7-apop-timestamp-unique", "rfc1939-7-apop-replay-refused"],
            en: "Every connection gets the same timestamp for APOP.",
            ja: "APOPのタイムスタンプが接続ごとに変わりません。",
            .stamp { _ in "<1@popscope.invalid>" }, .digest { _ in "<1@popscope.invalid>" }),
        Fault("timestamp-missing", ["rfc1939-7-apop-timestamp-in-greeting"],
            en: "The greeting has no timestamp, and APOP takes a digest of the password alone.",
            ja: "グリーティングにタイムスタンプがなく、APOPはパスワードだけのダイジェストを受け付けます。",
            .stamp { _ in "" }, .digest { _ in "" }),
    ]
}

extension Said {
    /// Makes the first line so long, in octets with its ending.
    mutating func pad(to count: Int) {
        guard let first, first.count < count else { return }
        text += String(repeating: ".", count: count - first.count)
    }
}

extension Flaw {
    /// Another timestamp in the greeting.
    fileprivate static func stamp(_ edit: @escaping @Sendable (String) -> String) -> Flaw {
        .greeting { moment, server in
            let stamp = server.stamp.text
            let other = edit(stamp)
            moment.said.text = moment.said.text.replacing(other.isEmpty ? " \(stamp)" : stamp, with: other)
        }
    }

    /// APOP wants a digest of another timestamp.
    fileprivate static func digest(_ edit: @escaping @Sendable (String) -> String) -> Flaw {
        .hearing(.apop) { moment, server in
            let words = moment.command.arguments
            guard moment.phase == .authorization, case .none = moment.login, words.count == 2, !words.contains("")
            else { return }
            let credential = Credential.digest(String(words[1]), timestamp: edit(server.stamp.text))
            moment.answer(Said(server.open(String(words[0]), with: credential), in: server.language))
        }
    }
}
