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
    /// The messages whose octets were sent in this session, by RETR.
    public internal(set) var fetched: Set<Int> = []

    /// A maildrop of which nothing is known yet.
    public init() {}

    /// The messages not marked as deleted; `nil` until STAT or LIST told.
    public var remaining: Int? { count.map { max(0, $0 - marked.count) } }

    /// The message numbers known so far that are not marked as deleted, ascending; while only STAT has told, of the first
    /// ten thousand, since a server may claim any number.
    public var liveNumbers: [Int] {
        let known = sizes.isEmpty ? Array((1...10_000).prefix(count ?? 0)) : sizes.keys.sorted()
        return known.filter { !marked.contains($0) }
    }

    mutating func learn(from exchange: Exchange) {
        guard let command = exchange.command, command.kind == .command, exchange.reply.status == .ok else { return }
        switch command.verb {
        case .stat: learnStat(exchange.reply)
        case .list: learnList(command, exchange.reply)
        case .uidl: learnUniqueIDs(command, exchange.reply)
        case .retr: if let number = command.messageNumber { fetched.insert(number) }
        case .dele: if let number = command.messageNumber { mark(number) }
        case .rset:
            octets = marked.isEmpty ? octets : nil
            marked = []
        default: break
        }
    }

    private mutating func mark(_ number: Int) {
        marked.insert(number)
        octets = nil
    }

    private mutating func learnStat(_ reply: Reply) {
        guard let listing = DropListing(reply) else { return }
        let (sum, isTooLarge) = listing.count.addingReportingOverflow(marked.count)
        count = isTooLarge ? .max : sum
        octets = listing.octets
    }

    private mutating func learnList(_ command: Command, _ reply: Reply) {
        guard let body = reply.body else {
            if let listing = ScanListing(reply) { sizes[listing.number] = listing.octets }
            return
        }
        for listing in body.finishedLines.compactMap(ScanListing.init) { sizes[listing.number] = listing.octets }
        if body.isWhole { count = body.lines + marked.count }
    }

    private mutating func learnUniqueIDs(_ command: Command, _ reply: Reply) {
        guard let body = reply.body else {
            if let listing = UniqueIDListing(reply) { uniqueIDs[listing.number] = listing.uniqueID }
            return
        }
        for listing in body.finishedLines.compactMap(UniqueIDListing.init) {
            uniqueIDs[listing.number] = listing.uniqueID
        }
    }
}
