import POP3

/// The conversation that shows a finding, cut down to what is needed for it.
struct FindingReplay {
    /// What the transcript holds; empty where there is an obstacle.
    private(set) var events: [TranscriptEvent] = []
    /// Why the finding cannot be played; `nil` where it can.
    private(set) var obstacle: FindingScript.Obstacle?

    init(_ judgement: Judgement) {
        let turns = FindingTurn.all(in: judgement.evidence)
        guard let accused = turns.accused(by: judgement) else {
            obstacle = .severalConnections
            return
        }
        let kept = turns.needed(for: accused, isRefusal: judgement.expected == ["-ERR"])
        var client = FindingClient(turns)
        var shared: [TranscriptEvent] = [.connect]
        for turn in kept where turn.index < accused {
            guard let lines = client.lines(of: turn) else {
                obstacle = .wrongSecret
                return
            }
            shared += lines + turn.replies.map(\.lenient).joined() + (turn.isSecured ? [.tls("")] : [])
        }
        let turn = turns[accused]
        guard let lines = client.lines(of: turn, isRight: judgement.expected.contains { $0.hasPrefix("+OK") }) else {
            obstacle = .wrongSecret
            return
        }
        for candidate in FindingReply.candidates(for: turn, judgement) {
            events = shared + lines + candidate
            if Self.differs(events, from: kept + [turn]) { return }
        }
        events = []
        obstacle = .notInOneReply
    }

    /// Whether a replay of these events finds a difference where the server says what it said then.
    private static func differs(_ events: [TranscriptEvent], from turns: [FindingTurn]) -> Bool {
        let numbered = events.enumerated().map { place, event in
            (line: place + 1, entry: TranscriptEntry.event(event, connection: 1))
        }
        guard let script = try? TranscriptScript(numbered) else { return false }
        var comparison = ReplyComparison(script.replies(1), .meaning, TranscriptVariables())
        var session = Session()
        for turn in turns {
            for line in turn.lines { _ = session.observe(line.octets, from: .client) }
            let octets = turn.replies.flatMap(\.octets) + turn.unsolicited.flatMap(\.octets)
            for event in session.observe(octets, from: .server) where !comparison.took(event).isEmpty { return true }
            if turn.isSecured { session.secured() }
        }
        return false
    }
}

/// What was sent in one go, and what came of it; of the greeting nothing was sent.
struct FindingTurn {
    /// Its place on the connection, from 0.
    let index: Int
    /// Where in the evidence it begins.
    let start: Int
    fileprivate(set) var lines: [Line] = []
    fileprivate(set) var replies: [FindingReply] = []
    /// Lines of the server that answer nothing.
    fileprivate(set) var unsolicited: [Line] = []
    /// Whether the TLS handshake follows.
    fileprivate(set) var isSecured = false

    /// The turns of a connection.
    static func all(in evidence: [Evidence]) -> [FindingTurn] {
        var turns: [FindingTurn] = []
        var session = Session()
        for (place, item) in evidence.enumerated() {
            switch item {
            case .sent(let line):
                // Lines that follow one another were sent without waiting.
                let isAnswered = turns.last.map { !$0.replies.isEmpty || !$0.unsolicited.isEmpty } ?? true
                if isAnswered { turns.append(FindingTurn(index: turns.count, start: place)) }
                turns[turns.count - 1].lines.append(line)
                _ = session.observe(line.octets, from: .client)
            case .received(let reply):
                if turns.isEmpty { turns.append(FindingTurn(index: 0, start: place)) }
                let (command, phase) = (session.isGreeted ? session.pending.first : nil, session.phase)
                let found = FindingReply(reply: reply, command: command, phase: phase)
                turns[turns.count - 1].replies.append(found)
                _ = session.observe(found.octets, from: .server)
            case .unsolicited(let line):
                if !turns.isEmpty { turns[turns.count - 1].unsolicited.append(line) }
            case .secured:
                if !turns.isEmpty { turns[turns.count - 1].isSecured = true }
                session.secured()
            case .closed: break
            }
        }
        return turns
    }

    /// Whether everything in it only looks, and was carried out or refused: what follows does not need it.
    ///
    /// - Parameter isRefusal: whether a refusal should follow, which no message that was fetched before makes right.
    fileprivate func isIdle(_ isRefusal: Bool) -> Bool {
        guard lines.count == 1, replies.count == 1, unsolicited.isEmpty, let reply = replies.first,
            let command = reply.command, command.kind == .command
        else { return false }
        switch reply.reply.status {
        case .err: return ![.user, .pass, .apop, .auth].contains(command.verb)
        case .ok: return ([.capa, .stat, .list, .uidl] + (isRefusal ? [.retr, .top] : [])).contains(command.verb)
        case .challenge, .malformed: return false
        }
    }
}

extension [FindingTurn] {
    /// The turn whose reply, or line behind it, is said to be wrong; `nil` where none is.
    fileprivate func accused(by judgement: Judgement) -> Int? {
        guard let actual = judgement.actual else { return lastIndex { !$0.replies.isEmpty } }
        let place = lastIndex { turn in
            turn.unsolicited.contains(actual) || turn.replies.contains { $0.reply.first == actual }
        }
        return place ?? lastIndex { !$0.replies.isEmpty }
    }

    /// The turns before one that it needs: what only looked is left out, unless it came right before.
    fileprivate func needed(for accused: Int, isRefusal: Bool) -> [FindingTurn] {
        self[..<accused].filter { turn in
            !turn.isIdle(isRefusal) || (turn.index == accused - 1 && turn.replies.first?.reply.status == .err)
        }
    }
}
