import Handbook
import POP3

/// What a mailbox shows of itself at one moment.
struct MailboxView: Hashable, Sendable {
    /// The messages by STAT; `nil` when it cannot be read.
    var count: Int?
    /// The octets by STAT.
    var octets: Int?
    /// The octets of each message by LIST.
    var sizes: [Int: Int] = [:]
    /// The unique-id of each message; empty without UIDL.
    var uniqueIDs: [Int: String] = [:]

    /// The messages in their order, each by what tells it from others best: its unique-id, or else its size.
    var identities: [String] { identities(bySize: true) }

    /// The same; where sizes do not count, its number in place of its size.
    func identities(bySize: Bool) -> [String] {
        if uniqueIDs.count == sizes.count, !sizes.isEmpty { return uniqueIDs.sorted { $0.key < $1.key }.map(\.value) }
        return sizes.sorted { $0.key < $1.key }.map { "\(bySize ? $0.value : $0.key)" }
    }

    /// Whether another view shows the same messages: by their unique-ids, or else by their sizes.
    func showsSame(as other: MailboxView) -> Bool { identities == other.identities || sizes == other.sizes }
}

extension Visit {
    /// STAT, LIST and UIDL as they are now.
    func view() async throws(Interruption) -> MailboxView {
        var view = MailboxView()
        try await sendAhead(["\(Verb.stat)", "\(Verb.list)"] + (bench.facts.offers("UIDL") ? ["\(Verb.uidl)"] : []))
        if let listing = DropListing(try await send("\(Verb.stat)").reply) {
            (view.count, view.octets) = (listing.count, listing.octets)
        }
        let list = try await send("\(Verb.list)")
        for (number, word) in list.rows { view.sizes[number] = Int(word) ?? 0 }
        guard bench.facts.offers("UIDL") else { return view }
        let uidl = try await send("\(Verb.uidl)")
        for (number, word) in uidl.rows { view.uniqueIDs[number] = word }
        return view
    }
}

extension Exchange {
    /// The numbers of a listing, and the words behind them; that a line is odd is for the rules.
    fileprivate var rows: [(number: Int, word: String)] {
        guard isPositive else { return [] }
        return lines.compactMap { line in
            let words = line.text.split(separator: " ")
            return words.first.flatMap { Int($0) }.map { ($0, words.count > 1 ? String(words[1]) : "") }
        }
    }
}

extension Bench {
    /// Whether the mailbox is the one that was found in the beginning; somebody else may have used it since.
    ///
    /// - Throws: ``Interruption/changed``.
    func mustStand(_ view: MailboxView) throws(Interruption) {
        guard let mail = facts.mail, view.sizes.count == mail.count else { throw .changed }
    }
}
