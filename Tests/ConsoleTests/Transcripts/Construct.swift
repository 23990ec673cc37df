import POP3

/// What the format can say, to see that each of it is shown somewhere.
enum Construct: Hashable, Sendable, CaseIterable {
    case connect, implicitTLS, startTLS, close, reset, timeout, note
    case line, exact, status, matching, unordered, anyLines, file, omitted, pause, segment
    case escape, secret, variable, constraint, anything, computed
    case secondConnection, lineFeedsOnly, textFidelity, requirement

    /// The constructs of a transcript.
    static func all(in transcript: Transcript) -> Set<Construct> {
        var found: Set<Construct> = []
        let header = transcript.header
        if header.serverEndsLinesInLF { found.insert(.lineFeedsOnly) }
        if header.isText { found.insert(.textFidelity) }
        if !header.requirements.isEmpty { found.insert(.requirement) }
        if !header.constraints.isEmpty { found.insert(.constraint) }
        var isFresh = true
        for (event, connection) in transcript.events {
            if connection > 1 { found.insert(.secondConnection) }
            if case .tls = event {
                found.insert(isFresh ? .implicitTLS : .startTLS)
            } else {
                found.formUnion(of(event))
            }
            if case .sent = event { isFresh = false }
            if event == .connect { isFresh = true }
        }
        return found
    }

    private static func of(_ event: TranscriptEvent) -> Set<Construct> {
        switch event {
        case .connect: [.connect]
        case .tls: []
        case .close: [.close]
        case .reset: [.reset]
        case .timeout: [.timeout]
        case .note: [.note]
        case .sent(_, let text): of(text).union([text.ending == .line ? .line : .exact])
        case .status(let text): of(text).union([.status])
        case .matching: [.matching]
        case .unordered(let texts): texts.reduce(into: [.unordered]) { $0.formUnion(of($1)) }
        case .anyLines: [.anyLines]
        case .file: [.file]
        case .omitted: [.omitted]
        case .pause: [.pause]
        case .segment: [.segment]
        }
    }

    private static func of(_ text: WireText) -> Set<Construct> {
        text.parts.reduce(into: []) { found, part in
            switch part {
            case .octets(let octets): if !octets.allSatisfy({ (0x20...0x7E).contains($0) }) { found.insert(.escape) }
            case .placeholder(.secret): found.insert(.secret)
            case .placeholder(.variable): found.insert(.variable)
            case .placeholder(.anything): found.insert(.anything)
            case .placeholder(.computed): found.insert(.computed)
            }
        }
    }
}
