/// Joins the two directions of a session, which Dovecot logs in a file each.
///
/// No time tells which line came first, since both sides may talk at once; but each reply follows its command, and nothing is
/// sent before the greeting.
struct RawlogJoin {
    private var client: [Line] = []
    private var server: [Line] = []

    /// Takes a file; those of a login come before those of what follows it.
    mutating func add(_ lines: LogLines) {
        let said = lines.map { line in line.wire(RawlogLine.behindTime(line.text) ?? line.text) }
        guard let first = said.first else { return }
        if PastedStatus(first.bytes[...]) != nil { server += said } else { client += said }
    }

    /// Tells a session the lines in an order in which they make sense.
    func read(into log: inout ImportedSession) {
        var replies = server[...]
        if client.isEmpty { log.note(Array("what the client sent is not in this log".utf8)[...]) }
        if server.isEmpty { log.note(Array("what the server sent is not in this log".utf8)[...]) }
        if Self.lacksLogin(client) { log.assumeLogin() }
        for command in client {
            while !replies.isEmpty, !log.session.isGreeted || log.isAwaitingReply || log.isInBody {
                log.sent(.server, replies.removeFirst())
            }
            log.sent(.client, command)
        }
        for reply in replies { log.sent(.server, reply) }
    }

    /// Whether a client does what needs a login, without one before it: Dovecot logs what comes behind the login apart.
    static func lacksLogin(_ lines: some Sequence<Line>) -> Bool {
        let phases = lines.lazy.compactMap { Command($0).row?.phases }
        return phases.first { $0 == [.authorization] || $0 == [.transaction] } == [.transaction]
    }
}
