/// Removes a client's secrets from what a server says: some echo a command back.
///
/// It learns secrets from commands as they are sent, keeps them only in memory, and replaces them in single lines.
public struct Redaction: Sendable {
    /// Shorter secrets stand in ordinary text by chance, and replacing them would garble it.
    private static let shortest = 4
    private var secrets: [[UInt8]] = []

    /// A redaction that knows no secret yet.
    public init() {}

    /// Remembers the secret of a command that is about to be sent; commands without one change nothing.
    public mutating func learn(from command: Command) {
        guard let secret = command.secret, secret.count >= Self.shortest, !secrets.contains(secret) else { return }
        secrets.append(secret)
    }

    /// The line with each known secret replaced by ``Command/mask``.
    public func redact(_ line: Line) -> Line {
        var line = line
        for secret in secrets { line.bytes = Self.replace(secret, in: line.bytes) }
        return line
    }

    private static func replace(_ secret: [UInt8], in bytes: [UInt8]) -> [UInt8] {
        guard bytes.count >= secret.count, bytes.contains(secret[0]) else { return bytes }
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == secret[0], bytes[index...].starts(with: secret) {
                result += Array(Command.mask.utf8)
                index += secret.count
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }
}

extension Redaction {
    /// The exchange with each known secret replaced in what the server said in its first line. Bodies are mail, and stay.
    public func redact(_ exchange: Exchange) -> Exchange {
        let first = redact(exchange.reply.first)
        guard first != exchange.reply.first else { return exchange }
        let reply = Reply(first: first, body: exchange.reply.body, inSASL: exchange.reply.status == .challenge)
        return Exchange(
            command: exchange.command, reply: reply, before: exchange.before, after: exchange.after,
            knowledge: exchange.knowledge)
    }
}
