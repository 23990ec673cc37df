import ArgumentParser
import Console
import Handbook

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

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
    /// - Throws: exit status 73, after saying why on standard error.
    init(_ path: String?, from inputs: [String], _ format: ExplainFormat, _ language: Language) throws {
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
        do {
            draft = try FileDraft(replacing: path)
        } catch {
            throw Self.refusal(error, language)
        }
    }

    /// The columns of the terminal that the document goes to; `nil` where it goes elsewhere.
    var columns: Int? {
        guard draft == nil, StandardStream.output.isTerminal else { return nil }
        var size = winsize()
        return ioctl(1, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
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
        StandardStream.error.write(line: text[language])
        return cannotWrite
    }
}
