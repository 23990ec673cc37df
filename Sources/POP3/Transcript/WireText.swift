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
        var joined: [Part] = []
        var run: [UInt8] = []
        for part in parts {
            switch part {
            case .octets(let octets): run += octets
            case .placeholder:
                if !run.isEmpty { joined.append(.octets(run)) }
                run = []
                joined.append(part)
            }
        }
        if !run.isEmpty { joined.append(.octets(run)) }
        self.parts = joined
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
    var length: Int { parts.reduce(0) { $0 + $1.length } }

    /// The same octets as texts of at most `limit` octets each, of which only the last has an ending; never empty.
    func pieces(of limit: Int) -> [WireText] {
        guard length > limit else { return [self] }
        var pieces: [[Part]] = [[]]
        var length = 0
        for part in parts.flatMap({ $0.pieces(of: limit) }) {
            if length > 0, length + part.length > limit {
                pieces.append([])
                length = 0
            }
            pieces[pieces.count - 1].append(part)
            length += part.length
        }
        return pieces.dropLast().map { WireText($0, ending: .exact) } + [
            WireText(pieces[pieces.count - 1], ending: ending)
        ]
    }
}

extension WireText.Part {
    fileprivate var length: Int {
        switch self {
        case .octets(let octets): octets.count
        case .placeholder(let placeholder): placeholder.text.utf8.count
        }
    }

    fileprivate func pieces(of limit: Int) -> [WireText.Part] {
        guard case .octets(let octets) = self else { return [self] }
        return stride(from: 0, to: octets.count, by: limit).map {
            .octets(Array(octets[$0..<min($0 + limit, octets.count)]))
        }
    }
}
