import POP3

extension Requirements {
    /// The registry of POP3 capabilities and response codes.
    // swift-format-ignore
    static let iana: [Requirement] = [
        row("iana-capability-registry",  .iana("POP3", "capabilities"), .fact, .server, .extensions,
            .info, .letter, in: [.authorization, .transaction],
            en: """
                Registered tags: TOP, USER, SASL, RESP-CODES, LOGIN-DELAY, PIPELINING, EXPIRE, UIDL, IMPLEMENTATION, \
                STLS, AUTH-RESP-CODE, UTF8, LANG.
                """,
            ja: """
                登録されたタグは、TOP、USER、SASL、RESP-CODES、LOGIN-DELAY、PIPELINING、EXPIRE、UIDL、IMPLEMENTATION、STLS、\
                AUTH-RESP-CODE、UTF8、LANGである。
                """),
        row("iana-capability-args-none", .iana("POP3", "capabilities"), .fact, .server, .extensions,
            .warn, .letter, in: [.authorization, .transaction],
            en: "TOP, USER, RESP-CODES, PIPELINING, UIDL, STLS, AUTH-RESP-CODE and LANG carry no arguments.",
            ja: "TOP、USER、RESP-CODES、PIPELINING、UIDL、STLS、AUTH-RESP-CODE、LANGは、引数を持たない。"),
    ]
}
