import POP3

/// One connection of a transcript, as far as it tells what a line is.
struct AnonymizedConnection: Sendable {
    /// The commands whose reply has not begun.
    private var pending: [Command] = []
    /// The body that is coming; `nil` between replies.
    private var body: BodyPlace?
    private var isGreeted = false

    /// Where in a body a line stands.
    private enum BodyPlace: Sendable {
        case uniqueIDs
        case header
        case text
        case listing
    }

    private static let pendingLimit = 10_000

    mutating func anonymized(_ event: TranscriptEvent, by names: inout Pseudonyms) -> TranscriptEvent {
        switch event {
        case .connect:
            self = AnonymizedConnection()
            return event
        case .sent(.client, let text): return .sent(.client, client(text, &names))
        case .sent(.server, let text): return .sent(.server, server(text, &names))
        case .status(let text): return .status(server(text, &names))
        case .unordered(let texts): return .unordered(texts.map { server($0, &names) })
        case .note(let text):
            let octets = names.replacing(in: Array(text.utf8), hasHosts: true)
            return .note(String(decoding: octets, as: UTF8.self))
        case .anyLines, .file, .omitted:
            body = nil
            return event
        case .tls, .close, .reset, .timeout, .matching, .pause, .segment: return event
        }
    }

    // MARK: Client

    private mutating func client(_ text: WireText, _ names: inout Pseudonyms) -> WireText {
        let line = Line(bytes: text.parts.flatMap(\.octets))
        let command = Command(line)
        if text.ending == .line, pending.count < Self.pendingLimit { pending.append(command) }
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

    private mutating func server(_ text: WireText, _ names: inout Pseudonyms) -> WireText {
        let octets = text.parts.flatMap(\.octets)
        guard let place = body else { return status(text, octets, &names) }
        if octets == [UInt8(ascii: ".")] {
            body = nil
            return text
        }
        switch place {
        case .uniqueIDs: return uniqueID(text, &names)
        case .listing: return text.mapped(&names) { $1.replacing(in: $0, hasHosts: true) }
        case .header:
            if octets.isEmpty { body = .text }
            return text.mapped(&names) { $1.replacing(in: $0, hasHosts: true) }
        case .text: return text.mapped(&names) { $1.replacing(in: $0, hasHosts: false) }
        }
    }

    private mutating func status(_ text: WireText, _ octets: [UInt8], _ names: inout Pseudonyms) -> WireText {
        let replaced = text.mapped(&names) { $1.replacing(in: $0, hasHosts: true) }
        guard isGreeted, !pending.isEmpty else {
            isGreeted = true
            return replaced
        }
        let command = pending.removeFirst()
        guard Reply(first: Line(bytes: octets)).status == .ok else { return replaced }
        switch command.verb {
        case .retr, .top: body = .header
        case .uidl where command.arguments.isEmpty: body = .uniqueIDs
        case .uidl: return uniqueID(text, &names)
        case .list where command.arguments.isEmpty, .capa: body = .listing
        default: break
        }
        return replaced
    }

    /// `1 whqtswO00WBw418f9t5JxYwZ`, with a status indicator in front or not.
    private func uniqueID(_ text: WireText, _ names: inout Pseudonyms) -> WireText {
        text.mapped(&names) { octets, names in
            guard let blank = octets.lastIndex(of: 0x20), blank + 1 < octets.count else { return octets }
            return octets[...blank] + names.of(octets[(blank + 1)...], .uniqueID)
        }
    }
}

extension WireText.Part {
    /// The octets; none for a placeholder.
    fileprivate var octets: [UInt8] {
        switch self {
        case .octets(let octets): octets
        case .placeholder: []
        }
    }
}

extension WireText {
    /// The text with its octets changed, and the names in its placeholders replaced.
    fileprivate func mapped(
        _ names: inout Pseudonyms, _ change: ([UInt8], inout Pseudonyms) -> [UInt8]
    ) -> WireText {
        var changed: [Part] = []
        for part in parts {
            switch part {
            case .octets(let octets): changed.append(.octets(change(octets, &names)))
            case .placeholder(let placeholder): changed.append(.placeholder(placeholder.renamed(by: &names)))
            }
        }
        return WireText(changed, ending: ending)
    }
}

extension Placeholder {
    /// The placeholder of the same secret of somebody else: of `bob.2` the number stays.
    fileprivate func renamed(by names: inout Pseudonyms) -> Placeholder {
        switch self {
        case .secret(let name): .secret(Self.renamed(name, &names))
        case .computed(let computation, let name): .computed(computation, name: Self.renamed(name, &names))
        case .variable, .anything: self
        }
    }

    private static func renamed(_ name: String, _ names: inout Pseudonyms) -> String {
        let number = name.lastIndex(of: ".").map { name[$0...] } ?? ""
        let hasNumber = number.count > 1 && number.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
        let user = hasNumber ? name.dropLast(number.count) : name[...]
        let pseudonym = String(decoding: names.of(user.utf8, .user), as: UTF8.self)
        return pseudonym + (hasNumber ? number : "")
    }
}
