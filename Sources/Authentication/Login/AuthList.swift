public import POP3

/// What some servers answer to AUTH alone: the names of their mechanisms, a line each.
///
/// RFC 5034 asks for a mechanism; the list is older, and clients without CAPA probe with it.
public struct AuthList: Hashable, Sendable {
    /// The names, upper-cased, in the order of the answer, each once.
    public let names: [String]

    /// The command that asks for it.
    public static let command = Command("AUTH")

    /// The list in an exchange; `nil` when the command was another one or the answer is no list.
    public init?(_ exchange: Exchange) {
        guard let command = exchange.command, command.kind == .command, command.verb == .auth,
            command.arguments.isEmpty, exchange.reply.status == .ok, let body = exchange.reply.body
        else { return nil }
        var seen: Set<String> = []
        names = body.keptLines.flatMap { $0.text.split(separator: " ") }.map { Verb($0).name }
            .filter { seen.insert($0).inserted }
    }

    /// The mechanisms among them that are known here.
    public var mechanisms: [Mechanism] { names.compactMap { Mechanism($0) } }
}
