import POP3

extension MailboxServer {
    /// Carries out a command whose form, state and number of arguments are right.
    ///
    /// - Parameter name: the name given by USER in the line before; `nil` when that line was something else.
    mutating func perform(_ command: Command, after name: String?) -> Answer {
        switch command.verb {
        case .capa: .ok("capabilities follow", body: Self.capabilities)
        case .user: identify(command, after: name)
        case .pass: logIn(command, after: name)
        case .apop: logInByDigest(command, after: name)
        case .stat: .ok("\(maildrop.count) \(maildrop.octets)")
        case .list: list(command) { String($0.size) }
        case .uidl: list(command) { $0.uniqueID }
        case .retr: about(command) { .ok("\($1.size) octets", body: $1.wire) }
        case .top: top(command)
        case .dele: delete(command)
        case .rset: reset()
        case .noop: .ok("nothing done")
        case .quit: quit()
        default: Refusal.notOffered(command.verb).answer
        }
    }

    // capability = capa-tag *(SP param) CRLF       RFC 2449 section 3; the same in both states
    private static let capabilities: [UInt8] = [
        "TOP", "USER", "UIDL", "RESP-CODES", "AUTH-RESP-CODE", "PIPELINING", "EXPIRE NEVER", "IMPLEMENTATION popscope",
    ].flatMap { Line($0).octets }

    // scan-listing = msg-number SP size; unique-id listing = msg-number SP unique-id       RFC 1939 sections 5 and 7
    private func list(_ command: Command, _ fact: (StoredMessage) -> String) -> Answer {
        guard command.arguments.isEmpty else { return about(command) { .ok("\($0) \(fact($1))") } }
        var lines: [UInt8] = []
        for (number, message) in maildrop.live { lines += Line("\(number) \(fact(message))").octets }
        return .ok(maildrop.summary, body: lines)
    }

    private func top(_ command: Command) -> Answer {
        guard let lines = Number.saturating(command.arguments[1]) else { return Refusal.notACount.answer }
        return about(command) { .ok("the top of message \($0) follows", body: $1.top(lines)) }
    }

    private mutating func delete(_ command: Command) -> Answer {
        switch maildrop.find(command.arguments[0]) {
        case .message(let number, _):
            maildrop.mark(number)
            return .ok("message \(number) marked as deleted; QUIT removes it")
        case .none(let refusal):
            return refusal.answer
        }
    }

    private mutating func reset() -> Answer {
        maildrop.unmarkAll()
        return .ok("maildrop has \(maildrop.summary)")
    }

    /// Removes what is marked, then replies: the UPDATE state (RFC 1939 section 6).
    private mutating func quit() -> Answer {
        guard phase == .transaction else {
            phase = .closed
            return .ok("bye")
        }
        defer { maildrop = .none }
        phase = .update
        guard store.update(maildrop) else { return Refusal.notRemoved.answer }
        return .ok("bye; \(maildrop.marked.count) removed, \(maildrop.count) left")
    }

    /// The answer to a command whose first argument names a message.
    private func about(_ command: Command, _ answer: (Int, StoredMessage) -> Answer) -> Answer {
        switch maildrop.find(command.arguments[0]) {
        case .message(let number, let message): answer(number, message)
        case .none(let refusal): refusal.answer
        }
    }
}

extension LockedMaildrop {
    /// How much there is that is not marked, in the words of RFC 1939's examples.
    var summary: String { "\(count) \(count == 1 ? "message" : "messages") (\(octets) octets)" }
}
