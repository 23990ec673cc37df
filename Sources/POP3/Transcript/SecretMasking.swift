/// Replaces the secrets that stand in clear in a transcript by placeholders, as a recording has them.
///
/// Somebody may have written the transcript by hand. Entries are told in their order.
public struct SecretMasking: Sendable {
    private var connections: [Int: MaskedConnection] = [:]

    /// A masking that knows no secret yet.
    public init() {}

    /// The entry without its secrets.
    public mutating func masked(_ entry: TranscriptEntry) -> TranscriptEntry {
        guard case .event(let event, let number) = entry else { return entry }
        var connection = connections.removeValue(forKey: number) ?? MaskedConnection()
        defer { connections[number] = connection }
        return .event(connection.masked(event), connection: number)
    }
}

/// One connection, as far as it tells what is a secret.
private struct MaskedConnection: Sendable {
    private var session = Session()
    private var login = LoginReading()
    private var redaction = Redaction()
    /// A client line that has not ended: what came of it.
    private var partial: [UInt8] = []

    mutating func masked(_ event: TranscriptEvent) -> TranscriptEvent {
        switch event {
        case .connect: self = MaskedConnection()
        case .tls:
            session.secured()
            login.beginAgain()
        case .sent(.client, let text): return .sent(.client, sent(text))
        case .sent(.server, let text): return .sent(.server, received(text))
        case .status(let text): return .status(received(text))
        case .unordered(let texts): return .unordered(texts.map { received($0) })
        case .anyLines, .file, .omitted: _ = session.observe([Octet.dot, Octet.cr, Octet.lf], from: .server)
        case .close, .reset, .timeout, .note, .matching, .pause, .segment: break
        }
        return event
    }

    private mutating func sent(_ text: WireText) -> WireText {
        let end = text.ending == .line ? [Octet.cr, Octet.lf] : []
        guard let octets = text.octets else {
            let standIns = text.octets(by: StandIn.init(sent:))
            for case .sent(let command) in session.observe(standIns + end, from: .client) {
                _ = login.sent(command, secret: nil)
            }
            partial = []
            return text
        }
        var parts: [WireText.Part] = []
        for line in octets.lines { parts += masked(line, isEnded: line.last == Octet.lf || text.ending == .line) }
        _ = session.clientSent(octets + end, teaching: &redaction)
        return WireText(parts, ending: text.ending)
    }

    /// A line, or a piece of one, with its secret replaced.
    private mutating func masked(_ piece: ArraySlice<UInt8>, isEnded: Bool) -> [WireText.Part] {
        let start = partial.count
        partial += piece
        let command = session.command(reading: Line(bytes: partial.trimmingLineEnd))
        let range = command.secretRange.map { max($0.lowerBound, start)..<max($0.upperBound, start) } ?? start..<start
        let octets = partial
        if isEnded { partial = [] }
        guard isEnded || !range.isEmpty else { return [.octets(Array(piece))] }
        let naming = login.sent(command, secret: range.isEmpty ? nil : command.secret)
        guard let naming, !range.isEmpty else { return [.octets(Array(piece))] }
        return [
            .octets(Array(octets[start..<range.lowerBound])), .placeholder(naming.placeholder),
            .octets(Array(octets[range.upperBound...])),
        ]
    }

    private mutating func received(_ text: WireText) -> WireText {
        let octets = text.octets(by: StandIn.init(literal:)) + (text.ending == .line ? [Octet.cr, Octet.lf] : [])
        _ = session.observe(octets, from: .server)
        guard let octets = text.octets else { return text }
        return WireText(redaction.redact(Line(bytes: octets)).bytes, ending: text.ending)
    }
}

extension [UInt8] {
    /// The octets cut behind each LF.
    fileprivate var lines: [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        while start < count {
            let end = self[start...].firstIndex(of: Octet.lf).map { $0 + 1 } ?? count
            lines.append(self[start..<end])
            start = end
        }
        return lines
    }

    fileprivate var trimmingLineEnd: [UInt8] {
        guard last == Octet.lf else { return self }
        return dropLast().last == Octet.cr ? dropLast(2) : dropLast()
    }
}
