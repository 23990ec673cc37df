/// Octets that one side sent, as a transcript writes them: known ones, and placeholders for others.
public struct WireText: Hashable, Sendable {
    /// A piece of the octets.
    public enum Part: Hashable, Sendable {
        case octets([UInt8])
        case placeholder(Placeholder)
    }

    /// How the octets end.
    public enum Ending: Hashable, Sendable {
        /// `S: `, `C: `: the line ending of that side follows, CRLF unless the header says otherwise.
        case line
        /// `S| `, `C| `: nothing follows.
        case exact
    }

    /// The pieces in their order; no two runs of octets stand side by side, and none is empty.
    public let parts: [Part]
    /// How the octets end.
    public let ending: Ending

    /// A text of these pieces; neighbouring octets become one.
    public init(_ parts: [Part], ending: Ending = .line) {
        self.parts = parts.reduce(into: []) { joined, part in
            guard case .octets(let octets) = part else { return joined.append(part) }
            if octets.isEmpty { return }
            if case .octets(let before) = joined.last {
                joined[joined.count - 1] = .octets(before + octets)
            } else {
                joined.append(part)
            }
        }
        self.ending = ending
    }

    /// A text of known octets.
    public init(_ octets: [UInt8], ending: Ending = .line) {
        parts = octets.isEmpty ? [] : [.octets(octets)]
        self.ending = ending
    }

    /// The octets, its own ending not included; `nil` when a placeholder stands in it.
    public var octets: [UInt8]? {
        switch parts.count {
        case 0: []
        case 1: if case .octets(let octets) = parts[0] { octets } else { nil }
        default: nil
        }
    }

    /// The placeholders in their order.
    public var placeholders: [Placeholder] {
        parts.compactMap { if case .placeholder(let placeholder) = $0 { placeholder } else { nil } }
    }

    /// The length of what is known, in octets, and that of the placeholders as they stand in a file.
    var length: Int {
        parts.reduce(0) { length, part in
            switch part {
            case .octets(let octets): length + octets.count
            case .placeholder(let placeholder): length + placeholder.text.utf8.count
            }
        }
    }

    /// The same octets as texts of at most `limit` octets each, of which only the last has an ending; never empty.
    func pieces(of limit: Int) -> [WireText] {
        guard length > limit else { return [self] }
        var pieces: [WireText] = []
        var piece = WireText([UInt8](), ending: .exact)
        for part in parts.flatMap({ $0.pieces(of: limit) }) {
            let longer = WireText(piece.parts + [part], ending: .exact)
            if longer.length > limit {
                pieces.append(piece)
                piece = WireText([part], ending: .exact)
            } else {
                piece = longer
            }
        }
        return pieces + [WireText(piece.parts, ending: ending)]
    }
}

extension WireText.Part {
    fileprivate func pieces(of limit: Int) -> [WireText.Part] {
        guard case .octets(let octets) = self else { return [self] }
        return stride(from: 0, to: octets.count, by: limit).map {
            .octets(Array(octets[$0..<min($0 + limit, octets.count)]))
        }
    }
}
