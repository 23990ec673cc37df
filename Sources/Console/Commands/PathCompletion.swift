#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What TAB offers for the file of `:save N FILE`, `:source FILE` and `:record FILE`.
enum PathCompletion {
    /// The files that the word left of the cursor may become; `nil` when no file is asked for there.
    ///
    /// - Parameter cursor: an offset in the UTF-8 of `line`.
    static func candidates(for line: String, cursor: Int) -> [Candidate]? {
        let left = String(decoding: line.utf8.prefix(cursor), as: UTF8.self)
        let words = left.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard let first = words.first, let word = words.last, first.utf8.count < left.utf8.count,
            case .local(let command, _) = LocalCommand.read(Array(first.utf8)), words.count == position(in: command)
        else { return nil }
        return files(beginningWith: word).map { Candidate($0) }
    }

    /// Which word of the line is a file, counted from 1; `nil` for none.
    private static func position(in command: LocalCommand) -> Int? {
        switch command {
        case .save: 3
        case .source, .record: 2
        case .open, .close, .reconnect, .status, .tls, .caps, .hex, .raw, .decode, .more, .lines, .timing, .wiretap,
            .help, .why, .rfc, .notes, .state, .login, .send, .pass, .apop, .b64, .pipeline, .check, .rewind, .redact,
            .set,
            .lang, .clear, .quit, .drop:
            nil
        }
    }

    /// Paths that begin with a word, `~` in front included; folders end in "/".
    ///
    /// A name with a space or a control character is left out: TAB completes one word.
    static func files(beginningWith word: String) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        // What the person typed is no pattern, except for "~".
        let literal = word.reduce(into: "") { $0 += "*?[\\".contains($1) ? "\\\($1)" : String($1) }
        let tilde = word.hasPrefix("~") ? GLOB_TILDE : 0
        guard glob(literal + "*", GLOB_MARK | tilde, nil, &found) == 0, let paths = found.gl_pathv else { return [] }
        return (0..<min(Int(found.gl_pathc), 200)).compactMap { paths[$0].map { String(cString: $0) } }
            .filter { $0.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F } }
    }
}
