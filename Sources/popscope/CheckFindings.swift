import ArgumentParser
import Conformance
import Console
import Handbook
import POP3

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The files that findings become: transcripts that `replay` plays.
struct CheckFindings: ParsableArguments {
    @Option(
        name: .customLong("save-findings"),
        help: ArgumentHelp(
            en: "Write each finding to DIR/ID.pop3, for replay --against URL.",
            ja: "違反を 1 件ずつ DIR/ID.pop3 に書く (replay --against URL で再確認)。"))
    var folder: String?

    @Flag(help: ArgumentHelp(en: "Findings and fixtures may replace files.", ja: "既存のファイルへの上書きを許可する。"))
    var overwrite = false

    /// The folder is made before anybody waits for a run that could not be kept.
    ///
    /// - Throws: exit status 73, after saying why on standard error.
    func prepare(_ language: Language) throws {
        guard let folder else { return }
        try SavedFiles.makeFolder(folder, language)
    }

    /// Writes a file for each finding, and says how many can be played.
    ///
    /// - Parameter redaction: the secrets of the run: none stands in a file.
    /// - Throws: exit status 73 where one cannot be written, or would replace a file; the others are written.
    func save(_ report: Report, hiding redaction: Redaction, _ language: Language) throws {
        guard let folder else { return }
        let scripts = report.results.compactMap { FindingScript($0, in: language, hiding: redaction) }
        var files = SavedFiles(folder, mayReplace: overwrite, language)
        for script in scripts { files.write(script.transcript.octets, as: script.fileName) }
        say(Self.summary(scripts, folder), language)
        let others = scripts.filter { $0.obstacle != nil }.map(\.requirement.name)
        if !others.isEmpty { say(Self.silent(others), language) }
        try files.finish()
    }

    private func say(_ text: Localized, _ language: Language) {
        StandardStream.error.write(line: "popscope: " + text[language])
    }

    private static func summary(_ scripts: [FindingScript], _ folder: String) -> Localized {
        let (count, folder) = (scripts.count { $0.obstacle == nil }, FileWords.visible(folder))
        guard !scripts.isEmpty else {
            return Localized(en: "nothing to save in \(folder).", ja: "\(folder) に保存する違反はありません。")
        }
        guard count > 0 else {
            return Localized(en: "no finding in \(folder) can be played.", ja: "\(folder) に再生できる違反はありません。")
        }
        let findings = count == 1 ? "1 finding" : "\(count) findings"
        return Localized(
            en: "\(findings) in \(folder): replay \(folder)/ID.pop3 --against URL tells whether it is mended.",
            ja: "\(folder) に違反 \(count) 件: replay \(folder)/ID.pop3 --against URL で、直ったかを確かめられます。")
    }

    private static func silent(_ names: [String]) -> Localized {
        let list = names.joined(separator: ", ")
        return Localized(
            en: "\(names.count) cannot be played, the files only tell: \(list)",
            ja: "再生できないもの \(names.count) 件 (ファイルは説明だけです): \(list)")
    }
}

/// Files that are written into one folder; one that exists and says something else stays.
struct SavedFiles {
    private let folder: String
    private let mayReplace: Bool
    private let language: Language
    private var hasFailed = false

    init(_ folder: String, mayReplace: Bool, _ language: Language) {
        self.folder = folder
        self.mayReplace = mayReplace
        self.language = language
    }

    /// Makes a folder, with those above it.
    ///
    /// - Throws: exit status 73, after saying why on standard error.
    static func makeFolder(_ path: String, _ language: Language) throws {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += made.isEmpty || made.hasSuffix("/") ? String(part) : "/" + part
            mkdir(made, 0o700)
        }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, access(path, W_OK) == 0 else {
            let reason = String(cString: strerror(errno == 0 ? ENOTDIR : errno))
            StandardStream.error.say(FileWords.cannotWrite(path, reason)[language])
            throw ExitCode(73)
        }
    }

    /// Writes a file that only its owner reads.
    mutating func write(_ octets: [UInt8], as name: String) {
        let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
        do throws(PrivateFile.Failure) {
            if !mayReplace, let known = try PrivateFile.read(path, limit: .max) {
                guard known != octets else { return }
                hasFailed = true
                StandardStream.error.say(FileWords.exists(path)[language])
                return
            }
            try PrivateFile.write(octets, to: path)
        } catch {
            hasFailed = true
            StandardStream.error.say(FileWords.cannotWrite(error.path, error.reason)[language])
        }
    }

    /// - Throws: exit status 73 where a file was not written.
    func finish() throws {
        if hasFailed { throw ExitCode(73) }
    }
}
