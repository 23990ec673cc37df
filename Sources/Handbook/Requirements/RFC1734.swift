import POP3

extension Requirements {
    /// RFC 1734, POP3 AUTHentication command.
    // swift-format-ignore
    static let rfc1734: [Requirement] = [
        row("rfc1734-2-no-mech-required", .rfc(1734, "2"), .fact, .server, .extensions,
            .info, .letter, in: [.authorization],
            en: "(obsolete) No particular mechanism was required, and AUTH had no initial response.",
            ja: "(廃止)特定のメカニズムは必須ではなく、AUTHに初期応答はなかった。"),
    ]
}
