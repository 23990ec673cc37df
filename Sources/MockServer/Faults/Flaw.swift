import POP3

/// One thing that a fault does wrong, and when.
struct Flaw: Sendable {
    enum Occasion: Hashable, Sendable {
        /// The greeting is about to be sent.
        case greeting
        /// A line has come, and the sound server has not been told.
        case hearing
        /// The sound server, or a fault, has answered.
        case saying
        /// All lines of one read have been answered.
        case reading
        /// Clear text came where a TLS handshake was expected.
        case injecting
        /// The TLS handshake is complete.
        case securing
        /// Somebody asks for the autologout timer.
        case waiting
        /// The autologout timer has run out.
        case idling
        /// The connection is over.
        case leaving
    }

    typealias Act = @Sendable (inout Moment, inout MailboxServer) -> Void

    let occasion: Occasion
    let act: Act

    init(_ occasion: Occasion, _ act: @escaping Act) {
        self.occasion = occasion
        self.act = act
    }
}

extension Flaw {
    static func greeting(_ act: @escaping Act) -> Flaw { Flaw(.greeting, act) }
    static func saying(_ act: @escaping Act) -> Flaw { Flaw(.saying, act) }
    static func securing(_ act: @escaping Act) -> Flaw { Flaw(.securing, act) }
    static func leaving(_ act: @escaping Act) -> Flaw { Flaw(.leaving, act) }

    /// Before one of these commands is carried out; any command where none is named.
    static func hearing(_ verbs: Verb..., act: @escaping Act) -> Flaw {
        Flaw(.hearing) { moment, server in
            guard moment.command.kind == .command, verbs.isEmpty || verbs.contains(moment.command.verb) else { return }
            act(&moment, &server)
        }
    }

    /// Before the response to a challenge is looked at.
    static func response(_ act: @escaping Act) -> Flaw {
        Flaw(.hearing) { moment, server in
            if moment.command.kind == .response { act(&moment, &server) }
        }
    }

    /// After `+OK` to one of these commands; any command where none is named. What ends an AUTH is none.
    static func confirming(_ verbs: Verb..., act: @escaping Act) -> Flaw {
        Flaw(.saying) { moment, server in
            guard moment.said.isOK, moment.command.kind == .command,
                verbs.isEmpty || verbs.contains(moment.command.verb)
            else { return }
            act(&moment, &server)
        }
    }

    /// After `-ERR` to one of these commands, or to a response within AUTH; any line where none is named.
    static func refusing(_ verbs: Verb..., act: @escaping Act) -> Flaw {
        Flaw(.saying) { moment, server in
            guard moment.said.isErr, verbs.isEmpty || verbs.contains(moment.command.verb) else { return }
            act(&moment, &server)
        }
    }

    /// After the `+OK` that opens the maildrop.
    static func entering(_ act: @escaping Act) -> Flaw {
        Flaw(.saying) { moment, server in
            if moment.phase == .authorization, server.phase == .transaction { act(&moment, &server) }
        }
    }

    /// After a login that failed because of its credentials.
    static func failing(_ act: @escaping Act) -> Flaw {
        .refusing { moment, server in
            if moment.said.words.first == "[AUTH]" { act(&moment, &server) }
        }
    }

    /// After a challenge.
    static func challenging(_ act: @escaping Act) -> Flaw {
        Flaw(.saying) { moment, server in
            if moment.said.challenge != nil { act(&moment, &server) }
        }
    }

    /// Before a command that POP3 does not know; its keyword has the length of one.
    static func unknown(_ act: @escaping Act) -> Flaw {
        .hearing { moment, server in
            let command = moment.command
            if command.row == nil, (3...4).contains(command.verb.name.utf8.count) { act(&moment, &server) }
        }
    }

    /// A command of TRANSACTION, given in AUTHORIZATION, gets this answer.
    static func early(_ verb: Verb, _ said: Said) -> Flaw {
        .hearing(verb) { moment, _ in
            if moment.phase == .authorization { moment.answer(said) }
        }
    }

    /// A command of AUTHORIZATION, given in TRANSACTION, gets this answer.
    static func late(_ verb: Verb, _ said: Said) -> Flaw {
        .hearing(verb) { moment, _ in
            if moment.phase == .transaction { moment.answer(said) }
        }
    }

    /// Before a command in TRANSACTION whose first argument names a message: another word for it; `nil` leaves it.
    static func number(_ edit: @escaping @Sendable (Substring, MailboxServer) -> String?) -> Flaw {
        .hearing(.list, .retr, .dele, .uidl, .top) { moment, server in
            guard moment.phase == .transaction, let word = moment.command.arguments.first, !word.isEmpty,
                let other = edit(word, server)
            else { return }
            moment.replaceArgument(other)
        }
    }
}

extension Flaw {
    /// The lines of LIST or UIDL without an argument, each as number and fact; `nil` leaves a line out.
    static func listing(
        _ verb: Verb, _ edit: @escaping @Sendable (Int, String, MailboxServer) -> String?
    ) -> Flaw {
        .confirming(verb) { moment, server in
            let server = server
            moment.said.editLines { line in
                let words = line.split(separator: " ", maxSplits: 1)
                guard words.count == 2, let number = Int(words[0]) else { return line }
                return edit(number, String(words[1]), server)
            }
        }
    }

    /// The fact in `+OK number fact`, which answers LIST or UIDL with an argument.
    static func single(
        _ verb: Verb, _ edit: @escaping @Sendable (Int, String, MailboxServer) -> String
    ) -> Flaw {
        .confirming(verb) { moment, server in
            let words = moment.said.words
            guard moment.said.body == nil, words.count == 2, let number = Int(words[0]) else { return }
            moment.said.text = "+OK \(number) \(edit(number, String(words[1]), server))"
        }
    }

    /// The lines of a message, as RETR and TOP send it, in wire form.
    static func message(_ edit: @escaping @Sendable (inout [Line]) -> Void) -> Flaw {
        .confirming(.retr, .top) { moment, _ in edit(&moment.said.lines) }
    }

    /// The lines of CAPA.
    static func capabilities(_ edit: @escaping @Sendable (inout [String], Session.Phase) -> Void) -> Flaw {
        .confirming(.capa) { moment, _ in
            var lines = moment.said.lines.map(\.text)
            edit(&lines, moment.phase)
            moment.said.lines = lines.map { Line($0) }
        }
    }

    /// The capability of a tag, as it stands in CAPA.
    static func capability(_ tag: String, _ edit: @escaping @Sendable (String) -> String) -> Flaw {
        .capabilities { lines, _ in
            lines = lines.map { $0 == tag || $0.hasPrefix(tag + " ") ? edit($0) : $0 }
        }
    }

    /// The capability of a tag is not announced, in these states.
    static func concealing(
        _ tag: String, in phases: Set<Session.Phase> = [.authorization, .transaction]
    ) -> Flaw {
        .capabilities { lines, phase in
            if phases.contains(phase) { lines.removeAll { $0 == tag || $0.hasPrefix(tag + " ") } }
        }
    }
}
