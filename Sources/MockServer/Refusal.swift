import POP3

/// Why a line is not carried out. The text says what to do instead; it never repeats what was sent, which may be a password.
enum Refusal {
    case tooLong, endedInLF, empty
    case octet(UInt8)
    case blanks
    case unknown
    case removed(Verb, since: String)
    case notOffered(Verb)
    case needsLogin(Verb)
    case alreadyLoggedIn(Verb)
    case needsArgument(syntax: String)
    case tooManyArguments(syntax: String)
    case needsUser
    case needsPass
    case notADigest
    case wrongLogin(Verb)
    case inUse
    case notANumber
    case notACount
    case noSuchMessage(last: Int)
    case marked(Int)
    case notRemoved

    var answer: Answer { .err(text, code) }

    private var code: ResponseCode? {
        switch self {
        case .wrongLogin, .notADigest: .auth
        case .inUse: .inUse
        case .notRemoved: .systemTemporary
        case .tooLong, .endedInLF, .empty, .octet, .blanks, .unknown, .removed, .notOffered, .needsLogin,
            .alreadyLoggedIn, .needsArgument, .tooManyArguments, .needsUser, .needsPass, .notANumber, .notACount,
            .noSuchMessage, .marked:
            nil
        }
    }

    private var text: String {
        switch self {
        case .tooLong: "a command line has at most \(Self.longestLine) octets, CRLF included"
        case .endedInLF: "a command ends in CRLF; this line ended in LF alone"
        case .empty: "an empty line is no command"
        case .octet(let octet): Self.text(for: octet)
        case .blanks: "exactly one space stands between words, and none at either end of the line"
        case .unknown: "this is no POP3 command; CAPA lists what this server offers"
        case .removed(let verb, let since): "\(verb) left POP3 with \(since)"
        case .notOffered(let verb): "this server does not offer \(verb); CAPA lists what it offers"
        case .needsLogin(let verb): "log in before \(verb): USER and PASS, or APOP"
        case .alreadyLoggedIn(let verb): "you are logged in; \(verb) comes before that"
        case .needsArgument(let syntax): "an argument is missing: \(syntax)"
        case .tooManyArguments(let syntax): "too many arguments: \(syntax)"
        case .needsUser: "PASS goes right after a USER that was accepted; give USER again"
        case .needsPass: "after USER come PASS or QUIT; the name is forgotten, so begin again with USER"
        case .notADigest: "the digest is 32 hexadecimal digits in lower case"
        case .wrongLogin(let verb): "user name and \(verb == .apop ? "digest" : "password") do not fit together"
        case .inUse: "another session holds this maildrop; try again when it has ended"
        case .notANumber: "a message number is one or more decimal digits"
        case .notACount: "a number of lines is one or more decimal digits"
        case .noSuchMessage(let last): "no such message; \(Self.numbers(last))"
        case .marked(let number): "message \(number) is marked as deleted; RSET takes the mark away"
        case .notRemoved: "the marked messages were not removed"
        }
    }

    private static func text(for octet: UInt8) -> String {
        switch octet {
        case Octet.tab: "a tab does not separate words; a single space does"
        case Octet.nul: "a command holds no NUL octet"
        case Octet.cr: "a CR stands only before the LF that ends the line"
        case 0x80...: "commands are plain ASCII; is an input method switched on?"
        default: "a command holds no control characters"
        }
    }

    private static func numbers(_ last: Int) -> String {
        last == 0 ? "the maildrop is empty" : "numbers run from 1 to \(last)"
    }
}

extension Refusal {
    /// The longest command line in octets, CRLF included (RFC 2449 section 4).
    static let longestLine = 255

    /// What the server carries out. CAPA announces the optional ones of them, and nothing else.
    private static let offered: Set<Verb> = [
        .capa, .user, .pass, .apop, .stat, .list, .uidl, .top, .retr, .dele, .rset, .noop, .quit,
    ]

    private static let removed: [Verb: String] = [
        .last: "RFC 1725 (1994)", .rpop: "RFC 1460 (1993)", .xtnd: "RFC 1225 (1991)",
    ]

    /// Why a line, read as a command, may not be given in this state; `nil` when it may.
    ///
    /// What the arguments mean is not looked at.
    init?(of command: Command, in phase: Session.Phase) {
        if let wrongForm = Refusal(formOf: command.line) {
            self = wrongForm
            return
        }
        guard let row = command.row else {
            self = command.line.bytes.first == Octet.space ? .blanks : .unknown
            return
        }
        if let wrongCommand = Refusal(of: row, in: phase) ?? Refusal(argumentsOf: command, row) {
            self = wrongCommand
        } else {
            return nil
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

    private init?(of row: CommandRow, in phase: Session.Phase) {
        if let since = Self.removed[row.verb] {
            self = .removed(row.verb, since: since)
        } else if !Self.offered.contains(row.verb) {
            self = .notOffered(row.verb)
        } else if !row.phases.contains(phase) {
            self = phase == .transaction ? .alreadyLoggedIn(row.verb) : .needsLogin(row.verb)
        } else {
            return nil
        }
    }

    private init?(argumentsOf command: Command, _ row: CommandRow) {
        let given = command.arguments
        // A space in the password is part of it (RFC 1939 section 7).
        if command.verb != .pass, command.argument?.isEmpty == true || given.contains(where: \.isEmpty) {
            self = .blanks
        } else if given.count < row.arguments.count(where: { !$0.isOptional }) {
            self = .needsArgument(syntax: row.syntax)
        } else if given.count > row.arguments.count {
            self = .tooManyArguments(syntax: row.syntax)
        } else {
            return nil
        }
    }
}
