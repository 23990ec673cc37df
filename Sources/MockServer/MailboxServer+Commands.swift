import POP3

extension MailboxServer {
    /// Carries out a command whose form, state and number of arguments are right.
    ///
    /// - Parameter name: the name given by USER in the line before; `nil` when that line was something else.
    mutating func perform(_ command: Command, after name: String?) -> Answer {
        switch command.verb {
        case .capa: capabilities
        case .stls: beginTLS()
        case .user: identify(command, after: name)
        case .pass: logIn(command, after: name)
        case .apop: logInByDigest(command, after: name)
        case .auth: authenticate(command, after: name)
        case .utf8: beginUTF8()
        case .lang: chooseLanguage(command)
        case .stat: .ok(Wording("\(maildrop.count) \(maildrop.octets)"))
        case .list: list(command) { String($0.size) }
        case .uidl: list(command) { $0.uniqueID }
        case .retr: retrieve(command)
        case .top: top(command)
        case .dele: delete(command)
        case .rset: reset()
        case .noop: .ok(Wording(en: "nothing done", ja: "何もしませんでした"))
        case .quit: quit()
        default: Refusal.notOffered(command.verb).answer
        }
    }

    private var capabilities: Answer {
        let wording = Wording(en: "capabilities follow", ja: "ケイパビリティの一覧です")
        return .ok(wording, body: terms.capabilities(in: phase).lines)
    }

    // scan-listing = msg-number SP size; unique-id listing = msg-number SP unique-id       RFC 1939 sections 5 and 7
    private func list(_ command: Command, _ fact: (StoredMessage) -> String) -> Answer {
        guard command.arguments.isEmpty else { return about(command) { .ok(Wording("\($0) \(fact($1))")) } }
        var lines: [UInt8] = []
        for (number, message) in maildrop.live { lines += Line("\(number) \(fact(message))").octets }
        return .ok(maildrop.summary(), body: lines)
    }

    private func retrieve(_ command: Command) -> Answer {
        about(command) { number, message in
            if let refusal = refusal(toSend: message, number) { return refusal.answer }
            let wording = Wording(en: "\(message.size) octets", ja: "\(message.size) オクテット")
            return .ok(wording, body: message.wire)
        }
    }

    private func top(_ command: Command) -> Answer {
        guard let lines = Number.saturating(command.arguments[1]) else { return Refusal.notACount.answer }
        return about(command) { number, message in
            if let refusal = refusal(toSend: message, number) { return refusal.answer }
            let wording = Wording(en: "the top of message \(number) follows", ja: "メール \(number) の先頭です")
            return .ok(wording, body: message.top(lines))
        }
    }

    private mutating func delete(_ command: Command) -> Answer {
        switch maildrop.find(command.arguments[0]) {
        case .message(let number, _):
            maildrop.mark(number)
            return .ok(
                Wording(
                    en: "message \(number) marked as deleted; QUIT removes it",
                    ja: "メール \(number) に削除マークを付けました。QUIT で削除されます"))
        case .none(let refusal):
            return refusal.answer
        }
    }

    private mutating func reset() -> Answer {
        maildrop.unmarkAll()
        return .ok(maildrop.summary(en: "maildrop has ", ja: "メールドロップには "))
    }

    private mutating func quit() -> Answer {
        guard phase == .transaction else {
            phase = .closed
            return .ok(Wording(en: "bye", ja: "さようなら"))
        }
        defer { maildrop = .none }
        phase = .update
        guard store.update(maildrop) else { return Refusal.notRemoved.answer }
        let (removed, left) = (maildrop.marked.count, maildrop.count)
        return .ok(
            Wording(
                en: "bye; \(removed) removed, \(left) left", ja: "さようなら。\(removed) 通を削除し、\(left) 通が残りました"))
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
    func summary(en: String = "", ja: String = "") -> Wording {
        Wording(
            en: "\(en)\(count) \(count == 1 ? "message" : "messages") (\(octets) octets)",
            ja: "\(ja)\(count) 通 (\(octets) オクテット)\(ja.isEmpty ? "です" : "あります")")
    }
}
