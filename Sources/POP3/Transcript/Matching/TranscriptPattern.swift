/// A regular expression of a transcript: `S/ ^\+OK (\d+)$`, and what `@var` says a variable may be.
///
/// It is matched against a whole line, its octets taken as Latin-1, without its ending.
public struct TranscriptPattern: Hashable, Sendable {
    /// The expression as it stands in the file.
    public let text: String

    /// The longest line that is matched, in octets.
    public static let longest = 65_536

    /// An expression in the syntax of Swift's `Regex`.
    ///
    /// - Throws: ``Fault`` when it cannot be used.
    public init(_ text: String) throws(Fault) {
        if let fault = PatternCheck.fault(in: text) { throw fault }
        do {
            _ = try Self.compiled(text)
        } catch {
            throw .syntax("\(error)")
        }
        self.text = text
    }

    /// Why an expression cannot be used.
    public enum Fault: Error, Hashable, Sendable {
        /// It is no regular expression; the text is the library's.
        case syntax(String)
        /// It refers back to one of its groups, which may take for ever.
        case backReference
        /// It repeats a group that repeats something itself, which may take for ever.
        case nestedRepetition
        /// It has a construct that transcripts do not take: a group such as `(?x)` or `(?1)`, or `\Q`.
        case unsupported
    }

    /// Whether a line is what the expression describes.
    public func matches(_ octets: [UInt8]) -> Bool {
        guard octets.count <= Self.longest else { return false }
        var line = ""
        line.unicodeScalars.append(contentsOf: octets.map { Unicode.Scalar($0) })
        // A compiled expression may not go from one thread to another, so it is made where it is used.
        return (try? Self.compiled(text).wholeMatch(in: line)) != nil
    }

    private static func compiled(_ text: String) throws -> Regex<AnyRegexOutput> {
        try Regex(text).matchingSemantics(.unicodeScalar).dotMatchesNewlines()
    }

    /// A short line that the expression describes; `nil` where none is found easily.
    public var sample: [UInt8]? {
        var maker = PatternSample(text)
        guard let sample = maker.text(), matches(sample) else { return nil }
        return sample
    }
}
