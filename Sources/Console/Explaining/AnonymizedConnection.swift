import POP3

/// One connection of a transcript, as far as it tells what a line is.
struct AnonymizedConnection: Sendable {
    /// The commands whose reply has not begun.
    private var pending: [Command] = []
    /// The body that is coming; `nil` between replies.
    private var body: BodyPlace?
    private var isGreeted = false
    /// How the line of each side begins that goes on in the next text.
    private var beginnings: [Session.Side: [UInt8]] = [:]

    /// Where in a body a line stands.
    private enum BodyPlace: Sendable {
        case uniqueIDs
        case header
        case text
        case listing
    }

    private static let pendingLimit = 10_000
    /// So much of a line that comes in pieces tells what it is.
    private static let beginningLimit = 1_024

    mutating func anonymized(_ event: TranscriptEvent, by names: inout Pseudonyms) -> TranscriptEvent {
        switch event {
        case .connect:
            self = AnonymizedConnection()
            return event
        case .sent(let side, let text): return .sent(side, lines(text, of: side, &names))
        case .status(let text): return .status(lines(text, of: .server, &names))
        case .unordered(let texts): return .unordered(texts.map { lines($0, of: .server, &names) })
        case .note(let text):
            let octets = names.replacing(in: Array(text.utf8), hasHosts: true)
            return .note(String(decoding: octets, as: UTF8.self))
        case .matching(let pattern):
            // A pattern names what a line must be, not what it is: its status is all that is taken from it.
            if body == nil { answered(pattern.contains("+OK") ? .ok : .err) }
            return event
        case .anyLines, .file, .omitted:
            body = nil
            return event
        case .tls, .close, .reset, .timeout, .pause, .segment: return event
        }
    }

    /// The text with the names in its lines replaced; the octets that end a line are none of it.
    private mutating func lines(_ text: WireText, of side: Session.Side, _ names: inout Pseudonyms) -> WireText {
        var parts: [WireText.Part] = []
        for line in text.lines {
            let octets = beginnings[side, default: []] + line.text.parts.flatMap(\.octets)
            beginnings[side] = line.end == nil ? Array(octets.prefix(Self.beginningLimit)) : nil
            let replaced =
                switch side {
                case .client: client(line.text, octets, isWhole: line.end != nil, &names)
                case .server: server(line.text, octets, isWhole: line.end != nil, &names)
                }
            parts += replaced.parts + [.octets(line.end ?? [])]
        }
        return WireText(parts, ending: text.ending)
    }

    // MARK: Client

    private mutating func client(
        _ text: WireText, _ octets: [UInt8], isWhole: Bool, _ names: inout Pseudonyms
    ) -> WireText {
        let command = Command(Line(bytes: octets))
        if isWhole, pending.count < Self.pendingLimit { pending.append(command) }
        guard command.verb == .user || command.verb == .apop else {
            return text.mapped(&names) { $1.replacing(in: $0, hasHosts: false) }
        }
        var isFirst = true
        return text.mapped(&names) { octets, names in
            defer { isFirst = false }
            return isFirst ? Self.replacingName(in: octets, &names) : octets
        }
    }

    /// `USER rose`, `APOP rose `: the word behind the keyword is a name, whatever it is.
    private static func replacingName(in octets: [UInt8], _ names: inout Pseudonyms) -> [UInt8] {
        guard let blank = octets.firstIndex(of: 0x20) else { return octets }
        let name = octets[(blank + 1)...].prefix { $0 != 0x20 }
        guard !name.isEmpty else { return octets }
        let replaced =
            name.contains(UInt8(ascii: "@"))
            ? names.replacing(in: Array(name), hasHosts: false) : names.of(name, .user)
        return octets[...blank] + replaced + octets[name.endIndex...]
    }

    // MARK: Server

    private mutating func server(
        _ text: WireText, _ octets: [UInt8], isWhole: Bool, _ names: inout Pseudonyms
    ) -> WireText {
        guard let place = body else { return status(text, octets, isWhole: isWhole, &names) }
        if isWhole, octets == [UInt8(ascii: ".")], text.placeholders.isEmpty {
            body = nil
            return text
        }
        switch place {
        case .uniqueIDs: return uniqueID(text, &names)
        case .listing: return text.mapped(&names) { $1.replacing(in: $0, hasHosts: true) }
        case .header:
            if isWhole, octets.isEmpty { body = .text }
            return text.mapped(&names) { $1.replacing(in: $0, hasHosts: true) }
        case .text: return text.mapped(&names) { $1.replacing(in: $0, hasHosts: false) }
        }
    }

    private mutating func status(
        _ text: WireText, _ octets: [UInt8], isWhole: Bool, _ names: inout Pseudonyms
    ) -> WireText {
        let answersUIDL = isGreeted && pending.first.map { $0.verb == .uidl && !$0.arguments.isEmpty } == true
        let status = Reply(first: Line(bytes: octets)).status
        if isWhole { answered(status) }
        return answersUIDL && status == .ok
            ? uniqueID(text, &names) : text.mapped(&names) { $1.replacing(in: $0, hasHosts: true) }
    }

    /// The greeting, or the first line of the oldest reply that is due, has come.
    private mutating func answered(_ status: Reply.Status) {
        guard isGreeted, !pending.isEmpty else {
            isGreeted = true
            return
        }
        let command = pending.removeFirst()
        guard status == .ok else { return }
        switch command.verb {
        case .retr, .top: body = .header
        case .uidl where command.arguments.isEmpty: body = .uniqueIDs
        case .list where command.arguments.isEmpty, .capa: body = .listing
        default: break
        }
    }

    /// `1 whqtswO00WBw418f9t5JxYwZ`, with a status indicator in front or not.
    private func uniqueID(_ text: WireText, _ names: inout Pseudonyms) -> WireText {
        text.mapped(&names) { octets, names in
            guard let blank = octets.lastIndex(of: 0x20), blank + 1 < octets.count else { return octets }
            return octets[...blank] + names.of(octets[(blank + 1)...], .uniqueID)
        }
    }
}
