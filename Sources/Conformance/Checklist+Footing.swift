extension Check {
    /// How it comes by its sessions.
    var footing: Footing { Checklist.footings[name] ?? .host }
}

extension Checklist {
    /// How checks come by their sessions; whatever stands in none of these lists is a ``Footing/host``.
    static let footings: [String: Footing] = Dictionary(
        uniqueKeysWithValues: [("stls", .first)] + strangers.map { ($0, .stranger) } + guests.map { ($0, .guest) })

    /// Never logged in, not even by a server that lets in whom it should not: that would take the mailbox from others.
    private static let strangers = [
        "greeting", "ways-to-log-in", "one-reply-before-login", "arguments-of-40", "lines-of-255", "lines-over-255",
        "before-login", "quit", "quit-later", "quit-with-argument", "capabilities", "announced-mechanisms",
        "pipelined-capa", "sasl-offer", "auth-unknown-mechanism", "auth-without-mechanism", "auth-beginning",
        "cram-md5-challenge", "scram-challenge", "login-mechanism-cancel", "user-then-quit", "user-without-name",
        "unknown-user", "user-in-clear", "apop-arguments", "apop-timestamps", "languages", "utf8-command",
        "stls-handshake", "stls-arguments", "stls-injection", "stls-clear-text-behind", "tls-from-the-start",
        "tls-handshake", "tls-offer", "clear-text-passwords", "bearer-in-clear", "codes-before-login",
    ]

    /// Logged in by nobody but the bench, and nothing is left behind.
    private static let guests = [
        "unknown-commands", "keyword-lengths", "empty-lines", "missing-arguments", "not-offered", "obsolete-commands",
        "stat-with-argument", "noop-with-argument", "rset-with-argument", "odd-octets", "odd-blanks", "tabs",
        "one-reply-after-login", "messages-octets", "errors-of-one-line", "lines-in-pieces", "after-login",
        "usual-commands", "same-again", "second-login", "listings", "listings-empty", "messages", "unique-ids", "top",
        "top-arguments", "number-none", "number-negative", "number-huge", "number-words", "arguments",
        "errors-change-nothing", "deletion", "deletion-references", "deletion-of-all", "announced-commands",
        "transaction-commands-in-other-forms", "pipelining", "pipelining-cut-commands", "pipelining-errors",
        "pipelining-while-receiving", "pipelining-window", "pipelining-large-batch", "stls-in-transaction",
        "auth-again",
    ]
}
