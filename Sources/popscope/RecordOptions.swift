public import ArgumentParser
import Console
public import POP3

/// What of the mail is recorded: an option of every command that records.
struct RecordedMailOptionGroup: ParsableArguments {
    @Option(help: ArgumentHelp(en: "How much of the mail is recorded.", ja: "記録するメールの範囲。\n"))
    var bodies: BodyChoice = .all
}

/// How sessions are recorded: the options of every command that meets a server.
struct RecordOptionGroup: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            en: "Record the session to this new file, without secrets.", ja: "秘密を除いて新しいファイルに記録する。"))
    var record: String?

    @OptionGroup var mail: RecordedMailOptionGroup

    @Flag(
        name: .customLong("record-timing"),
        help: ArgumentHelp(en: "Also write when each line passed: NAME.timing.", ja: "各行の時刻も NAME.timing に書く。"))
    var hasTiming = false

    @Flag(
        name: .customLong("record-segments"),
        help: ArgumentHelp(en: "Mark where a write ended: ^.", ja: "書き込みの区切りを ^ で示す。"))
    var marksSegments = false

    @Flag(
        help: ArgumentHelp(
            en: "Record unique-ids and timestamps as they are.", ja: "ユニーク ID やタイムスタンプをそのまま記録する。"))
    var literal = false

    @Flag(
        name: .customLong("show-secrets"),
        help: ArgumentHelp(
            en: "Record passwords as they are sent: never share such a file.", ja: "パスワードもそのまま記録する (共有しないこと)。"))
    var showsSecrets = false

    func validate() throws {
        if record?.isEmpty == true {
            throw ValidationError(HelpWords.text(en: "--record needs a file.", ja: "--record にはファイルを指定してください。"))
        }
        guard record == nil, hasTiming || showsSecrets else { return }
        throw ValidationError(
            HelpWords.text(
                en: "--record-timing and --show-secrets need --record FILE.",
                ja: "--record-timing と --show-secrets には --record FILE が必要です。"))
    }

    /// The same, as the shell takes it.
    var options: RecordOptions {
        var options = RecordOptions()
        options.path = record
        options.bodies = mail.bodies
        options.hasTiming = hasTiming
        options.lines.marksSegments = marksSegments
        options.lines.keepsLiterals = literal
        options.lines.showsSecrets = showsSecrets
        return options
    }
}

extension BodyChoice: ExpressibleByArgument {}
