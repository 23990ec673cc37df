/// What a session has learned of the maildrop so far. Everything is as the server declared it.
public struct Maildrop: Hashable, Sendable {
    /// All messages of the session, those marked as deleted included; `nil` until STAT or LIST told.
    public internal(set) var count: Int?
    /// The octets that STAT declared last, messages marked as deleted not counted; `nil` until then, and again once a
    /// mark has changed that.
    public internal(set) var octets: Int?
    /// Sizes in octets by message number, from LIST.
    public internal(set) var sizes: [Int: Int] = [:]
    /// Unique-ids by message number, from UIDL.
    public internal(set) var uniqueIDs: [Int: String] = [:]
    /// The messages marked as deleted in this session.
    public internal(set) var marked: Set<Int> = []
    /// The messages of which nobody can tell whether they are marked as deleted, because a reply to DELE or RSET was neither
    /// `+OK` nor `-ERR`; none of them is in ``marked``.
    public internal(set) var perhapsMarked: Set<Int> = []
    /// The messages whose octets were sent in this session, by RETR.
    public internal(set) var fetched: Set<Int> = []

    /// A maildrop of which nothing is known yet.
    public init() {}

    /// The messages not marked as deleted; `nil` until STAT or LIST told, and while some are ``perhapsMarked``.
    public var remaining: Int? { perhapsMarked.isEmpty ? count.map { max(0, $0 - marked.count) } : nil }

    /// The message numbers known so far that are not marked as deleted, ascending; while only STAT has told, of the first
    /// ten thousand, since a server may claim any number.
    public var liveNumbers: [Int] {
        let known = sizes.isEmpty ? Array((1...10_000).prefix(count ?? 0)) : sizes.keys.sorted()
        return known.filter { !marked.contains($0) }
    }

    mutating func learn(from exchange: Exchange) {
        guard let command = exchange.command, command.kind == .command else { return }
        switch exchange.reply.status {
        case .ok: learn(from: command, exchange.reply)
        case .malformed: doubt(command)
        case .err, .challenge: break
        }
    }

    private mutating func learn(from command: Command, _ reply: Reply) {
        switch command.verb {
        case .stat: learnStat(reply)
        case .list: learnList(command, reply)
        case .uidl: learnUniqueIDs(command, reply)
        case .retr: if let number = command.messageNumber { fetched.insert(number) }
        case .dele: if let number = command.messageNumber { mark(number) }
        case .rset:
            octets = marked.isEmpty && perhapsMarked.isEmpty ? octets : nil
            marked = []
            perhapsMarked = []
        default: break
        }
    }

    private mutating func mark(_ number: Int) {
        marked.insert(number)
        perhapsMarked.remove(number)
        octets = nil
    }

    /// A command that may have been carried out, or not.
    private mutating func doubt(_ command: Command) {
        if command.verb == .dele, let number = command.messageNumber, !marked.contains(number) {
            perhapsMarked.insert(number)
            octets = nil
        }
        if command.verb == .rset, !marked.isEmpty {
            perhapsMarked.formUnion(marked)
            marked = []
            octets = nil
        }
    }

    private mutating func learnStat(_ reply: Reply) {
        guard let listing = DropListing(reply) else { return }
        octets = listing.octets
        learnCount(of: listing.count)
    }

    /// How many messages there are when so many are not marked as deleted.
    private mutating func learnCount(of live: Int) {
        guard perhapsMarked.isEmpty else { return }
        let (sum, isTooLarge) = live.addingReportingOverflow(marked.count)
        count = isTooLarge ? .max : sum
    }

    private mutating func learnList(_ command: Command, _ reply: Reply) {
        guard let body = reply.body else {
            if let listing = ScanListing(reply) { sizes[listing.number] = listing.octets }
            return
        }
        let lines = body.finishedLines
        let listings = lines.compactMap(ScanListing.init)
        let repeated = listings.map(\.number).repeated
        for listing in listings where !repeated.contains(listing.number) { sizes[listing.number] = listing.octets }
        if body.isWhole, repeated.isEmpty, listings.count == lines.count { learnCount(of: listings.count) }
    }

    private mutating func learnUniqueIDs(_ command: Command, _ reply: Reply) {
        guard let body = reply.body else {
            if let listing = UniqueIDListing(reply) { uniqueIDs[listing.number] = listing.uniqueID }
            return
        }
        let listings = body.finishedLines.compactMap(UniqueIDListing.init)
        let repeated = listings.map(\.number).repeated
        for listing in listings where !repeated.contains(listing.number) {
            uniqueIDs[listing.number] = listing.uniqueID
        }
    }
}

extension [Int] {
    /// The numbers that stand more than once: what a listing says of such a message is not believed.
    fileprivate var repeated: Set<Int> {
        var seen: Set<Int> = []
        return Set(filter { !seen.insert($0).inserted })
    }
}
