import POP3

/// What text that was pasted from a screen cannot tell any more.
enum Fidelity {
    // swift-format-ignore
    /// The requirements that rest on line ends, octet counts, dot-stuffing, or blanks at the end or between lines.
    static let lostInText: Set<RequirementID> = [
        // line ends
        "rfc1939-3-response-crlf",            "rfc1939-3-multiline-lines-crlf",  "rfc1939-3-multiline-terminator",
        "rfc2449-3-multiline-content-octets",
        // counts of octets and lines
        "rfc1939-5-list-exact-size",          "rfc1939-7-top-zero",              "rfc1939-7-top-multiline",
        "rfc1939-3-response-max-512",         "rfc2449-3-greeting-max-512",      "rfc2449-5-capa-line-512",
        "rfc1939-3-keyword-length-rejected",
        // dot-stuffing
        "rfc1939-3-byte-stuffing",
        // blanks, and lines of nothing else
        "rfc2449-3-status-sp-text",           "rfc2449-5-capa-single-space",     "rfc1939-5-list-single-space",
        "rfc1939-5-list-no-extra",            "rfc1939-5-stat-no-extra",         "rfc1939-7-uidl-no-trailing-info",
        "rfc5034-4-empty-challenge-form",     "rfc1939-3-err-empty-line",
        // timing
        "rfc1939-3-autologout-silent-close",
    ]

    /// The requirements of clients that rest on line ends, octet counts, or blanks.
    static let lostInTextOfClients: Set<RequirementID> = [
        "rfc1939-3-command-crlf", "rfc1939-3-args-single-space", "rfc2449-4-client-255", "rfc2449-3-command-grammar",
        "rfc1939-3-keyword-3-or-4-chars",
    ]

    /// The requirements that rest on octet counts, which are others once names have been replaced.
    static let lostByAnonymizing: Set<RequirementID> = [
        "rfc1939-5-list-exact-size", "rfc1939-3-response-max-512", "rfc2449-3-greeting-max-512",
        "rfc2449-5-capa-line-512", "rfc1939-7-uidl-length",
    ]

    /// What a recording cannot tell of one side any more.
    ///
    /// - Parameters:
    ///   - isText: whether line ends, counts, stuffing and blanks are not those of the wire.
    ///   - isAnonymized: whether names were replaced.
    static func lost(of side: Session.Side, isText: Bool, isAnonymized: Bool) -> Set<RequirementID> {
        let inText = side == .server ? lostInText : lostInTextOfClients
        let byAnonymizing = side == .server ? lostByAnonymizing : ["rfc2449-4-client-255", "rfc2449-3-command-grammar"]
        return (isText ? inText : []).union(isAnonymized ? byAnonymizing : [])
    }
}
