import POP3

/// Writes the client lines of a finding: a secret that was right by its name, another one not at all.
struct FindingClient {
    /// The account that names a secret.
    private var user: String?
    /// What answers the challenges of the login that goes on; `nil` where none does.
    private var computation: Placeholder.Computation?
    private var session = Session()
    /// How the exchange that a turn begins came out: by the index of the turn.
    private let successes: Set<Int>

    init(_ turns: [FindingTurn]) {
        successes = Self.successes(turns)
    }

    /// The turns of logins that succeeded in the end.
    private static func successes(_ turns: [FindingTurn]) -> Set<Int> {
        var found: Set<Int> = []
        var open: [Int] = []
        for turn in turns {
            guard let last = turn.replies.last else { continue }
            open.append(turn.index)
            switch last.reply.status {
            case .challenge: continue
            case .ok: found.formUnion(open)
            case .err, .malformed: break
            }
            open = []
        }
        return found
    }

    /// The lines of a turn; `nil` where a secret is missing that nobody may store.
    ///
    /// - Parameter isRight: whether they are right although the server refused them.
    mutating func lines(of turn: FindingTurn, isRight: Bool = false) -> [TranscriptEvent]? {
        var events: [TranscriptEvent] = []
        for line in turn.lines {
            guard let parts = parts(of: line, isRight: isRight || successes.contains(turn.index)) else { return nil }
            let isOrdinary = line.ending == .crlf
            let rest: [WireText.Part] = isOrdinary ? [] : [.octets(Line(bytes: [], ending: line.ending).octets)]
            events.append(.sent(.client, WireText(parts + rest, ending: isOrdinary ? .line : .exact)))
            _ = session.observe(line.octets, from: .client)
        }
        for reply in turn.replies { _ = session.observe(reply.octets, from: .server) }
        if turn.isSecured { session.secured() }
        return events
    }

    private mutating func parts(of line: Line, isRight: Bool) -> [WireText.Part]? {
        let command = session.command(reading: line)
        let mask = Array(Command.mask.utf8)
        if command.kind == .command { learn(command) }
        guard let place = line.bytes.firstRange(of: mask) else { return [.octets(line.bytes)] }
        // A word that nobody knows may be a password typed too early, so it is masked as one.
        if command.kind == .command, place == line.bytes.indices { return [.octets(Array(Visit.nonsense.utf8))] }
        guard isRight else { return stranger(command, line, place) }
        guard let user, Placeholder.isName(user), let placeholder = placeholder(command, user) else { return nil }
        return [.octets(Array(line.bytes[..<place.lowerBound])), .placeholder(placeholder)]
    }

    private mutating func learn(_ command: Command) {
        switch command.verb {
        case .user, .apop: user = command.arguments.first.map(String.init)
        case .auth:
            switch command.arguments.first?.uppercased() {
            case "PLAIN": computation = .plain
            case "LOGIN": computation = .loginUser
            case "CRAM-MD5": computation = .cramMD5
            case "SCRAM-SHA-1": computation = .scramSHA1
            case "SCRAM-SHA-256": computation = .scramSHA256
            case "OAUTHBEARER", "XOAUTH2": computation = .bearer
            default: computation = nil
            }
        default: break
        }
    }

    private mutating func placeholder(_ command: Command, _ user: String) -> Placeholder? {
        switch (command.kind, command.verb) {
        case (.command, .pass): return .secret(user)
        case (.command, .apop): return .computed(.apop, name: user)
        case (.response, _), (.command, .auth):
            guard let known = computation else { return nil }
            if known == .loginUser { computation = .loginSecret }
            return .computed(known, name: user)
        default: return nil
        }
    }

    /// A secret that was refused: any other one will be, too, where the server knows it by its own.
    private func stranger(_ command: Command, _ line: Line, _ place: Range<Int>) -> [WireText.Part]? {
        let before = Array(line.bytes[..<place.lowerBound])
        switch (command.kind, command.verb) {
        case (.command, .pass): return [.octets(before + Array("not-the-password".utf8))]
        case (.command, .apop): return [.octets(before + Array(String(repeating: "0", count: 32).utf8))]
        default: return nil
        }
    }
}
