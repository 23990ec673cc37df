extension Check {
    /// Whether it is one of those that matter most.
    var isQuick: Bool { Checklist.quick.values.contains { $0.contains(name) } }
}

extension Checklist {
    /// The thirty things that a tester must look at, and the checks that do it without deleting, without waiting, and with
    /// five logins at most; the fifteenth and the sixteenth cannot be done so.
    static let quick: [Int: [String]] = [
        1: ["greeting"],
        2: ["one-reply-before-login", "one-reply-after-login"],
        3: ["unknown-commands", "transaction-commands-in-other-forms"],
        4: ["unknown-commands", "keyword-lengths", "empty-lines", "missing-arguments", "arguments"],
        5: ["before-login", "after-login", "auth-again"],
        6: ["listings", "messages", "errors-of-one-line"],
        7: ["messages", "top"],
        8: ["listings", "listings-empty"],
        9: ["listings"],
        10: ["messages"],
        11: ["messages"],
        12: ["number-none", "number-negative", "number-huge", "number-words"],
        13: ["deletion", "deletion-references"],
        14: ["deletion"],
        15: [],
        16: [],
        17: ["quit"],
        18: ["second-login"],
        19: ["top", "top-arguments"],
        20: ["unique-ids", "unique-ids-later"],
        21: ["pass-without-user", "wrong-password-then-quit"],
        22: ["apop-arguments", "apop-timestamps"],
        23: ["capabilities", "announced-commands", "announced-mechanisms"],
        24: ["capabilities"],
        25: ["pipelining", "pipelining-cut-commands", "pipelining-errors", "lines-in-pieces"],
        26: ["codes-before-login", "code-of-a-wrong-password"],
        27: ["stls", "stls-handshake", "stls-in-transaction", "stls-injection"],
        28: ["auth-unknown-mechanism", "auth-beginning", "auth-bad-base64"],
        29: ["cram-md5-challenge", "scram-challenge", "clear-text-passwords"],
        30: ["tls-from-the-start", "tls-handshake"],
    ]
}
