/// A line of the client that a person takes back, because there was a secret in it that nobody could see.
public struct TakenBackLine: Hashable, Sendable {
    /// Whose secrets lines are that are taken back: nobody knows.
    static let user = "typed"
    /// What stands in place of the first.
    public static let firstPlaceholder = Placeholder.secret(user)

    /// What stands in its place.
    public let placeholder: Placeholder
    /// What may be secret in it, and may have been echoed: the line as a whole, and its words, but no keyword of POP3.
    public let secrets: [[UInt8]]

    /// What is to be taken back of these octets, which are a line without its ending.
    public init(_ octets: [UInt8], as placeholder: Placeholder = firstPlaceholder) {
        self.init(runs: [octets], placeholder)
    }

    /// What is to be taken back of a line that is known but for its placeholders.
    init(_ texts: [WireText], as placeholder: Placeholder) {
        let parts = WireText(texts.flatMap(\.parts)).parts
        self.init(
            runs: parts.compactMap { part in
                guard case .octets(let octets) = part else { return nil }
                return octets.trimmingBlanks
            }, placeholder)
    }

    private init(runs: [[UInt8]], _ placeholder: Placeholder) {
        self.placeholder = placeholder
        let words = runs.flatMap { run in
            run.split(separator: Octet.space).map(Array.init).filter { $0.count >= Echoes.shortest && $0 != run }
        }
        secrets = (runs + words).filter { candidate in
            !candidate.isEmpty && CommandTable[Verb(String(decoding: candidate, as: UTF8.self))] == nil
        }
    }

    /// The same pieces of a recording without the secrets; mail stays as it is.
    ///
    /// A line of the server may stand in several pieces: it is searched as a whole.
    func removed(from items: [TranscriptLog.Item]) -> [TranscriptLog.Item] {
        var echoes = Echoes()
        for secret in secrets { echoes.learn(secret, as: placeholder) }
        var removed: [TranscriptLog.Item] = []
        var run: [TranscriptLog.Item] = []
        for item in items {
            if !run.isEmpty, !item.piece.mayBelongToLine {
                removed += Self.removed(echoes, fromRun: run)
                run = []
            }
            run.append(item)
            guard item.piece.mayBelongToLine, item.piece.goesOn else {
                removed += Self.removed(echoes, fromRun: run)
                run = []
                continue
            }
        }
        return removed + Self.removed(echoes, fromRun: run)
    }

    /// Masks pieces that belong together.
    private static func removed(_ echoes: Echoes, fromRun run: [TranscriptLog.Item]) -> [TranscriptLog.Item] {
        let texts = JoinedTexts(run.flatMap(\.piece.serverTexts), standIn: StandIn.init(literal:))
        let holes = echoes.holes(in: texts.octets)
        guard !holes.isEmpty else { return run }
        var masked = texts.replacing(holes)[...]
        return run.flatMap { item in
            let own = masked.prefix(item.piece.serverTexts.count)
            masked = masked.dropFirst(own.count)
            return item.piece.saying(Array(own)).map { TranscriptLog.Item(piece: $0, time: item.time) }
        }
    }
}

extension Recorded {
    /// Whether a line of the server may go on in this piece.
    fileprivate var mayBelongToLine: Bool {
        switch self {
        case .event(.segment), .event(.sent(.server, _)), .event(.status), .lines: true
        case .event, .mail, .endOfMail: false
        }
    }

    /// Whether the line that it holds does not end in it.
    fileprivate var goesOn: Bool { serverTexts.last?.endsLine != true }

    /// What the server said in this piece outside of mail; the lines of a body each by itself.
    fileprivate var serverTexts: [WireText] {
        switch self {
        case .event(.sent(.server, let text)), .event(.status(let text)): return [text]
        case .event(.unordered(let texts)): return texts
        case .lines(let octets):
            var splitter = LineSplitter(limit: .max / 4)
            var lines = splitter.append(octets)
            if let rest = splitter.finish() { lines.append(rest) }
            return lines.map { WireText($0.octets, ending: .exact) }
        case .event, .mail, .endOfMail: return []
        }
    }

    /// The same piece with other texts.
    fileprivate func saying(_ texts: [WireText]) -> [Recorded] {
        switch self {
        case .event(.sent(.server, let old)):
            texts.filter { !$0.parts.isEmpty || $0.ending == .line || old.parts.isEmpty }
                .map { .event(.sent(.server, $0)) }
        case .event(.status): texts.map { .event(.status($0)) }
        case .event(.unordered): [.event(.unordered(texts))]
        case .lines:
            texts.filter { !$0.parts.isEmpty }
                .map { text in text.octets.map { .lines($0) } ?? .event(.sent(.server, text.asLine)) }
        case .event, .mail, .endOfMail: [self]
        }
    }
}

extension WireText {
    /// Octets that end in CRLF as a line.
    fileprivate var asLine: WireText {
        guard ending == .exact, case .octets(let octets) = parts.last, octets.suffix(2) == [Octet.cr, Octet.lf] else {
            return self
        }
        return WireText(parts.dropLast() + [.octets(octets.dropLast(2))])
    }
}

extension [UInt8] {
    fileprivate var trimmingBlanks: [UInt8] {
        let isBlank = { (octet: UInt8) in octet <= Octet.space }
        return Array(drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }
}
