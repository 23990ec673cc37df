public import POP3

/// What `:help COMMAND` shows besides the row of the command table.
public struct CommandPage: Hashable, Sendable {
    /// The command.
    public let verb: Verb
    /// What it asks for in a few words, at most 24 columns: what stands beside the syntax while it is typed.
    public let gist: Localized
    /// What it asks the server for, in one sentence.
    public let asks: Localized
    /// A dialogue, each line with its gutter: `C: ` for the client, `S: ` for the server.
    public let example: [String]
    /// What people get wrong, one sentence a line; may be empty.
    public let traps: [Localized]

    /// Arguments, states, framing and source of the command.
    public var row: CommandRow? { CommandTable[verb] }
}

/// A page for each row of the command table.
public enum CommandPages {
    /// All pages, in the order of the table.
    public static let all: [CommandPage] = login + mail + obsolete

    /// The page of a verb; `nil` when no RFC defines it.
    public static subscript(verb: Verb) -> CommandPage? { index[verb] }

    private static let index = Dictionary(all.map { ($0.verb, $0) }, uniquingKeysWith: { first, _ in first })

    static func page(
        _ verb: Verb, gist: (en: String, ja: String), en: String, ja: String, _ example: [String],
        traps: [(en: String, ja: String)] = []
    ) -> CommandPage {
        CommandPage(
            verb: verb, gist: Localized(en: gist.en, ja: gist.ja), asks: Localized(en: en, ja: ja), example: example,
            traps: traps.map { Localized(en: $0.en, ja: $0.ja) })
    }
}
