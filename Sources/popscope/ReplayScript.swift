import ArgumentParser
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

/// A transcript file that is played.
struct ReplayScript: Sendable {
    /// The file, as it was named.
    let name: String
    /// What is played.
    let script: TranscriptScript
    /// Whether it is the log of another program. Its lines are counted as in the transcript that `explain --output` makes
    /// of it.
    let isLog: Bool
    private let octets: [UInt8]

    /// Reads a transcript, or a log as one.
    init(_ name: String) throws(UnreadableTranscript) {
        self.name = name
        let file = try Self.octets(of: name)
        isLog = LogKind.detect(file).map { $0 != .transcript } ?? false
        octets = isLog ? try Self.imported(file, name) : file
        let entries = try Self.entries(of: octets, name)
        let neighbours = NeighbourFiles(beside: name)
        do throws(TranscriptScript.Fault) {
            script = try TranscriptScript(entries) { neighbours.octets(of: $0) }
        } catch {
            throw .script(name, error)
        }
    }

    /// The files without those that were named before, by whatever path.
    static func distinct(_ names: [String]) -> [String] {
        var (known, named): (Set<FileIdentity>, Set<String>) = ([], [])
        return names.filter { name in
            FileIdentity(path: name).map { known.insert($0).inserted } ?? named.insert(name).inserted
        }
    }

    private static func imported(_ log: [UInt8], _ name: String) throws(UnreadableTranscript) -> [UInt8] {
        do throws(ImportError) {
            return try TranscriptImport.transcript(from: log).octets
        } catch {
            throw .log(name, error)
        }
    }

    private static func entries(
        of octets: [UInt8], _ name: String
    ) throws(UnreadableTranscript) -> [(line: Int, entry: TranscriptEntry)] {
        var reader = TranscriptReader()
        do throws(TranscriptError) {
            return try reader.readNumbered(octets) + reader.finishNumbered()
        } catch {
            throw .transcript(name, error)
        }
    }

    /// Puts changes into the file; its mode stays.
    ///
    /// - Throws: exit status 73 where it cannot be written or has changed since it was read, and 64 for a log, after
    ///   saying why on standard error.
    func rewrite(_ changes: [TranscriptRevision]) throws {
        guard !isLog else {
            StandardStream.error.say(
                HelpWords.text(
                    en: "popscope: \(name) is a log; explain \(name) --output FILE.pop3 makes a transcript of it.",
                    ja: "popscope: \(name) はログです。explain \(name) --output FILE.pop3 で記録に変換できます。"))
            throw ExitCode(64)
        }
        guard (try? Self.octets(of: name)) == octets else {
            StandardStream.error.say(
                HelpWords.text(
                    en: "popscope: \(name) has changed since it was read; it stays as it is.",
                    ja: "popscope: \(name) は読み込んだ後に変更されたため、書き換えません。"))
            throw ExitCode(73)
        }
        var status = stat()
        let hasMode = stat(name, &status) == 0
        try writeOutput(TranscriptRevision.apply(changes, to: octets, script.header), to: name)
        if hasMode { chmod(name, status.st_mode & 0o7777) }
    }

    private static func octets(of name: String) throws(UnreadableTranscript) -> [UInt8] {
        do throws(PrivateFile.Failure) {
            if let octets = try PrivateFile.read(name, limit: .max) { return octets }
        } catch {
            var status = stat()
            if stat(name, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { throw .folder(name) }
            throw .file(name, error.reason)
        }
        throw .file(name, String(cString: strerror(ENOENT)))
    }
}

/// Why a transcript cannot be played.
enum UnreadableTranscript: Error {
    /// The file cannot be read; the text is the system's.
    case file(String, String)
    /// It is a folder.
    case folder(String)
    /// It is no log that can be read.
    case log(String, ImportError)
    /// It is no transcript.
    case transcript(String, TranscriptError)
    /// It cannot be played.
    case script(String, TranscriptScript.Fault)

    /// The file, as it was named.
    var name: String {
        switch self {
        case .file(let name, _), .folder(let name), .log(let name, _), .transcript(let name, _), .script(let name, _):
            name
        }
    }

    /// The exit status that it asks for.
    var status: Int32 {
        switch self {
        case .file, .folder: 66
        case .log, .transcript: 65
        case .script(_, let fault):
            switch fault.reason {
            case .pattern, .body: 65
            case .file: 66
            }
        }
    }

    /// What is wrong, in one line.
    var text: Localized {
        switch self {
        case .file(let name, let reason):
            Localized(en: "cannot read \(name): \(reason)", ja: "\(name) を読めません: \(reason)")
        case .folder(let name):
            Localized(
                en: "\(name) is a folder; name the files in it: \(name.pathOfFolder)/*.pop3",
                ja: "\(name) はフォルダーです。中のファイルを指定してください: \(name.pathOfFolder)/*.pop3")
        case .log(let name, let error): Localized(verbatim: "\(name): ") + error.text
        case .transcript(let name, let error): Localized(verbatim: "\(name): ") + error.text
        case .script(let name, let fault):
            switch fault.reason {
            case .pattern(.backReference):
                Localized(
                    en: "\(name): line \(fault.line): the regular expression refers back to a group",
                    ja: "\(name): \(fault.line) 行目: 正規表現で後方参照は使えません")
            case .pattern(.nestedRepetition):
                Localized(
                    en: "\(name): line \(fault.line): the regular expression repeats a group that repeats something "
                        + "itself, which may take for ever",
                    ja: "\(name): \(fault.line) 行目: 正規表現で、繰り返しを含むグループを繰り返すことはできません (終わらないことがあります)")
            case .pattern(.unsupported):
                Localized(
                    en: "\(name): line \(fault.line): the regular expression has a construct that transcripts do not "
                        + "take, such as (?x) or \\Q",
                    ja: "\(name): \(fault.line) 行目: 正規表現に、記録では使えない構文があります ((?x) や \\Q など)")
            case .body(let octets):
                Localized(
                    en: "\(name): line \(fault.line): a body of \(octets) octets is too large to be served; "
                        + "at most \(TranscriptScript.largestBody) are",
                    ja: "\(name): \(fault.line) 行目: \(octets) オクテットの本文は大きすぎます "
                        + "(最大 \(TranscriptScript.largestBody) オクテット)")
            case .pattern(.syntax(let reason)):
                Localized(
                    en: "\(name): line \(fault.line): this is no regular expression: \(Sanitizer.visible(reason.utf8))",
                    ja: "\(name): \(fault.line) 行目: 正規表現として正しくありません: \(Sanitizer.visible(reason.utf8))")
            case .file(let file):
                Localized(
                    en: "\(name): line \(fault.line): cannot read \(Sanitizer.visible(file.utf8)) beside it",
                    ja: "\(name): \(fault.line) 行目: 同じフォルダーの \(Sanitizer.visible(file.utf8)) を読めません")
            }
        }
    }
}

extension String {
    /// The path of a folder without the slash at its end.
    fileprivate var pathOfFolder: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}

/// Writes a file that was asked for.
///
/// - Throws: exit status 73, after saying why on standard error.
func writeOutput(_ octets: [UInt8], to path: String) throws {
    do throws(PrivateFile.Failure) {
        try PrivateFile.write(octets, to: path)
    } catch {
        StandardStream.error.say(
            HelpWords.text(
                en: "popscope: cannot write \(error.path): \(error.reason)",
                ja: "popscope: \(error.path) に書けません: \(error.reason)"))
        throw ExitCode(73)
    }
}
