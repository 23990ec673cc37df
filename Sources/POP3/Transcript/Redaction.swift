/// Removes a client's secrets from what a server says: some echo a command back.
///
/// It learns secrets from commands as they are sent, keeps them only in memory, and replaces them in single lines, in any
/// letter case.
public struct Redaction: Sendable {
    /// Shorter secrets stand in ordinary text by chance, and replacing them would garble it.
    private static let shortest = 4
    /// In lower case; the longest first, since one may be part of another.
    private(set) var secrets: [[UInt8]] = []

    /// A redaction that knows no secret yet.
    public init() {}

    /// Remembers the secret of a command that is about to be sent; commands without one change nothing.
    mutating func learn(from command: Command) {
        guard let secret = command.secret else { return }
        for spelling in Self.spellings(of: secret) { learn(secret: spelling) }
    }

    /// A secret as it was sent, and what a server may read in it: some echo what a response says, not how it was spelled.
    static func spellings(of secret: [UInt8]) -> [[UInt8]] {
        guard case .success(let octets) = Base64.decode(secret) else { return [secret] }
        var spellings = [secret]
        // PLAIN: the password stands behind the last NUL (RFC 4616 section 2).
        if octets.contains(0) {
            spellings.append(Array(octets.split(separator: 0, omittingEmptySubsequences: false).last ?? []))
        }
        // OAUTHBEARER and XOAUTH2: the token stands behind this, up to octet 1 (RFC 7628 section 3.1).
        if let bearer = octets.firstRange(of: Array("auth=Bearer ".utf8)) {
            spellings.append(Array(octets[bearer.upperBound...].prefix { $0 != 1 }))
        }
        return spellings
    }

    /// Remembers a secret that will be sent in some spelling.
    public mutating func learn(secret: [UInt8]) {
        learn(secret.map(Self.lowercased))
    }

    /// Remembers what another redaction knows too.
    public mutating func formUnion(_ other: Redaction) {
        for secret in other.secrets { learn(secret) }
    }

    private mutating func learn(_ secret: [UInt8]) {
        guard secret.count >= Self.shortest, !secrets.contains(secret) else { return }
        secrets.insert(secret, at: secrets.firstIndex { $0.count < secret.count } ?? secrets.endIndex)
    }

    /// The line with each known secret replaced by ``Command/mask``; secrets that overlap are replaced by one.
    public func redact(_ line: Line) -> Line {
        let ranges = ranges(in: line.bytes)
        guard !ranges.isEmpty else { return line }
        var result: [UInt8] = []
        var start = 0
        for range in ranges {
            result += line.bytes[start..<range.lowerBound] + Array(Command.mask.utf8)
            start = range.upperBound
        }
        return Line(bytes: result + line.bytes[start...], ending: line.ending)
    }

    /// Whether a known secret stands in the octets, in any letter case.
    func occurs(in bytes: [UInt8]) -> Bool { !ranges(in: bytes).isEmpty }

    private func ranges(in bytes: [UInt8]) -> [Range<Int>] {
        guard !secrets.isEmpty else { return [] }
        let octets = bytes.map(Self.lowercased)
        return secrets.flatMap { SecretSearch($0).ranges(in: octets) }.sorted { $0.lowerBound < $1.lowerBound }
            .reduce(into: []) { $0.append(overlapping: $1) }
    }

    static func lowercased(_ octet: UInt8) -> UInt8 {
        (0x41...0x5A).contains(octet) ? octet | 0x20 : octet
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

extension Exchange {
    /// The exchange with its whole command replaced by ``Command/mask``: what was typed turned out to be a secret.
    public var hidingCommand: Exchange {
        guard let command else { return self }
        let masked = Command(Line(Command.mask), count: command.count, stray: .password)
        return Exchange(command: masked, reply: reply, before: before, after: after, knowledge: knowledge)
    }
}
