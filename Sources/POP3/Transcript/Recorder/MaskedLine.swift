/// A line of which parts are replaced by placeholders.
struct MaskedLine: Hashable, Sendable {
    /// A part that is replaced.
    struct Hole: Hashable, Sendable {
        let range: Range<Int>
        let placeholder: Placeholder
    }

    /// The line as it crossed the wire.
    let line: Line
    /// The replaced parts, in their order; none is empty and no two overlap.
    private(set) var holes: [Hole] = []

    init(_ line: Line) {
        self.line = line
    }

    /// Replaces a part, unless it is empty or part of it is replaced already.
    mutating func replace(_ range: Range<Int>, by placeholder: Placeholder) {
        guard !range.isEmpty, !holes.contains(where: { $0.range.overlaps(range) }) else { return }
        let place = holes.firstIndex { $0.range.lowerBound > range.lowerBound } ?? holes.endIndex
        holes.insert(Hole(range: range, placeholder: placeholder), at: place)
    }

    /// Replaces what is not replaced already of a part.
    mutating func cover(_ range: Range<Int>, by placeholder: Placeholder) {
        var start = range.lowerBound
        for hole in holes where hole.range.overlaps(range) {
            if hole.range.lowerBound > start { replace(start..<hole.range.lowerBound, by: placeholder) }
            start = max(start, hole.range.upperBound)
        }
        if start < range.upperBound { replace(start..<range.upperBound, by: placeholder) }
    }

    /// The line as a transcript writes it.
    var text: WireText {
        let last = part(of: line.bytes, 0..<line.bytes.count)
        switch line.ending {
        case .crlf: return WireText(last)
        case .lf: return WireText(last + [.octets([Octet.lf])], ending: .exact)
        case .missing: return WireText(last, ending: .exact)
        }
    }

    /// The line in pieces, each of which crossed the wire in a write of its own.
    ///
    /// - Parameter cuts: how many octets of the line stand before each cut, ascending. Nothing is cut within a placeholder.
    func texts(cutAt cuts: [Int]) -> [WireText] {
        let octets = line.octets
        var texts: [WireText] = []
        var start = 0
        for cut in cuts {
            let place = holes.first { $0.range.lowerBound < cut && cut < $0.range.upperBound }?.range.upperBound ?? cut
            guard place > start, place < octets.count else { continue }
            texts.append(WireText(part(of: octets, start..<place), ending: .exact))
            start = place
        }
        guard start > 0 else { return [text] }
        let isLine = line.ending == .crlf && start <= line.bytes.count
        let rest = start..<(isLine ? line.bytes.count : octets.count)
        return texts + [WireText(part(of: octets, rest), ending: isLine ? .line : .exact)]
    }

    /// The octets of a range, with the holes that lie in it.
    private func part(of octets: [UInt8], _ range: Range<Int>) -> [WireText.Part] {
        var parts: [WireText.Part] = []
        var start = range.lowerBound
        for hole in holes where range.contains(hole.range.lowerBound) {
            parts += [.octets(Array(octets[start..<hole.range.lowerBound])), .placeholder(hole.placeholder)]
            start = hole.range.upperBound
        }
        return parts + [.octets(Array(octets[start..<range.upperBound]))]
    }
}
