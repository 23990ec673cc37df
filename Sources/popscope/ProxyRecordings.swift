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

/// Where the proxy records sessions.
struct ProxyRecordingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            en: "Record the first client to this file, others to FILE-2, ...",
            ja: "最初のクライアントを記録する (次からは FILE-2 など)。"))
    var record: String?

    @Option(
        name: .customLong("record-dir"),
        help: ArgumentHelp(en: "Record each client to a file in this folder.", ja: "このフォルダーに 1 クライアント 1 ファイルで記録する。"))
    var recordDir: String?

    @OptionGroup var mail: RecordedMailOptionGroup

    func validate() throws {
        for (option, path) in [("--record", record), ("--record-dir", recordDir)] where path?.isEmpty == true {
            throw ValidationError(
                HelpWords.text(en: "\(option) needs a path.", ja: "\(option) にはパスを指定してください。"))
        }
        if record != nil, recordDir != nil {
            throw ValidationError("--record and --record-dir exclude each other.")
        }
    }

    /// Sees to it that what is asked for can be done, before anybody connects.
    ///
    /// - Throws: exit status 73, after saying why on standard error.
    func check(_ language: Language) throws {
        guard let folder = recordDir ?? record.map(Self.folder) else { return }
        if access(folder + "/.", W_OK | X_OK) != 0 {
            let reason = String(cString: strerror(errno))
            throw Self.failure(ProxyWords.noFolder(folder, reason), language)
        }
        // A link that leads nowhere is in the way as well.
        var status = stat()
        if let record, lstat(record, &status) == 0 { throw Self.failure(ProxyWords.fileExists(record), language) }
    }

    /// The folder that a file is in, or would be in.
    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func failure(_ text: Localized, _ language: Language) -> ExitCode {
        StandardStream.error.say("popscope: " + text[language])
        return ExitCode(73)
    }

    /// The place of a run's recordings; `nil` when nothing is recorded.
    func recordings(of endpoint: Endpoint) -> ProxyRecordings? {
        let now = time(nil)
        if let record { return ProxyRecordings(place: .file(record), mail.bodies, endpoint.name, now) }
        return recordDir.map { ProxyRecordings(place: .folder($0), mail.bodies, endpoint.name, now) }
    }
}

/// The recordings of one run: a file a client.
struct ProxyRecordings: Sendable {
    /// Where the files are.
    enum Place: Hashable {
        /// The first client that comes to its server has this file; the number of any other stands in front of its ending.
        case file(String)
        case folder(String)
    }

    private let folderOrFile: Place
    private let bodies: BodyChoice
    private let server: String
    private let start: CertificateDate

    init(place: Place, _ bodies: BodyChoice, _ server: String, _ now: Int) {
        folderOrFile = place
        self.bodies = bodies
        self.server = server
        start = CertificateDate(seconds: now)
    }

    /// The file of the first client, or the folder of all.
    var place: String {
        switch folderOrFile {
        case .file(let path), .folder(let path): path
        }
    }

    /// The file of a client, by the number of its recording.
    private func path(of number: Int) -> String {
        switch folderOrFile {
        case .folder(let folder):
            let day = moment.filter { $0 != ":" }.replacing(" ", with: "-")
            return "\(folder)/\(day)-\(getpid())-\(number).pop3"
        case .file(let path):
            guard number > 1 else { return path }
            let stem = path.hasSuffix(".pop3") ? String(path.dropLast(5)) : path
            return stem + "-\(number)" + path.dropFirst(stem.count)
        }
    }

    /// Makes the file of a client; a name that is taken is left to who has it.
    ///
    /// - Parameter number: how many clients were recorded, this one included.
    func begin(_ number: Int) throws(PrivateFile.Failure) -> WatchRecording {
        let day = moment.prefix { $0 != " " }
        var number = number
        while true {
            let path = path(of: number)
            do {
                return try WatchRecording(
                    to: path, bodies, recorded: "\(day) popscope/\(Popscope.version) \(server)")
            } catch {
                guard access(path, F_OK) == 0 else { throw error }
                number += 1
            }
        }
    }

    /// `2026-11-21 14:24:06`, in UTC.
    private var moment: String { String(start.text.dropLast(4)) }
}
