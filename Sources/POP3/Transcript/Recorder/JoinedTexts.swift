/// Texts of one side that stand one behind the other, read as one: a line may stand in several.
struct JoinedTexts {
    private let texts: [WireText]
    /// All octets, with a stand-in for each placeholder, and LF where a line ends that says no ending of its own.
    let octets: [UInt8]
    /// Where known octets stand, in their order.
    private let literals: [Range<Int>]

    init(_ texts: [WireText], standIn: (Placeholder) -> StandIn) {
        var octets: [UInt8] = []
        var literals: [Range<Int>] = []
        for text in texts {
            for part in text.parts {
                switch part {
                case .octets(let known):
                    literals.append(octets.count..<octets.count + known.count)
                    octets += known
                case .placeholder(let placeholder): octets += standIn(placeholder).octets
                }
            }
            if text.ending == .line { octets.append(Octet.lf) }
        }
        self.texts = texts
        self.octets = octets
        self.literals = literals
    }

    /// The octets without the ending of the line.
    var line: Line {
        guard octets.last == Octet.lf else { return Line(bytes: octets, ending: .missing) }
        return Line(bytes: octets.dropLast(octets.dropLast().last == Octet.cr ? 2 : 1))
    }

    /// Whether no placeholder stands in a range.
    func isKnown(_ range: Range<Int>) -> Bool {
        literals.reduce(0) { $0 + $1.clamped(to: range).count } == range.count
    }

    /// What is known of a range, without the parts that are only blanks or the end of a line.
    func literals(in range: Range<Int>) -> [Range<Int>] {
        literals.map { $0.clamped(to: range) }.filter { !octets[$0].allSatisfy { $0 <= Octet.space } }
    }

    /// The texts with parts replaced: each hole by one placeholder, where it begins to be known.
    ///
    /// - Parameter holes: in their order; none overlaps another.
    func replacing(_ holes: [MaskedLine.Hole]) -> [WireText] {
        var holes = holes[...]
        var literals = literals[...]
        var isBegun = false
        return texts.map { text in
            var parts: [WireText.Part] = []
            for part in text.parts {
                guard case .octets = part, let literal = literals.popFirst() else {
                    parts.append(part)
                    continue
                }
                var start = literal.lowerBound
                while let hole = holes.first, hole.range.lowerBound < literal.upperBound {
                    let range = hole.range.clamped(to: start..<literal.upperBound)
                    parts.append(.octets(Array(octets[start..<range.lowerBound])))
                    if !range.isEmpty, !isBegun { parts.append(.placeholder(hole.placeholder)) }
                    isBegun = isBegun || !range.isEmpty
                    start = range.upperBound
                    if hole.range.upperBound > literal.upperBound { break }
                    holes = holes.dropFirst()
                    isBegun = false
                }
                parts.append(.octets(Array(octets[start..<literal.upperBound])))
            }
            return WireText(parts, ending: text.ending)
        }
    }
}

extension WireText {
    /// Whether the line that these octets belong to ends here.
    var endsLine: Bool {
        guard ending == .exact else { return true }
        if case .octets(let octets) = parts.last { return octets.last == Octet.lf }
        return false
    }
}
