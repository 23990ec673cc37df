import ArgumentParser
import Conformance
import Console
import Handbook

/// The file of known findings.
struct CheckBaseline: ParsableArguments {
    @Option(
        name: .customLong("baseline"),
        help: ArgumentHelp(en: "A file of known findings: they do not fail the run.", ja: "既知の違反のファイル。書かれた違反では不合格にしない。")
    )
    var path: String?

    @Flag(
        name: .customLong("update-baseline"),
        help: ArgumentHelp(en: "Write what was found into that file.", ja: "見つかった違反をそのファイルに書く。"))
    var isUpdated = false

    func validate() throws {
        guard isUpdated, path == nil else { return }
        throw ValidationError(
            HelpWords.text(
                en: "--update-baseline needs --baseline FILE.", ja: "--update-baseline には --baseline FILE が必要です。"))
    }

    /// What the file says; nothing without one, and where it is about to be made.
    ///
    /// - Throws: exit status 64 or 66, after saying why on standard error.
    func read(_ language: Language) throws -> Baseline {
        guard let path else { return Baseline() }
        let octets: [UInt8]?
        do {
            octets = try PrivateFile.read(path)
        } catch {
            StandardStream.error.write(line: FileWords.cannotRead(path, error.reason)[language])
            throw ExitCode(66)
        }
        guard let octets else {
            if isUpdated { return Baseline() }
            let reason = HelpWords.text(
                en: "it does not exist; --update-baseline makes it", ja: "ありません。--update-baseline で作成できます")
            StandardStream.error.write(line: FileWords.cannotRead(path, reason)[language])
            throw ExitCode(66)
        }
        do {
            return try Baseline(octets)
        } catch {
            let found = FileWords.visible(error.found)
            let text = Localized(
                en: "line \(error.line): fail, error or warn and the id of a requirement is expected, not \"\(found)\"",
                ja: "\(error.line) 行目: fail、error、warn のどれかと要件の ID が必要です: \"\(found)\"")
            StandardStream.error.write(line: FileWords.fault(in: path, text)[language])
            throw ExitCode(64)
        }
    }

    /// Writes what is known after a run, where that was asked for.
    ///
    /// - Throws: exit status 73, after saying why on standard error.
    func update(_ known: Baseline, by report: Report) throws {
        guard isUpdated, let path else { return }
        try writeOutput(known.updated(by: report).octets, to: path)
    }
}
