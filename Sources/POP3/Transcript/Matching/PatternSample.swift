/// Makes a line of which a regular expression holds: each part as short as it may be, of choices the first.
///
/// It knows what transcripts use: literals, escapes, classes, groups, alternatives and quantifiers. Whoever uses the result checks
/// it against the expression.
struct PatternSample {
    private var rest: ArraySlice<Unicode.Scalar>
    private static let deepest = 32
    private static let mostRepeats = 1024

    init(_ pattern: String) {
        rest = Array(pattern.unicodeScalars)[...]
    }

    /// The octets; `nil` for an expression that it does not know.
    mutating func text() -> [UInt8]? {
        guard let scalars = alternatives(depth: 0), rest.isEmpty, scalars.allSatisfy({ $0.value < 0x100 }) else {
            return nil
        }
        return scalars.map { UInt8($0.value) }
    }

    // expression = sequence *("|" sequence)
    private mutating func alternatives(depth: Int) -> [Unicode.Scalar]? {
        guard depth < Self.deepest, let first = sequence(depth) else { return nil }
        while rest.first == "|" {
            rest = rest.dropFirst()
            guard sequence(depth) != nil else { return nil }
        }
        return first
    }

    private mutating func sequence(_ depth: Int) -> [Unicode.Scalar]? {
        var made: [Unicode.Scalar] = []
        while let next = rest.first, next != "|", next != ")" {
            guard let piece = atom(depth), let count = repeats(), made.count + piece.count * count <= 65_536 else {
                return nil
            }
            for _ in 0..<count { made += piece }
        }
        return made
    }

    private mutating func atom(_ depth: Int) -> [Unicode.Scalar]? {
        switch rest.popFirst() {
        case "^", "$": return []
        case ".": return ["x"]
        case "[": return member().map { [$0] }
        case "\\": return escape().map { $0.map { [$0] } ?? [] }
        case "(":
            if rest.starts(with: ["?", ":"]) { rest = rest.dropFirst(2) }
            guard rest.first != "?", let inner = alternatives(depth: depth + 1), rest.popFirst() == ")" else {
                return nil
            }
            return inner
        case "*", "+", "?", "{", ")", nil: return nil
        case let literal?: return [literal]
        }
    }

    /// What an escape stands for; `.some(nil)` for one that stands for a place, `nil` for one that is not known.
    private mutating func escape() -> Unicode.Scalar?? {
        switch rest.popFirst() {
        case "d": return "1"
        case "w", "S", "D": return "x"
        case "s": return " "
        case "W": return "-"
        case "b", "A", "z", "Z": return .some(nil)
        case "t": return "\t"
        case "x":
            let digits = String(String.UnicodeScalarView(rest.prefix(2)))
            rest = rest.dropFirst(2)
            return UInt8(digits, radix: 16).map { Unicode.Scalar($0) }
        case let scalar? where !scalar.properties.isAlphabetic && !("0"..."9").contains(scalar): return scalar
        default: return nil
        }
    }

    /// A member of a class whose "[" was taken: the first that is named, or one that is not.
    private mutating func member() -> Unicode.Scalar? {
        let isNegated = rest.first == "^"
        if isNegated { rest = rest.dropFirst() }
        var named: [ClosedRange<UInt32>] = []
        while let next = rest.popFirst(), next != "]" {
            guard next != "[", let low = next == "\\" ? escape() ?? nil : next else { return nil }
            var high = low
            if rest.first == "-", rest.dropFirst().first != "]" {
                rest = rest.dropFirst()
                guard let end = rest.popFirst(), let last = end == "\\" ? escape() ?? nil : end else { return nil }
                high = last
            }
            guard low <= high else { return nil }
            named.append(low.value...high.value)
        }
        guard isNegated else { return named.first.flatMap { Unicode.Scalar(Self.readable(in: $0)) } }
        return (0x61...0x7E).first { octet in !named.contains { $0.contains(octet) } }.flatMap { Unicode.Scalar($0) }
    }

    /// A letter where the range has one: what is served is looked at by people.
    private static func readable(in range: ClosedRange<UInt32>) -> UInt32 {
        range.contains(0x78) ? 0x78 : range.lowerBound
    }

    /// How often the atom before it comes at least, but once where it may come at all; `nil` for a wrong quantifier.
    private mutating func repeats() -> Int? {
        var least = 1
        switch rest.first {
        case "*", "+", "?": rest = rest.dropFirst()
        case "{":
            let digits = rest.dropFirst().prefix { ("0"..."9").contains($0) }
            guard let number = Int(String(String.UnicodeScalarView(digits))), number <= Self.mostRepeats,
                let end = rest.firstIndex(of: "}")
            else { return nil }
            least = max(1, number)
            rest = rest[(end + 1)...]
        default: return 1
        }
        if rest.first == "?" || rest.first == "+" { rest = rest.dropFirst() }
        return least
    }
}
