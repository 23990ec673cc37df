import POP3

extension Rules {
    static let listingTrials = [
        Trial("rfc1939-5-stat-format") { $0.isStat },
        Trial("rfc1939-5-stat-no-extra") { $0.isStat && DropListing($0.reply) != nil },
        Trial("rfc1939-5-stat-count-equals-list") {
            ($0.isStat && $0.hasAllSizes) || ($0.sizes != nil && $0.knowledge.maildrop?.remaining != nil)
        },
        Trial("rfc1939-5-stat-size-is-sum") {
            ($0.isStat && $0.hasAllSizes)
                || ($0.sizes?.total != nil && $0.isUnmarked && $0.knowledge.maildrop?.octets == $0.sizes?.total)
        },
        Trial("rfc1939-5-list-single-form") { seen in seen.listedNumber(.list).map { $0 != 0 } ?? false },
        Trial("rfc1939-5-list-single-equals-multi") { seen in
            guard seen.listedNumber(.list) != nil, let listing = ScanListing(seen.reply) else { return false }
            return seen.knowledge.maildrop?.sizes[listing.number] != nil
        },
        Trial("rfc1939-4-sizes-fixed-at-open") { $0.sizes != nil && $0.knowledge.maildrop?.sizes.isEmpty == false },
        Trial("rfc1939-5-list-single-space", "rfc1939-5-list-multi-form", "rfc1939-5-list-no-extra") {
            $0.verb == .list && $0.hasLines
        },
        Trial("rfc1939-4-msgnum-from-1") { $0.hasLines && $0.isUnmarked },
        Trial("rfc1939-5-list-excludes-deleted", "rfc1939-4-numbers-stable-in-session") {
            $0.verb == .list && $0.hasLines && !$0.marked.isEmpty
        },
        Trial("rfc1939-5-list-empty") { $0.isOfEmptyMaildrop(.list) },
    ]

    static let uniqueIDTrials = [
        Trial(
            "rfc1939-7-uidl-multi-form", "rfc1939-7-uidl-no-trailing-info", "rfc1939-7-uidl-length",
            "rfc1939-7-uidl-charset"
        ) { $0.verb == .uidl && $0.hasLines },
        Trial("rfc1939-7-uidl-single-form") { $0.listedNumber(.uidl) != nil },
        Trial("rfc1939-7-uidl-single-equals-multi") { seen in
            guard seen.listedNumber(.uidl) != nil, let listing = UniqueIDListing(seen.reply) else { return false }
            return seen.knowledge.maildrop?.uniqueIDs[listing.number] != nil
        },
        Trial("rfc1939-7-uidl-unique") { $0.verb == .uidl && ($0.survey?.count ?? 0) > 1 },
        Trial("rfc1939-7-uidl-numbers-match-list") { $0.verb == .uidl && $0.hasLines && $0.hasAllSizes },
        Trial("rfc1939-7-uidl-excludes-deleted") { $0.verb == .uidl && $0.hasLines && !$0.marked.isEmpty },
        Trial("rfc1939-7-uidl-empty") { $0.isOfEmptyMaildrop(.uidl) && $0.isAnnounced("UIDL") },
    ]

    static let bodyTrials = [
        Trial("rfc1939-3-multiline-terminator", "rfc1939-3-multiline-lines-crlf") { $0.reply.body != nil },
        Trial("rfc2449-3-multiline-content-octets") { $0.reply.body != nil && !$0.isMail },
        Trial("rfc1939-3-byte-stuffing") { seen in seen.reply.body.map { $0.stuffed > 0 } ?? false },
        Trial("rfc1939-3-no-overstuffing") { seen in
            (SizeComparison(seen)?.isEqual ?? false) && (seen.reply.body?.stuffed ?? 0) > 0
        },
        Trial("rfc1939-5-list-exact-size") { SizeComparison($0)?.isEqual ?? false },
        Trial("rfc1939-7-top-zero") { $0.linesAsked == 0 },
        Trial("rfc1939-7-top-multiline") { seen in seen.linesAsked.map { $0 > 0 } ?? false },
    ]
}

extension Observation {
    fileprivate var isStat: Bool { isPositive && verb == .stat && before == .transaction }

    /// Whether LIST has told the size of every message.
    fileprivate var hasAllSizes: Bool {
        guard let maildrop = knowledge.maildrop, let count = maildrop.count else { return false }
        return !maildrop.sizes.isEmpty && maildrop.sizes.count == count && maildrop.perhapsMarked.isEmpty
    }

    /// Whether this is a listing of at least one line.
    fileprivate var hasLines: Bool { survey.map { $0.count + $0.unread > 0 } ?? false }

    /// Whether a listing of all was asked for, and there is nothing to list.
    fileprivate func isOfEmptyMaildrop(_ verb: Verb) -> Bool {
        self.verb == verb && before == .transaction && hasStatus && command?.argument == nil
            && knowledge.maildrop?.count == 0
    }

    /// How many lines of a body a TOP was asked for that brought a whole reply; `nil` for other exchanges.
    fileprivate var linesAsked: Int? {
        guard isPositive, verb == .top, let command, command.arguments.count == 2, let body = reply.body,
            body.isTerminated, body.isWhole
        else { return nil }
        return Int(command.arguments[1])
    }
}
