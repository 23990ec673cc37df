/// A regular expression of a transcript: `S/ ^\+OK (\d+)$`, and what `@var` says a variable may be.
///
/// It is matched against a whole line, its octets taken as Latin-1, without its ending. Its text is kept, not what was
/// compiled of it: that is no value.
public struct TranscriptPattern: Hashable, Sendable {
    /// The expression as it stands in the file.
    public let text: String

    /// The longest line that is matched, in octets.
    public static let longest = 65_536

    /// An expression in the syntax of Swift's `Regex`.
    ///
    /// - Throws: ``Fault`` when it cannot be used.
    public init(_ text: String) throws(Fault) {
        guard !Self.refersBack(text) else { throw .backReference }
        do {
            _ = try Regex(text)
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
    }

    /// Whether a line is what the expression describes.
    public func matches(_ octets: [UInt8]) -> Bool {
        guard octets.count <= Self.longest,
            let regex = try? Regex(text).matchingSemantics(.unicodeScalar).dotMatchesNewlines()
        else {
            return false
        }
        var line = ""
        line.unicodeScalars.append(contentsOf: octets.map { Unicode.Scalar($0) })
        return (try? regex.wholeMatch(in: line)) != nil
    }

    /// A short line that the expression describes; `nil` where none is found easily.
    public var sample: [UInt8]? {
        var maker = PatternSample(text)
        guard let sample = maker.text(), matches(sample) else { return nil }
        return sample
    }

    // \1 to \9, \g{...}, \k<...>
    private static func refersBack(_ text: String) -> Bool {
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if isEscaped, ("1"..."9").contains(scalar) || scalar == "k" || scalar == "g" { return true }
            isEscaped = scalar == "\\" && !isEscaped
        }
        return false
    }
}
