import Authentication
public import Handbook
import POP3

/// What a replay found, in words.
enum ReplayWords {
    // swift-format-ignore
    /// What a difference means.
    static func meaning(_ kind: TranscriptMismatch.Kind) -> Localized {
        switch kind {
        case .status(let expected, let actual): status(expected, actual)
        case .code: Localized(
            en: "The response code in brackets is another one: a program acts on it (RFC 2449 8).",
            ja: "角括弧の応答コードが違います。プログラムはこれを見て動作します (RFC 2449 8)。")
        case .timestamp: Localized(
            en: "The timestamp in <...> of the greeting offers APOP; one side has it, the other has not (RFC 1939 7).",
            ja: "最初の応答の <...> は APOP に使うタイムスタンプです。一方だけにあります (RFC 1939 7)。")
        case .dropListing: Localized(
            en: "STAT tells the number of messages and their size in octets: the maildrop is another one (RFC 1939 5).",
            ja: "STAT はメールの数と合計の大きさです。メールドロップの内容が違います (RFC 1939 5)。")
        case .scanListing: Localized(
            en: "LIST tells a message number and its size in octets: the message is another one (RFC 1939 5).",
            ja: "LIST はメール番号と大きさです。メールが違います (RFC 1939 5)。")
        case .uniqueID: Localized(
            en: "UIDL tells which message this is: to a client it is another one (RFC 1939 7).",
            ja: "UIDL はメールの識別子です。クライアントには別のメールに見えます (RFC 1939 7)。")
        case .capability: Localized(
            en: "The server announces something else in CAPA; the order of the lines does not count (RFC 2449 5).",
            ja: "CAPA で示された機能が違います。行の順序は問いません (RFC 2449 5)。")
        case .challenge: Localized(
            en: "The challenge is another one; ${challenge.1} in the file would take any (RFC 5034 4).",
            ja: "チャレンジが違います。ファイルに ${challenge.1} と書けば、どれでも一致します (RFC 5034 4)。")
        case .word: Localized(
            en: "A word that programs read is another one.", ja: "プログラムが読み取る語が違います。")
        case .body: Localized(
            en: "The line is another one: bodies are compared octet by octet.", ja: "行が違います。本文は 1 オクテットずつ比べます。")
        case .bodySize(let expected, let actual): Localized(
            en: "The body has \(actual) octets, un-stuffed; \(expected) were recorded.",
            ja: "本文は (ドットスタッフィングを除いて) \(actual) オクテットです。記録では \(expected) オクテットです。")
        case .missing: Localized(
            en: "The reply has fewer lines: this one did not come.", ja: "応答の行が足りません。この行が届きませんでした。")
        case .extra: Localized(
            en: "The reply has more lines than were recorded.", ja: "応答の行が記録より多くあります。")
        case .ending(let expected, let actual): ending(expected, actual)
        case .text: Localized(
            en: "The text is for people; it counts only because every octet does (--strict).",
            ja: "人のための文です。全オクテットを比べる --strict なので、違いとみなします。")
        case .pattern: Localized(
            en: "The regular expression does not describe this line.", ja: "行が正規表現に一致しません。")
        case .silence: Localized(
            en: "Nothing came in time.", ja: "時間内に応答がありませんでした。")
        case .closed: Localized(
            en: "The server closed the connection before this.", ja: "この応答の前に、サーバーが接続を閉じました。")
        case .open: Localized(
            en: "The server was recorded to close the connection here, and did not.",
            ja: "記録ではここでサーバーが接続を閉じますが、閉じませんでした。")
        case .unsolicited: Localized(
            en: "The server sent a line that answers nothing.", ja: "どのコマンドの応答でもない行が届きました。")
        }
    }

