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

    /// The requirements that rest on octet counts, which are others once names have been replaced.
    static let lostByAnonymizing: Set<RequirementID> = [
        "rfc1939-5-list-exact-size", "rfc1939-3-response-max-512", "rfc2449-3-greeting-max-512",
        "rfc2449-5-capa-line-512", "rfc1939-7-uidl-length",
    ]
}
