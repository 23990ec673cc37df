import POP3

// swift-format-ignore
extension Fault {
    private static let complete: RequirementID = "rfc3206-6-auth-resp-code-complete"
    private static let onCredentials: RequirementID = "rfc3206-5-auth-code-on-credentials"
    private static let meaning: RequirementID = "rfc2449-6.4-resp-codes-meaning"
    private static let grammar: RequirementID = "rfc2449-3-resp-code-grammar"

    /// The words in brackets: RFC 2449 section 8, RFC 3206.
    static let responseCodes = [
        Fault("auth-code-missing", [complete, onCredentials],
            en: "A wrong login gets -ERR without [AUTH].",
            ja: "誤ったログインへの-ERRに[AUTH]がありません。",
            .failing { moment, _ in moment.said.dropCode() }),
        Fault("auth-code-missing-for-apop", [complete],
            en: "A wrong digest of APOP gets -ERR without [AUTH].",
            ja: "APOPの誤ったダイジェストへの-ERRに[AUTH]がありません。",
            .failing { moment, _ in if moment.command.verb == .apop { moment.said.dropCode() } }),
        Fault("auth-code-for-unknown-user", ["rfc3206-5-auth-code-not-on-user"],
            en: "USER with an unknown name gets -ERR [AUTH].",
            ja: "知らない名前のUSERに-ERR [AUTH]と答えます。",
            .confirming(.user) { moment, server in
                guard server.store.messages(of: moment.memory.user) == nil else { return }
                server.login = .none
                moment.said = .err("[AUTH] no such user")
            }),
        Fault("auth-code-for-messages", ["rfc3206-5-auth-code-commands"],
            en: "A refusal of RETR says [AUTH].",
            ja: "RETRの拒否に[AUTH]が付きます。",
            .refusing(.retr) { moment, _ in moment.said.restate("-ERR [AUTH]") }),
        Fault("in-use-with-ok", ["rfc2449-8.1.2-in-use-code"],
            en: "NOOP gets +OK [IN-USE].",
            ja: "NOOPに+OK [IN-USE]と答えます。",
            .confirming(.noop) { moment, _ in moment.said.restate("+OK [IN-USE]") }),
        Fault("sys-with-ok", ["rfc3206-4-sys-on-err-only"],
            en: "NOOP gets +OK [SYS/TEMP].",
            ja: "NOOPに+OK [SYS/TEMP]と答えます。",
            .confirming(.noop) { moment, _ in moment.said.restate("+OK [SYS/TEMP]") }),
        Fault("sys-for-wrong-password", ["rfc3206-4-sys-on-err-only", complete, onCredentials],
            en: "A wrong login gets [SYS/PERM].",
            ja: "誤ったログインに[SYS/PERM]と答えます。",
            .failing { moment, _ in moment.said.restate("-ERR [SYS/PERM]") }),
        Fault("sys-other-level", ["rfc3206-4-sys-second-level"],
            en: "An unknown command gets [SYS/BUSY], which is neither TEMP nor PERM.",
            ja: "知らないコマンドに、TEMPでもPERMでもない[SYS/BUSY]と答えます。",
            .unknown { moment, _ in moment.answer(.err("[SYS/BUSY] what is this")) }),
        Fault("code-empty", [grammar],
            en: "An unknown command gets a response code without a name.",
            ja: "知らないコマンドに、名前のない応答コードを返します。",
            .unknown { moment, _ in moment.answer(.err("[] what is this")) }),
        Fault("code-not-closed", [grammar, meaning],
            en: "The bracket of a response code is not closed.",
            ja: "応答コードの括弧が閉じていません。",
            .unknown { moment, _ in moment.answer(.err("[X-UNKNOWN what is this")) }),
        Fault("code-level-empty", [grammar],
            en: "A level of a response code is empty.",
            ja: "応答コードに空の階層があります。",
            .unknown { moment, _ in moment.answer(.err("[SYS//TEMP] what is this")) }),
        Fault("code-behind-two-spaces", ["rfc2449-3-resp-code-position", complete, onCredentials],
            en: "Two spaces stand before [AUTH].",
            ja: "[AUTH]の前に空白が2個あります。",
            .failing { moment, _ in moment.said.text = "-ERR " + moment.said.text.dropFirst(4) }),
        Fault("login-delay-code-for-messages", ["rfc2449-8.1.1-login-delay-code"],
            en: "A refusal of RETR says [LOGIN-DELAY].",
            ja: "RETRの拒否に[LOGIN-DELAY]が付きます。",
            .refusing(.retr) { moment, _ in moment.said.restate("-ERR [LOGIN-DELAY]") }),
        Fault("utf8-code-for-dele", ["rfc6856-5-utf8-code"],
            en: "A refusal of DELE says [UTF8].",
            ja: "DELEの拒否に[UTF8]が付きます。",
            .refusing(.dele) { moment, _ in moment.said.restate("-ERR [UTF8]") }),
    ]
}