    // swift-format-ignore
    private static func status(_ expected: Reply.Status, _ actual: Reply.Status) -> Localized {
        switch (expected, actual) {
        case (_, .err): Localized(
            en: "The server refused what it accepted when this was recorded (RFC 1939 3).",
            ja: "記録のときは受け付けたものを、サーバーが拒否しました (RFC 1939 3)。")
        case (.err, .ok): Localized(
            en: "The server accepted what it refused when this was recorded (RFC 1939 3).",
            ja: "記録のときは拒否したものを、サーバーが受け付けました (RFC 1939 3)。")
        case (_, .challenge): Localized(
            en: "The server asks for more: a challenge, where a status was recorded (RFC 5034 4).",
            ja: "記録では状態ですが、サーバーはチャレンジを送りました (RFC 5034 4)。")
        case (_, .malformed): Localized(
            en: "The line begins with no status indicator: a client cannot know what was meant (RFC 1939 3).",
            ja: "行が状態インジケーターで始まりません。クライアントには意味が分かりません (RFC 1939 3)。")
        case (.challenge, .ok): Localized(
            en: "The server ended the login without the challenge that was recorded (RFC 5034 4).",
            ja: "記録にあるチャレンジなしで、サーバーがログインを終えました (RFC 5034 4)。")
        case (.malformed, .ok), (.ok, .ok): Localized(
            en: "The line begins with another status indicator than the recorded one (RFC 1939 3).",
            ja: "状態インジケーターが記録と違います (RFC 1939 3)。")
        }
    }

    private static func ending(_ expected: Line.Ending, _ actual: Line.Ending) -> Localized {
        let (wanted, got) = (name(expected), name(actual))
        return Localized(
            en: "The line ends in \(got.en); recorded is \(wanted.en). RFC 1939 section 3 wants CRLF.",
            ja: "行末が\(got.ja)です。記録では\(wanted.ja)です。RFC 1939 の 3 節では CRLF です。")
    }

    private static func name(_ ending: Line.Ending) -> Localized {
        switch ending {
        case .crlf: Localized(en: "CRLF", ja: " CRLF ")
        case .lf: Localized(en: "LF alone", ja: " LF だけ")
        case .missing: Localized(en: "nothing", ja: "改行なし")
        }
    }

    // swift-format-ignore
    /// Why the rest was not played.
    static func reason(_ reason: ReplayResult.Reason) -> Localized {
        switch reason {
        case .link(let error): ShellWords.failed(error, .connecting)
        case .secret(let fault): secret(fault)
        case .noChallenge: Localized(
            en: "The line answers a challenge, and none came: it would show a secret, so it was not sent.",
            ja: "チャレンジへの応答の行ですが、チャレンジが届いていません。秘密が見えてしまうため、送りませんでした。")
        case .noTLS: Localized(
            en: "The rest was recorded under TLS, which did not begin; nothing more was sent.",
            ja: "この先は TLS の下で記録されましたが、TLS が始まらなかったため、何も送りませんでした。")
        case .protectsMail: Localized(
            en: "The server is not as recorded, so nothing that deletes mail was sent to it.",
            ja: "サーバーが記録と違うため、メールを削除するものは送りませんでした。")
        }
    }

    // swift-format-ignore
    private static func secret(_ fault: TranscriptSecretFault) -> Localized {
        switch fault {
        case .missing(let name): Localized(
            en: "The secret \(name) is not known: --secret \(name)=@FILE gives it.",
            ja: "秘密 \(name) がありません。--secret \(name)=@FILE で指定してください。")
        case .noTimestamp: Localized(
            en: "The greeting has no timestamp in <...>, so there is no digest for APOP (RFC 1939 7).",
            ja: "最初の応答に <...> のタイムスタンプがないため、APOP のダイジェストを作れません (RFC 1939 7)。")
        case .noChallenge: Localized(
            en: "There is no challenge to answer.", ja: "答えるべきチャレンジがありません。")
        case .exchange(let error): Localized(
            en: "The challenge cannot be answered: ", ja: "チャレンジに答えられません: ") + LoginWords.error(error)
        case .credentials(let fault): LoginWords.fault(fault)
        case .variable(let name): Localized(
            en: "Nothing has said yet what ${\(name)} is.", ja: "${\(name)} の値がまだ分かりません。")
        }
    }

    /// What must be known before it happens.
    static func notice(_ notice: ReplayNotice) -> Localized {
        switch notice {
        case .quitDeletes(let count): ShellWords.quitDeletes(count)
        case .secretInClear: Exposure.inTheClear
        }
    }
}

extension ReplayNotice {
    /// What must be known, in a sentence.
    public var text: Localized { ReplayWords.notice(self) }
}
