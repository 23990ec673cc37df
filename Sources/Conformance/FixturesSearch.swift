public import Handbook
public import POP3

/// Looks for messages that put something to the test, in the mailbox itself. Nothing is deleted.
public struct FixtureSearch: Sendable {
    /// What a mailbox holds.
    public struct Found: Hashable, Sendable {
        /// How many messages there are.
        public let messages: Int
        /// How many of them were looked at.
        public let fetched: Int
        /// The number of a message of each kind that was seen.
        public let numbers: [Fixture.Kind: Int]
    }

    /// Why a mailbox could not be searched.
    public struct Failure: Error, Hashable, Sendable {
        /// What happened, in one sentence.
        public let text: Localized
    }

    /// The most messages that are fetched, the last of the mailbox.
    public static let most = 200
    /// The largest message that is fetched, in octets.
    private static let largest = 8 << 20
    private let options: Inspection.Options

    /// A search with the account of these options.
    public init(_ options: Inspection.Options) {
        self.options = options
    }

    /// Logs in, fetches messages, and drops the connection without QUIT: a server may delete what was retrieved.
    ///
    /// - Throws: ``Failure``.
    public func run(over dialer: any Dialer) async throws(Failure) -> Found {
        let bench = Bench(over: dialer, other: dialer, options)
        do {
            try await Checklist.survey.run(bench)
            return try await bench.loggedIn { visit in try await search(visit) }
        } catch {
            throw Failure(text: (error as? Interruption)?.text ?? Localized(verbatim: "\(error)"))
        }
    }

    private func search(_ visit: Visit) async throws -> Found {
        guard let list = try await visit.attempt("\(Verb.list)"), list.isPositive else {
            return Found(messages: 0, fetched: 0, numbers: [:])
        }
        let listed = list.lines.compactMap(ScanListing.init)
        var numbers: [Fixture.Kind: Int] = [:]
        var fetched = 0
        for listing in listed.filter({ $0.octets <= Self.largest }).suffix(Self.most) {
            guard let retr = try await visit.attempt("\(Verb.retr) \(listing.number)") else { break }
            guard let body = retr.reply.body else { continue }
            fetched += 1
            for kind in Fixture.kinds(of: body) where numbers[kind] == nil { numbers[kind] = listing.number }
        }
        return Found(messages: listed.count, fetched: fetched, numbers: numbers)
    }
}

extension Fixture {
    /// What a message is as it was fetched. Whether its last line had an end where it is stored does not show.
    static func kinds(of body: Body) -> [Kind] {
        let header = body.keptLines.prefix { !$0.bytes.isEmpty }
        let rest = body.linesBehindHeader ?? []
        let isDotted = body.stuffed + body.unstuffed > 0
        let received = header.count { $0.text.lowercased().hasPrefix("received:") }
        let found: [Kind: Bool] = [
            .dotLines: isDotted,
            .largeDotLines: isDotted && body.octets > 16_384,
            .eightBit: rest.contains { $0.hasEightBit },
            .utf8Header: header.contains { $0.hasEightBit && String(validating: $0.bytes, as: UTF8.self) != nil },
            .noTrailingCRLF: false,
            .emptyBody: rest.isEmpty,
            .large: body.octets > 65_536,
            .longLines: body.longest > 998,
            .received: received > 1,
        ]
        return Kind.allCases.filter { found[$0] == true }
    }
}

extension Line {
    fileprivate var hasEightBit: Bool { bytes.contains { $0 > 0x7F } }
}
