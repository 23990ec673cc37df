import ArgumentParser
import Console
import Handbook

/// Where a document goes: standard output, or a file that appears once it is whole.
struct ExplainOutput {
    /// The exit status for an output that cannot be written.
    static let cannotWrite = ExitCode(73)

    private let path: String?
    private let draft: FileDraft?
    private let language: Language

    /// - Parameters:
    ///   - inputs: the files that are read: none of them is replaced.
    ///   - format: what is written. A transcript replaces no file at all.
    ///   - overwrites: whether a document may replace a file.
    /// - Throws: exit status 73, after saying why on standard error.
    init(
        _ path: String?, from inputs: [String], _ format: ExplainFormat, overwrites: Bool, _ language: Language
    ) throws {
        self.path = path
        self.language = language
        guard let path, path != "-" else {
            draft = nil
            return
        }
        guard format != .transcript || !FileDraft.replaces(path) else {
            throw Self.refusal(FileWords.transcriptExists(path), language)
        }
        guard !FileIdentity.isOne(of: inputs, path: path) else {
            throw Self.refusal(FileWords.isInput(path), language)
        }
        guard overwrites || !FileDraft.replaces(path) else { throw Self.refusal(FileWords.exists(path), language) }
        do {
            draft = try FileDraft(replacing: path)
        } catch {
            throw Self.refusal(error, language)
        }
    }

    /// The columns of the terminal that the document goes to, or that `COLUMNS` tells of one behind a pipe; `nil` where it
    /// goes elsewhere.
    var columns: Int? {
        guard draft == nil else { return nil }
        let told = environment("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        return StandardStream.output.columns ?? told
    }

    /// Writes what the document goes on with.
    ///
    /// - Throws: exit status 73 when nobody reads any more.
    func write(_ octets: [UInt8]) throws {
        guard !octets.isEmpty else { return }
        if let draft { return draft.append(octets) }
        guard StandardStream.output.write(octets) else { throw Self.cannotWrite }
    }

    /// The document is whole.
    ///
    /// - Throws: exit status 73, after saying why on standard error.
    func finish() throws {
        do {
            try draft?.finish()
        } catch {
            throw Self.refusal(error, language)
        }
    }

    /// The document will never be whole: the file stays what it was.
    func discard() { draft?.discard() }

    private static func refusal(_ failure: PrivateFile.Failure, _ language: Language) -> ExitCode {
        refusal(FileWords.cannotWrite(failure.path, failure.reason), language)
    }

    private static func refusal(_ text: Localized, _ language: Language) -> ExitCode {
        StandardStream.error.say(text[language])
        return cannotWrite
    }
}
