public import POP3

/// Something that happened on a connection, for the reader of a report: secrets are masked.
public enum Evidence: Hashable, Sendable {
    /// A line of the client; of a line that is no command the octets as they left.
    case sent(Line)
    /// The whole reply to the line before it, or the greeting.
    case received(Reply)
    /// A line of the server that answers nothing.
    case unsolicited(Line)
    /// The TLS handshake was completed.
    case secured
    /// The connection ended.
    case closed(by: Session.Side)
}

extension Evidence {
    /// Whether it is a line of the server that answers nothing.
    var isUnsolicited: Bool {
        switch self {
        case .unsolicited: true
        case .sent, .received, .secured, .closed: false
        }
    }

    /// The most lines of a body that a report shows.
    public static let bodyLines = 12

    /// What it looks like on the wire, a line each; of a long body the beginning and how many lines are missing.
    public var lines: [(side: Session.Side?, octets: [UInt8], omitted: Int)] {
        switch self {
        case .sent(let line): return [(.client, line.bytes, 0)]
        case .unsolicited(let line): return [(.server, line.bytes, 0)]
        case .secured: return [(nil, Array("TLS".utf8), 0)]
        case .closed(.client): return [(nil, Array("the client closes".utf8), 0)]
        case .closed(.server): return [(nil, Array("the server closes".utf8), 0)]
        case .received(let reply):
            let first = (side: Session.Side?.some(.server), octets: reply.first.bytes, omitted: 0)
            guard let body = reply.body else { return [first] }
            let kept = body.keptLines.prefix(Self.bodyLines)
            var lines = [first] + kept.map { (side: Session.Side?.some(.server), octets: $0.bytes, omitted: 0) }
            if body.lines > kept.count { lines.append((.server, [], body.lines - kept.count)) }
            if body.isTerminated { lines.append((.server, [UInt8(ascii: ".")], 0)) }
            return lines
        }
    }
}
