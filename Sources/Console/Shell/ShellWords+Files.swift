import Handbook

/// Files that are written, read and run, in words.
extension ShellWords {
    static func cannotSave(_ number: Int) -> Localized {
        Localized(
            en: "Message \(number) did not come whole, so no file was written.",
            ja: "\(number) 番のメールを最後まで受信できなかったため、ファイルは書いていません。")
    }

    static func saved(_ number: Int, _ path: String, _ octets: Int) -> Localized {
        Localized(
            en: "Message \(number) written to \(path): \(octets) octets, dot-stuffing removed, line ends as they came.",
            ja: "\(number) 番のメールを \(path) に書きました: \(octets) オクテット。ドットスタッフィングは除き、改行は受信したままです。")
    }

    static func noSuchFile(_ path: String) -> Localized {
        Localized(en: "There is no file \(path).", ja: "\(path) というファイルはありません。")
    }

    static func cannotRead(_ path: String, _ reason: String) -> Localized {
        Localized(en: "Cannot read \(path): \(reason).", ja: "\(path) を読めません: \(reason)")
    }

    static func cannotWrite(_ path: String, _ reason: String) -> Localized {
        Localized(en: "Cannot write \(path): \(reason).", ja: "\(path) に書けません: \(reason)")
    }

    /// What is wrong with a path behind a local command.
    static func badPath(_ fault: OctetNotation.Fault, of command: LocalCommand) -> Localized {
        switch fault {
        case .empty: return usage(command)
        case .openQuote:
            return Localized(en: "The closing quotation mark is missing.", ja: "閉じる引用符がありません。")
        case .behindQuote:
            return Localized(
                en: "Something stands behind the closing quotation mark; write \\\" for one inside.",
                ja: "閉じる引用符の後に文字があります。引用符自体は \\\" と書きます。")
        case .unknownEscape(let escape):
            return Localized(
                en: "\(escape) is no escape; in quotation marks a backslash is written \\\\.",
                ja: "\(escape) は使えません。引用符の中のバックスラッシュは \\\\ と書きます。")
        }
    }

    static func noSuchFolder(_ path: String) -> Localized {
        Localized(
            en: "The folder \(path) does not exist, so no file was written.",
            ja: "\(path) というフォルダーはないため、ファイルは書いていません。")
    }

    static func isFolder(_ path: String) -> Localized {
        Localized(en: "\(path) is a folder; name a file in it.", ja: "\(path) はフォルダーです。その中のファイル名を指定してください。")
    }

    /// A person is asked next whether to replace it.
    static func fileExists(_ path: String) -> Localized {
        Localized(en: "\(path) exists.", ja: "\(path) はすでにあります。")
    }

    static let replace = Localized(en: "Replace it?", ja: "上書きしますか。")

    static let replaceBoth = Localized(en: "Replace both?", ja: "両方とも上書きしますか。")

    /// In a batch nobody can be asked.
    static func fileExists(_ path: String, _ number: Int) -> Localized {
        Localized(
            en: "\(path) exists, so no file was written. :save! \(number) FILE replaces it.",
            ja: "\(path) はすでにあるため、ファイルは書いていません。:save! \(number) FILE で置き換えます。")
    }

    static let notWritten = Localized(en: "No file was written.", ja: "ファイルは書いていません。")

    static let sourcesTooDeep = Localized(
        en: "Files that run other files are nested too deeply; this one was not run.",
        ja: ":source の入れ子が深すぎるため、このファイルは実行しませんでした。")

    static func linesNotRun(_ count: Int) -> Localized {
        Localized(
            en: "\(count == 1 ? "1 line of the file was" : "\(count) lines of the file were") not run.",
            ja: "ファイルの残り \(count) 行は実行していません。")
    }

    /// A batch ends where `:open` reached no server.
    static let openFailed = Localized(
        en: "There is no connection, so the batch ends here; no line behind this one was run.",
        ja: "接続できなかったため、ここで終了します。これより後の行は実行していません。")
}
