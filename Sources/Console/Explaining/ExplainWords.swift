import Handbook
import POP3

/// What there is to say of a session because it stands in a transcript, in both languages.
enum ExplainWords {
    /// What a transcript says about itself; `nil` when it says nothing.
    static func about(_ header: TranscriptHeader) -> Localized? {
        let title = header.title.map(Sanitizer.visible)
        let recorded = header.recorded.map(Sanitizer.visible).map {
            Localized(en: "recorded \($0)", ja: "記録: \($0)")
        }
        switch (title, recorded) {
        case (nil, nil): return nil
        case (let title?, nil): return Localized(verbatim: title)
        case (nil, let recorded?): return recorded
        case (let title?, let recorded?): return Localized(verbatim: title + " (") + recorded + Localized(verbatim: ")")
        }
    }

    static let isText = Localized(
        en: "Pasted text: line ends, sizes, byte-stuffing, blanks and timing are not judged.",
        ja: "画面から貼り付けたテキストのため、改行、大きさ、ドットスタッフィング、空白、時間は判定しません。")

    static let isAnonymized = Localized(
        en:
            "Anonymized: addresses, host names, user names and unique-ids were replaced. Not covered: real names, a name before it was first told, other text of mail, what is encoded, cut lines, IPv6 addresses, host names without a dot unless an @ or @recorded tells them, patterns (S/), names of files (S<); sizes are not judged.",
        ja:
            "匿名化: アドレス、ホスト名、ユーザー名、一意識別子 (UID) を置き換えました。対象外: 人名、まだ現れていない名前、メールのその他の文、符号化された部分、途中で切れた行、IPv6 アドレス、ドットのないホスト名 (@ や @recorded で分かるものを除く)、パターン (S/)、ファイル名 (S<)。大きさは判定しません。"
    )

    /// The beginning of a connection.
    static func connected(_ connection: Int) -> Localized {
        connection == 1
            ? Localized(en: "Connected.", ja: "接続しました。")
            : Localized(en: "Connection \(connection): connected.", ja: "接続 \(connection): 接続しました。")
    }

    /// The lines that follow belong to another connection than those before.
    static func speaking(_ connection: Int) -> Localized {
        Localized(en: "Connection \(connection):", ja: "接続 \(connection):")
    }

    static func secured(_ words: String) -> Localized {
        words.isEmpty
            ? Localized(en: "Encrypted by TLS from here on.", ja: "ここから TLS で暗号化されています。")
            : Localized(
                en: "Encrypted by TLS from here on: \(Sanitizer.visible(words)).",
                ja: "ここから TLS で暗号化されています: \(Sanitizer.visible(words))")
    }

    static func omitted(_ octets: Int?) -> Localized {
        guard let octets else {
            return Localized(en: "The body is not in this transcript.", ja: "応答の中身は省略されています。")
        }
        let count = Count.octets(octets)
        return Localized(
            en: "\(count.en) of the body are not in this transcript.", ja: "応答の中身 \(count.ja)は省略されています。")
    }

    /// What takes the place of a meaning that rests on octets which are not known.
    static let unknownText = Localized(
        en: "answered; what the reply says is not written here.", ja: "応答がありましたが、その内容はここには書かれていません。")

    static let lacksListing = Localized(
        en: "accepted; the listing is left out.", ja: "受け付けられました。一覧の中身は省略されています。")

    /// What takes the place of a comparison of sizes: that so many octets were left out proves nothing of what came.
    static let lacksMail = Localized(
        en: "The mail is not in this transcript, so its size is not checked.",
        ja: "メールは記録にないので、大きさは確かめていません。")

    /// Why a server may say nothing at all where a greeting is due and nothing is encrypted.
    static let silentGreeting = Localized(
        en:
            "This is what clear text on a port of TLS (995) looks like: the server waits for the handshake, the client for the greeting. A firewall or a slow server look the same.",
        ja:
            "最初から TLS を使うポート (995) に平文で接続すると、こうなります。サーバーはハンドシェイクを、クライアントは最初の応答を待ち続けるからです。ファイアウォールや応答の遅いサーバーのこともあります。")

    /// What placeholders stand for; nothing without one that has a name.
    static func placeholders(_ placeholders: [Placeholder]) -> [Localized] {
        let named = placeholders.filter { $0 != .anything }
        guard !named.isEmpty else { return [] }
        let names = named.map { Sanitizer.visible($0.text) }.joined(separator: ", ")
        return [
            Localized(
                en: "The transcript keeps \(names) in place of what differs between servers or connections.",
                ja: "記録では、サーバーや接続によって異なる部分を \(names) と書いています。")
        ]
    }

    /// Why nothing follows, where the Handbook's own words would not fit a session of somebody else.
    static func ended(_ cause: PlayedEnd.Cause) -> Localized? {
        switch cause {
        case .closed(.server): nil
        case .closed(.client): Localized(en: "the client closed the connection.", ja: "クライアントが接続を閉じました。")
        case .reset(.client):
            Localized(en: "the client broke the connection off.", ja: "クライアントが接続を強制的に切りました。")
        case .reset(.server):
            Localized(en: "the server broke the connection off.", ja: "サーバーが接続を強制的に切りました。")
        case .timedOut:
            Localized(
                en: "nothing came for as long as the client waited.", ja: "クライアントが待つ間、何も届きませんでした。")
        case .transcriptEnds: nil
        }
    }

    /// That a transcript ends before the session does; `nil` when nothing is missing.
    static func transcriptEnds(_ end: PlayedEnd) -> Localized? {
        guard end.phase != .update, end.phase != .closed else { return nil }
        let ends = Localized(
            en: "The transcript ends here, while the connection stands.", ja: "記録はここで終わっています。接続はまだ続いていました。")
        guard let command = end.pending.first else { return ends }
        let verb = Sanitizer.visible(command.redacted().verb.name)
        return ends + Localized(en: " The reply to \(verb) is not complete.", ja: "\(verb) への応答は最後まで記録されていません。")
    }

    /// A body was cut because it is longer than what a page shows.
    static func cut(_ octets: Int, of all: Int) -> Localized {
        let (shown, count) = (Count.octets(octets), Count.octets(all))
        return Localized(
            en: "Only the first \(shown.en) of \(count.en) are shown here.",
            ja: "\(count.ja)のうち、先頭の \(shown.ja)だけを示します。")
    }
}
