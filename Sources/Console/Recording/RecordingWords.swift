import Handbook
import POP3

/// Recordings, in words.
enum RecordingWords {
    /// What a person must know at the beginning: where, what is in it, and how to leave that out.
    static func began(_ path: String, _ options: RecordOptions) -> Localized {
        let path = Sanitizer.visible(path)
        let place = Localized(en: "Recording to \(path)", ja: "\(path) に記録します")
        let lines = options.lines.showsSecrets ? secretsShown : Localized(en: "without secrets", ja: "秘密は除きます")
        return place + Localized(en: ", ", ja: "。") + lines + Localized(en: ", ", ja: "。") + mail(options.bodies)
    }

    private static let secretsShown = Localized(en: "WITH PASSWORDS AS THEY ARE SENT", ja: "パスワードもそのまま書きます")

    private static func mail(_ choice: BodyChoice) -> Localized {
        switch choice {
        case .all:
            Localized(
                en: "with the mail that is fetched; --bodies none leaves it out.",
                ja: "取得したメールも含みます (--bodies none で除けます)。")
        case .headers:
            Localized(en: "with the headers of mail, not its text.", ja: "メールはヘッダーだけを含みます。")
        case .none: Localized(en: "without the mail that is fetched.", ja: "メールは含みません。")
        }
    }

    static func now(_ path: String, _ octets: Int) -> Localized {
        let path = Sanitizer.visible(path)
        return Localized(
            en: "Recording to \(path): \(octets) octets so far. :record off ends it.",
            ja: "\(path) に記録中です: \(octets) オクテット。:record off で終わります。")
    }

    /// What was asked for would put an end to what goes on there.
    static func goesOn(_ path: String) -> Localized {
        let path = Sanitizer.visible(path)
        return Localized(
            en: "\(path) is being recorded already; nothing is changed. :record off ends that first.",
            ja: "\(path) にはすでに記録中のため、何も変えません。先に :record off で終えてください。")
    }

    static func ended(_ path: String, _ octets: Int) -> Localized {
        let path = Sanitizer.visible(path)
        return Localized(en: "Recorded to \(path): \(octets) octets.", ja: "\(path) に記録しました: \(octets) オクテット。")
    }

    static let nothing = Localized(
        en: "Nothing is being recorded. :record FILE begins, from the greeting on.",
        ja: "記録していません。:record FILE で、グリーティングから記録します。")

    /// The disk is full, or the like: the session goes on.
    static func broke(_ path: String, _ reason: String) -> Localized {
        let path = Sanitizer.visible(path)
        return Localized(
            en: "Cannot write \(path): \(reason). The recording ends here; the session goes on.",
            ja: "\(path) に書けません: \(reason)。記録はここで終わり、セッションは続きます。")
    }

    /// Nobody can be asked whether to replace it.
    static func fileExists(_ path: String) -> Localized {
        let path = Sanitizer.visible(path)
        return Localized(
            en:
                "\(path) exists, so nothing is recorded. Name another file, or :record! FILE in the console replaces it.",
            ja: "\(path) はすでにあるため、記録しません。別のファイル名にするか、コンソールの :record! FILE で置き換えてください。")
    }

    static func noSuchFolder(_ path: String) -> Localized {
        let path = Sanitizer.visible(path)
        return Localized(
            en: "The folder \(path) does not exist, so nothing is recorded.",
            ja: "\(path) というフォルダーはないため、記録しません。")
    }

    static let notRecorded = Localized(en: "Nothing is recorded.", ja: "記録しません。")

    static let nothingToRedact = Localized(
        en: "No line was sent, so nothing can be taken back.", ja: "送った行がないため、取り消すものはありません。")

    /// The last line that was sent was known to hold a secret.
    static let isMasked = Localized(
        en: "The secret in the last line that was sent is masked already in everything that is kept; the line stays.",
        ja: "直前に送った行の秘密は、残されるものすべてですでに伏せられています。行はそのままです。")

    /// The line typed last never left, but stood in the history.
    static let forgotten = Localized(
        en: """
            The line typed last was not sent, so no recording has it. It is out of the history now, but not off this screen. \
            The line that was sent last stays as it is: :redact last once more takes that back.
            """,
        ja: """
            直前に入力した行は送っていないため、記録にはありません。履歴からは除きましたが、この画面の表示は残ります。\
            最後に送った行はそのままです。それも取り消すには、もう一度 :redact last を使ってください。
            """)

    /// The line typed last was for the console, and stood in the history; what was sent before or by it is taken back, too.
    static let forgottenAsWell = Localized(
        en: "The line for the console that was typed last is out of the history.",
        ja: "直前に入力したコンソールのコマンドを履歴から除きました。")

    /// The line typed last never left, and is kept nowhere.
    static let notKept = Localized(
        en: """
            The line typed last was not sent, and is kept nowhere but on this screen. The line that was sent last stays as it \
            is: :redact last once more takes that back.
            """,
        ja: """
            直前に入力した行は送っておらず、この画面のほかには残っていません。最後に送った行はそのままです。\
            それも取り消すには、もう一度 :redact last を使ってください。
            """)

    /// A file still holds the line.
    static func notRedacted(_ path: String, _ reason: String) -> Localized {
        let path = Sanitizer.visible(path)
        return Localized(
            en: """
                The last line that was sent could not be taken out of \(path), which another program may have changed: \(reason). Remove \
                that file, or the line in it. It is a secret now in all else that is kept; the server has read it: change \
                the password.
                """,
            ja: """
                最後に送った行を \(path) から取り除けません (ほかのプログラムが変更した可能性があります): \(reason)。\
                そのファイルか、その中の行を削除してください。\
                ほかはすべて秘密にしました。サーバーはすでに受信しているため、パスワードを変更してください。
                """)
    }

    /// The line is a secret from now on; what cannot be taken back is said.
    static let redacted = Localized(
        en: """
            The last line that was sent is a secret now in everything that is kept: in the recording, the history, the notes. \
            It cannot be taken back from the server, which has read it, nor from this screen: clear it, and change the \
            password.
            """,
        ja: """
            最後に送った行を、記録、履歴、説明のすべてで秘密にしました。ただし、サーバーが受信した内容と、\
            この画面の表示は取り消せません。画面を消去し、パスワードを変更してください。
            """)
}
