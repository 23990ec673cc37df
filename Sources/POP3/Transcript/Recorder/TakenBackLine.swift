/// A line of the client that a person takes back, because there was a secret in it that nobody could see.
public struct TakenBackLine: Hashable, Sendable {
    /// What stands in its place.
    static let placeholder = Placeholder.secret("typed")

    /// What may be secret in it, and may have been echoed: the line as a whole, and its words, but no keyword of POP3.
    public let secrets: [[UInt8]]

    /// What is to be taken back of these octets, which are a line without its ending.
    public init(_ octets: [UInt8]) {
        let words = octets.split(separator: Octet.space).map(Array.init).filter { $0.count >= Echoes.shortest }
        secrets = ([octets] + words.filter { $0 != octets }).filter { candidate in
            !candidate.isEmpty && CommandTable[Verb(String(decoding: candidate, as: UTF8.self))] == nil
        }
    }

    /// The same piece of a recording without the secrets; mail stays as it is.
    func removed(from piece: Recorded) -> [Recorded] {
        var echoes = Echoes()
        for secret in secrets { echoes.learn(secret, as: Self.placeholder) }
        switch piece {
        case .lines(let octets): return Self.removed(echoes, fromLines: octets)
        case .event(.sent(.server, let text)): return [.event(.sent(.server, Self.masked(text, echoes)))]
        case .event(.unordered(let lines)): return [.event(.unordered(lines.map { Self.masked($0, echoes) }))]
        case .event, .mail, .endOfMail: return [piece]
        }
    }

    private static func removed(_ echoes: Echoes, fromLines octets: [UInt8]) -> [Recorded] {
        var splitter = LineSplitter()
        var lines = splitter.append(octets)
        if let rest = splitter.finish() { lines.append(rest) }
        return lines.map { line in
            var masked = MaskedLine(line)
            echoes.mask(&masked)
            return masked.holes.isEmpty ? .lines(line.octets) : .event(.sent(.server, masked.text))
        }
    }

    private static func masked(_ text: WireText, _ echoes: Echoes) -> WireText {
        let parts = text.parts.flatMap { part -> [WireText.Part] in
            guard case .octets(let octets) = part else { return [part] }
            var masked = MaskedLine(Line(bytes: octets, ending: .missing))
            echoes.mask(&masked)
            return masked.text.parts
        }
        return WireText(parts, ending: text.ending)
    }
}
