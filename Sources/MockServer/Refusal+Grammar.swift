import Authentication
import POP3

extension Refusal {
    private static let removed: [Verb: String] = [
        .last: "RFC 1725 (1994)", .rpop: "RFC 1460 (1993)", .xtnd: "RFC 1225 (1991)",
    ]

    /// Why a line, read as a command, may not be given in this state and on these terms; `nil` when it may.
    ///
    /// What the arguments mean is not looked at.
    init?(of command: Command, in phase: Session.Phase, _ terms: Terms) {
        if let wrongForm = Refusal(formOf: command.line) {
            self = wrongForm
            return
        }
        guard let row = command.row else {
            self = command.line.bytes.first == Octet.space ? .blanks : .unknown
            return
        }
        if let wrongCommand = Refusal(of: row, in: phase, terms) ?? Refusal(argumentsOf: command, row, terms) {
            self = wrongCommand
        } else {
            return nil
        }
    }

    /// Why there is no such mechanism on these terms.
    init(ofMechanism word: Substring, _ terms: Terms) {
        if let mechanism = Mechanism(word), terms.underTLS.mechanisms.contains(mechanism) {
            self = .needsTLS("\(Verb.auth) \(mechanism.name)", hasSTLS: terms.offers(.stls))
        } else {
            self = .unknownMechanism
        }
    }

    // command = keyword *(SP param) CRLF       RFC 2449 section 3; 255 octets maximum
    private init?(formOf line: Line) {
        switch line.ending {
        case .missing: self = .tooLong
        case .lf: self = .endedInLF
        case .crlf where line.bytes.isEmpty: self = .empty
        case .crlf:
            guard let octet = line.bytes.first(where: { $0 < Octet.space || $0 > 0x7E }) else { return nil }
            self = .octet(octet)
        }
    }

    private init?(of row: CommandRow, in phase: Session.Phase, _ terms: Terms) {
        if let since = Self.removed[row.verb] {
            self = .removed(row.verb, since: since)
        } else if row.verb == .stls, terms.offer.stls, terms.isSecure {
            self = .alreadySecure
        } else if !terms.offers(row.verb), !terms.underTLS.offers(row.verb) {
            self = .notOffered(row.verb)
        } else if !row.phases.contains(phase) {
            self = phase == .transaction ? .alreadyLoggedIn(row.verb) : .needsLogin(row.verb, methods: terms.methods)
        } else if !terms.offers(row.verb) {
            self = .needsTLS(row.verb.name, hasSTLS: terms.offers(.stls))
        } else {
            return nil
        }
    }

    private init?(argumentsOf command: Command, _ row: CommandRow, _ terms: Terms) {
        let given = command.arguments
        let isList = command.verb == .auth && given.isEmpty && terms.offer.listsMechanisms
        // A space in the password is part of it (RFC 1939 section 7).
        if command.verb != .pass, command.argument?.isEmpty == true || given.contains(where: \.isEmpty) {
            self = .blanks
        } else if given.count < row.arguments.count(where: { !$0.isOptional }), !isList {
            self = .needsArgument(syntax: row.syntax)
        } else if given.count > row.arguments.count {
            self = .tooManyArguments(syntax: row.syntax)
        } else {
            return nil
        }
    }
}
