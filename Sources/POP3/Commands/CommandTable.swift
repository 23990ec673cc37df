/// What the RFCs say about one command: a row of ``CommandTable``.
public struct CommandRow: Sendable {
    /// The keyword.
    public let verb: Verb
    /// The arguments in their order.
    public let arguments: [Parameter]
    /// Where the command may be sent.
    public let phases: Set<Session.Phase>
    /// How a positive reply is framed.
    public let reply: ReplyShape
    /// The CAPA tag that announces the command; `nil` when no tag does.
    public let capability: String?
    /// Whether the command is part of today's POP3; obsolete commands are known only to be explained.
    public let isObsolete: Bool
    /// Where it is defined.
    public let citation: Citation

    /// Whether an argument must never be shown or stored.
    public var isSecret: Bool { arguments.contains(where: \.isSecret) }

    /// The command with the names of its arguments, for example `TOP msg n`; optional ones in brackets.
    public var syntax: String { ([verb.name] + arguments.map(\.label)).joined(separator: " ") }
}

/// One argument of a command.
public enum Parameter: Hashable, Sendable {
    case name, password, digest, mechanism, initialResponse
    case message, optionalMessage, lineCount, languageRange, extensionName

    /// Whether it must never be shown or stored.
    public var isSecret: Bool { self == .password || self == .digest || self == .initialResponse }

    /// Whether the command may be sent without it.
    public var isOptional: Bool { self == .initialResponse || self == .optionalMessage || self == .languageRange }

    /// Its name in the notation of RFC 1939, in brackets when it may be left out.
    public var label: String { isOptional ? "[\(word)]" : word }

    private var word: String {
        switch self {
        case .name: "name"
        case .password: "string"
        case .digest: "digest"
        case .mechanism: "mechanism"
        case .initialResponse: "initial-response"
        case .message, .optionalMessage: "msg"
        case .lineCount: "n"
        case .languageRange: "range"
        case .extensionName: "extension"
        }
    }
}

/// How a positive reply is framed. An `-ERR` is always one line.
public enum ReplyShape: Hashable, Sendable {
    case line
    case lines
    /// Multi-line without an argument, one line with it (LIST, UIDL, LANG).
    case linesUnlessArgument
    /// Challenges until a status (AUTH); without an argument some servers answer with a list.
    case challenges
}

/// The commands of POP3, one row each: every consumer reads these rows.
public enum CommandTable {
    private typealias Phases = Set<Session.Phase>
    private static let login: Phases = [.authorization]
    private static let work: Phases = [.transaction]
    private static let both: Phases = [.authorization, .transaction]

    // swift-format-ignore
    /// All rows, in the order in which a session meets them; the obsolete ones last.
    public static let rows: [CommandRow] = [
        row(.capa, [],                            both,  .lines,                                               .rfc(2449, "5")),
        row(.stls, [],                            login, .line,                capability: "STLS",             .rfc(2595, "4")),
        row(.user, [.name],                       login, .line,                capability: "USER",             .rfc(1939, "7")),
        row(.pass, [.password],                   login, .line,                capability: "USER",             .rfc(1939, "7")),
        row(.apop, [.name, .digest],              login, .line,                                                .rfc(1939, "7")),
        row(.auth, [.mechanism, .initialResponse], login, .challenges,         capability: "SASL",             .rfc(5034, "4")),
        row(.utf8, [],                            login, .line,                capability: "UTF8",             .rfc(6856, "2")),
        row(.lang, [.languageRange],              both,  .linesUnlessArgument, capability: "LANG",             .rfc(6856, "3")),
        row(.stat, [],                            work,  .line,                                                .rfc(1939, "5")),
        row(.list, [.optionalMessage],            work,  .linesUnlessArgument,                                 .rfc(1939, "5")),
        row(.uidl, [.optionalMessage],            work,  .linesUnlessArgument, capability: "UIDL",             .rfc(1939, "7")),
        row(.top,  [.message, .lineCount],        work,  .lines,               capability: "TOP",              .rfc(1939, "7")),
        row(.retr, [.message],                    work,  .lines,                                               .rfc(1939, "5")),
        row(.dele, [.message],                    work,  .line,                                                .rfc(1939, "5")),
        row(.rset, [],                            work,  .line,                                                .rfc(1939, "5")),
        row(.noop, [],                            work,  .line,                                                .rfc(1939, "5")),
        row(.quit, [],                            both,  .line,                                                .rfc(1939, "6")),
        row(.last, [],                            work,  .line,                obsolete: true,                 .rfc(1460, "4")),
        row(.rpop, [.name],                       login, .line,                obsolete: true,                 .rfc(1225, "4")),
        row(.xtnd, [.extensionName],              work,  .line,                obsolete: true,                 .rfc(1082, "1")),
    ]

    /// The row of a verb; `nil` when no RFC defines it.
    public static subscript(verb: Verb) -> CommandRow? { index[verb] }

    private static let index = Dictionary(uniqueKeysWithValues: rows.map { ($0.verb, $0) })

    private static func row(
        _ verb: Verb, _ arguments: [Parameter], _ phases: Phases, _ reply: ReplyShape, capability: String? = nil,
        obsolete: Bool = false, _ citation: Citation
    ) -> CommandRow {
        CommandRow(
            verb: verb, arguments: arguments, phases: phases, reply: reply, capability: capability,
            isObsolete: obsolete, citation: citation)
    }
}
