extension Fault {
    /// All faults: first the twenty that clients and tutorials meet most, then the others by area.
    public static let catalogue: [Fault] = {
        let all = areas.flatMap(\.self)
        let first = common.compactMap { name in all.first { $0.name == name } }
        return first + all.filter { !common.contains($0.name) }
    }()

    /// The faults by area, in the order of the RFCs.
    static let areas: [[Fault]] = [
        greeting, statusLine, framing, syntax, states, login, listing, numbers, messages, sizes, top, deletion, lock,
        uniqueIDs, capabilities, pipelining, responseCodes, sasl, mechanisms, stls, languages,
    ]

    /// What clients and tutorials meet first.
    static let common = [
        "retr-unstuffed", "list-counts-deleted", "stat-counts-deleted", "size-lf-one", "size-counts-stuffing",
        "list-single-multi", "uidl-changes-each-session", "uidl-is-number", "top-ignores-count", "quit-keeps-marked",
        "drop-updates", "lock-kept-after-drop", "unknown-silent", "keyword-case-sensitive", "error-two-lines",
        "line-bare-lf", "numbers-move", "pipelining-drops-batch", "timestamp-repeated", "stls-second-greeting",
    ]
}
