/// What STAT says: a drop listing (RFC 1939 section 5).
public struct DropListing: Hashable, Sendable {
    /// How many messages there are; those marked as deleted are not counted.
    public let count: Int
    /// Their size in octets.
    public let octets: Int

    // drop-listing = "+OK" SP count SP octets       RFC 1939 section 5
    /// The listing in a positive reply to STAT; `nil` when its form is wrong. Text behind the numbers is allowed.
    public init?(_ reply: Reply) {
        let words = reply.words
        guard reply.status == .ok, words.count >= 2, let count = Decimal.number(words[0]),
            let octets = Decimal.number(words[1])
        else { return nil }
        self.count = count
        self.octets = octets
    }
}

/// One line of LIST: a scan listing (RFC 1939 section 5).
public struct ScanListing: Hashable, Sendable {
    /// The message number, from 1.
    public let number: Int
    /// The exact size in octets.
    public let octets: Int

    // scan-listing = msg-number SP size [SP text]       RFC 1939 section 5
    /// The listing in one line of a multi-line reply; `nil` when its form is wrong.
    public init?(_ line: Line) {
        self.init(line.text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false))
    }

    /// The listing in a one-line reply to `LIST msg`; `nil` when its form is wrong.
    public init?(_ reply: Reply) {
        guard reply.status == .ok else { return nil }
        self.init(reply.words)
    }

    private init?(_ words: [Substring]) {
        guard words.count >= 2, let number = Decimal.number(words[0]), number > 0, let octets = Decimal.number(words[1])
        else { return nil }
        self.number = number
        self.octets = octets
    }
}

/// One line of UIDL: a unique-id listing (RFC 1939 section 7).
public struct UniqueIDListing: Hashable, Sendable {
    /// The message number, from 1.
    public let number: Int
    /// The unique-id as sent; that it has 1 to 70 characters in the range 0x21 to 0x7E is for a rule to judge.
    public let uniqueID: String

    // unique-id listing = msg-number SP unique-id       RFC 1939 section 7
    /// The listing in one line of a multi-line reply; `nil` when its form is wrong.
    public init?(_ line: Line) {
        self.init(line.text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false))
    }

    /// The listing in a one-line reply to `UIDL msg`; `nil` when its form is wrong.
    public init?(_ reply: Reply) {
        guard reply.status == .ok else { return nil }
        self.init(reply.text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false))
    }

    private init?(_ words: [Substring]) {
        guard words.count == 2, let number = Decimal.number(words[0]), number > 0, !words[1].isEmpty else { return nil }
        self.number = number
        uniqueID = String(words[1])
    }
}

extension Reply {
    fileprivate var words: [Substring] { text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false) }
}
