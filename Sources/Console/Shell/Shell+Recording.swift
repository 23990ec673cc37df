import Handbook
import POP3

extension Shell {
    /// Begins the recording that was asked for on the command line.
    ///
    /// - Parameter first: the first server.
    /// - Returns: whether the run can begin: where nothing can be recorded, nothing is sent.
    func startRecording(at first: Target?) -> Bool {
        guard let path = options.recording.path else { return true }
        begin(TypedPath(path: path), at: first, options.recording, isReplacing: false)
        if recording == nil { outcome.cannotWrite() }
        return recording != nil
    }

    /// `:record [--bodies CHOICE] FILE`, `:record! FILE` to replace a file, `:record off`; alone it says where.
    func record(_ arguments: String) async {
        let isReplacing = arguments.hasPrefix("!")
        let text = isReplacing ? String(arguments.dropFirst().drop { $0 == " " }) : arguments
        switch text {
        case "" where isReplacing: say(trouble: ShellWords.usage(.record))
        case "": say(recording.map { RecordingWords.now($0.path, $0.count) } ?? RecordingWords.nothing)
        case "off": if recording == nil { say(RecordingWords.nothing) } else { endRecording() }
        default: await record(to: text, isReplacing: isReplacing)
        }
    }

    private func record(to text: String, isReplacing: Bool) async {
        var options = options.recording
        var name = text
        let words = text.split(separator: " ", maxSplits: 2).map(String.init)
        if words.first == "--bodies" {
            guard words.count == 3, let choice = BodyChoice(rawValue: words[1]) else {
                return say(trouble: ShellWords.usage(.record))
            }
            (options.bodies, name) = (choice, words[2])
        }
        guard let file = typedPath(name, of: .record) else { return }
        if let taken = files(of: file, options).first(where: { recording?.stands(at: $0.path) == true }) {
            return say(trouble: RecordingWords.goesOn(taken.path))
        }
        guard let replaces = await mayRecord(to: file, options, isReplacing) else { return }
        endRecording()
        begin(file, at: target, options, isReplacing: replaces)
        if recording == nil, !terminal.isInteractive { outcome.cannotWrite() }
    }

    /// Whether files that exist are replaced; `nil` when nothing can be recorded there.
    private func mayRecord(to file: TypedPath, _ options: RecordOptions, _ isReplacing: Bool) async -> Bool? {
        let existing = files(of: file, options).filter { $0.kind == .file }
        guard !existing.isEmpty, !isReplacing, terminal.isInteractive else { return isReplacing }
        for file in existing { say(ShellWords.fileExists(Sanitizer.visible(file.path))) }
        if await isAgreed(existing.count == 1 ? ShellWords.replace : ShellWords.replaceBoth) { return true }
        say(RecordingWords.notRecorded)
        return nil
    }

    /// Opens a recording; says where it is, or why there is none.
    private func begin(_ file: TypedPath, at server: Target?, _ options: RecordOptions, isReplacing: Bool) {
        guard file.hasFolder else { return say(trouble: RecordingWords.noSuchFolder(file.folder)) }
        for file in files(of: file, options) {
            switch file.kind {
            case .nothing: break
            case .folder: return say(trouble: ShellWords.isFolder(Sanitizer.visible(file.path)))
            case .file: guard isReplacing else { return say(trouble: RecordingWords.fileExists(file.path)) }
            }
        }
        do {
            let header = header(options, server)
            recording = try Recording(to: file.path, options, header: header, isReplacing: isReplacing)
            warn(RecordingWords.began(file.path, options))
            tape?.record(to: recording)
            checkRecording()
        } catch {
            say(trouble: ShellWords.cannotWrite(Sanitizer.visible(error.path), error.reason))
        }
    }

    /// What is written for a recording: the file, and the sidecar beside it.
    private func files(of file: TypedPath, _ options: RecordOptions) -> [TypedPath] {
        Recording.paths(file.path, options).map(TypedPath.init(path:))
    }

    /// When, by which program and of which server.
    private func header(_ recording: RecordOptions, _ server: Target?) -> [TranscriptEntry] {
        let day = String(CertificateDate(seconds: options.date()).text.prefix(10))
        let program = options.version.isEmpty ? "popscope" : "popscope/\(options.version)"
        let words = [day, program] + (server.map { [Sanitizer.visible($0.name)] } ?? [])
        let entry = TranscriptEntry.header(key: "recorded", value: words.joined(separator: " "))
        return recording.lines.showsSecrets ? [entry, .header(key: "secrets", value: "shown")] : [entry]
    }

    /// Ends the recording and says so.
    func endRecording() {
        guard let recording else { return }
        recording.finish()
        checkRecording()
        guard self.recording != nil else { return }
        self.recording = nil
        tape?.record(to: nil)
        warn(RecordingWords.ended(recording.path, recording.count))
    }

    /// Says once that a recording could not go on.
    func checkRecording() {
        guard let failure = recording?.failure else { return }
        recording = nil
        tape?.record(to: nil)
        hasLostRecording = true
        warn(RecordingWords.broke(failure.path, failure.reason))
    }

    /// `:redact last`: what was typed last was a secret. It is taken out of all that is kept.
    func redact(_ arguments: String) {
        guard arguments.lowercased() == "last" else { return say(trouble: ShellWords.usage(.redact)) }
        let unsent = unsentLine
        unsentLine = nil
        if case .refused(let line) = unsent {
            return say(forget([line]) ? RecordingWords.forgotten : RecordingWords.notKept)
        }
        if tape?.isLastLineMasked == true {
            if case .performed(let line) = unsent, forget([line]) { say(RecordingWords.forgottenAsWell) }
            return say(RecordingWords.isMasked)
        }
        guard let taken = tape?.takeBackLastLine() else {
            guard case .performed(let line) = unsent, forget([line]) else {
                return say(trouble: RecordingWords.nothingToRedact)
            }
            return say(RecordingWords.forgotten)
        }
        takeBack(taken.line)
        if case .performed(let line) = unsent, forget([line]) { say(RecordingWords.forgottenAsWell) }
        for failure in taken.failures { say(trouble: RecordingWords.notRedacted(failure.path, failure.reason)) }
        if !taken.failures.isEmpty, !terminal.isInteractive { outcome.cannotWrite() }
        if taken.failures.isEmpty { say(RecordingWords.redacted) }
        checkRecording()
    }

    /// Makes a line that was sent a secret in all that this shell keeps.
    private func takeBack(_ line: TakenBackLine) {
        for secret in line.secrets { redaction.learn(secret: secret) }
        forget(line.secrets)
        connection?.takeBackLastCommand()
    }

    /// Takes lines out of the history.
    ///
    /// - Returns: whether some stood in it.
    @discardableResult
    private func forget(_ secrets: [[UInt8]]) -> Bool {
        let count = history.lines.count
        history.forget(secrets)
        guard history.lines.count < count else { return false }
        terminal.forgetLines()
        for line in history.lines { terminal.remember(line) }
        return true
    }
}

/// A line that was typed and did not itself go to the server.
enum UnsentLine: Hashable, Sendable {
    /// Nothing came of it.
    case refused([UInt8])
    /// It was for the console, which may have sent lines of its own.
    case performed([UInt8])
}

extension TypedPath {
    /// A path as the system takes it.
    fileprivate init(path: String) {
        self.path = path
    }
}
