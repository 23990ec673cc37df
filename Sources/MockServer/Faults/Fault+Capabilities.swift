import POP3

// swift-format-ignore
extension Fault {
    private static let inBothStates: RequirementID = "rfc2449-5-capa-announced-both"

    /// CAPA and what it lists: RFC 2449 sections 5, 6 and 9.
    static let capabilities = [
        Fault("capa-forgets-sasl", [inBothStates, "rfc5034-3-sasl-kept-after-auth"],
            en: "SASL is not announced after login any more.",
            ja: "ログイン後のCAPAにSASLがありません。",
            .concealing("SASL", in: [.transaction])),
        Fault("capa-forgets-user", [inBothStates],
            en: "USER is not announced after login any more.",
            ja: "ログイン後のCAPAにUSERがありません。",
            .concealing("USER", in: [.transaction])),
        Fault("capa-other-mechanisms", ["rfc2449-5-capa-args-stable"],
            en: "SASL lists fewer mechanisms after login.",
            ja: "ログイン後、SASLのメカニズムが減ります。",
            .capabilities { lines, phase in
                guard phase == .transaction else { return }
                lines = lines.map { $0.hasPrefix("SASL ") ? $0.split(separator: " ").prefix(2).joined(separator: " ") : $0 }
            }),
        Fault("capa-once", ["rfc2449-5-capa-repeatable"],
            en: "A second CAPA before login is refused.",
            ja: "ログイン前の2回目のCAPAを拒否します。",
            .hearing(.capa) { moment, _ in
                let count = moment.memory.successes[.capa] ?? 0
                if moment.phase == .authorization, count > 0 { moment.answer(.err("you know that already")) }
            }),
        Fault("capa-tag-with-dot", ["rfc2449-5-capa-tag-grammar"],
            en: "A capability tag holds a dot.",
            ja: "能力のタグにピリオドがあります。",
            .capabilities { lines, _ in lines.append("X-POP.SCOPE") }),
        Fault("capa-empty-line", ["rfc2449-5-capa-tag-grammar"],
            en: "A line of CAPA is empty.",
            ja: "CAPAに空の行があります。",
            .capabilities { lines, _ in lines.append("") }),
        Fault("capa-trailing-space", ["rfc2449-5-capa-single-space"],
            en: "A space follows TOP in CAPA.",
            ja: "CAPAのTOPの後に空白があります。",
            .capability("TOP") { $0 + " " }),
        Fault("capa-line-too-long", value: 600, in: 513...65_536, ["rfc2449-5-capa-line-512"],
            en: "A line of CAPA has so many octets.",
            ja: "CAPAの1行がこのオクテット数になります。",
            .confirming(.capa) { moment, _ in
                let name = "IMPLEMENTATION popscope"
                let long = name + String(repeating: "-", count: max(0, moment.value - name.utf8.count - 2))
                moment.said.editLines { $0 == name ? long : $0 }
            }),
        Fault("capa-unregistered-tag", ["rfc2449-9-x-prefix"],
            en: "CAPA lists a tag that nobody has registered, without X in front.",
            ja: "CAPAに、登録されていないタグがXなしで載っています。",
            .capabilities { lines, _ in lines.append("MOOD") }),
        Fault("capa-top-with-argument", ["iana-capability-args-none"],
            en: "TOP has an argument in CAPA.",
            ja: "CAPAのTOPに引数があります。",
            .capability("TOP") { $0 + " YES" }),
        Fault("capa-auth-resp-code-with-argument", ["rfc3206-6-capability-no-args"],
            en: "AUTH-RESP-CODE has an argument in CAPA.",
            ja: "CAPAのAUTH-RESP-CODEに引数があります。",
            .capability("AUTH-RESP-CODE") { $0 + " YES" }),
        Fault("capa-auth-resp-code-before-login-only", ["rfc3206-6-capability-no-args", inBothStates],
            en: "AUTH-RESP-CODE is announced before login only.",
            ja: "AUTH-RESP-CODEをログイン前にだけ広告します。",
            .concealing("AUTH-RESP-CODE", in: [.transaction])),
        Fault("capa-implementation-empty", ["rfc2449-6.9-implementation-arg"],
            en: "IMPLEMENTATION has no argument.",
            ja: "IMPLEMENTATIONに引数がありません。",
            .capability("IMPLEMENTATION") { _ in "IMPLEMENTATION" }),

        Fault("sasl-with-commas", ["rfc5034-3-sasl-arg-list", "rfc4422-3.1-mech-name-syntax"],
            en: "Commas separate the mechanisms of SASL.",
            ja: "SASLのメカニズムがコンマで区切られています。",
            .capability("SASL") { "SASL " + $0.split(separator: " ").dropFirst().joined(separator: ",") }),
        Fault("sasl-lower-case", ["rfc4422-3.1-mech-name-syntax", "rfc5034-3-sasl-arg-list"],
            en: "The mechanisms of SASL are in lower case.",
            ja: "SASLのメカニズムが小文字です。",
            .capability("SASL") { "SASL" + $0.dropFirst(4).lowercased() }),
        Fault("sasl-refused", ["rfc2449-6.3-sasl-capability", "rfc5034-4-empty-challenge-sent"],
            en: "SASL is announced, and AUTH refused.",
            ja: "SASLを広告しているのに、AUTHを拒否します。",
            .early(.auth, .err("this is no POP3 command"))),
        Fault("user-refused", ["rfc2449-6.2-user-capability"],
            en: "USER is announced, and refused.",
            ja: "USERを広告しているのに拒否します。",
            .early(.user, .err("this is no POP3 command"))),
        Fault("top-refused", ["rfc2449-6.1-top-capability"],
            en: "TOP is announced, and refused.",
            ja: "TOPを広告しているのに拒否します。",
            .late(.top, .err("not implemented"))),
        Fault("top-concealed", ["rfc2449-6.1-top-capability"],
            en: "TOP works, and is not announced.",
            ja: "TOPが使えるのに広告しません。",
            .concealing("TOP")),
        Fault("uidl-concealed", ["rfc2449-6.8-uidl-capability"],
            en: "UIDL works, and is not announced.",
            ja: "UIDLが使えるのに広告しません。",
            .concealing("UIDL")),
        Fault("resp-codes-concealed", ["rfc2449-8-resp-codes-announced"],
            en: "Response codes are sent, and RESP-CODES is not announced.",
            ja: "応答コードを送るのに、RESP-CODESを広告しません。",
            .concealing("RESP-CODES")),
        Fault("auth-resp-code-concealed", ["rfc3206-5-announce-capability"],
            en: "[AUTH] is sent, and AUTH-RESP-CODE is not announced.",
            ja: "[AUTH]を送るのに、AUTH-RESP-CODEを広告しません。",
            .concealing("AUTH-RESP-CODE")),

        Fault("expire-in-words", ["rfc2449-6.7-expire-arg"],
            en: "EXPIRE says: 30 days.",
            ja: "EXPIREの値が「30 days」です。",
            .capability("EXPIRE") { _ in "EXPIRE 30 days" }),
        Fault("expire-shorter-after-login", ["rfc2449-6.7-expire-min-before-auth"],
            en: "EXPIRE is 60 before login and 30 after it.",
            ja: "EXPIREがログイン前は60、ログイン後は30です。",
            .expiry(before: "60", after: "30")),
        Fault("expire-without-user", ["rfc2449-6.7-expire-user-token"],
            en: "EXPIRE is 30 before login and 60 after it, and does not say that it depends on the user.",
            ja: "EXPIREがログイン前は30、ログイン後は60なのに、利用者によって違うと示しません。",
            .expiry(before: "30", after: "60")),
        Fault("expire-user-after-login", ["rfc2449-6.7-expire-arg", "rfc2449-6.7-expire-accurate-after"],
            en: "EXPIRE says USER after login too.",
            ja: "ログイン後もEXPIREにUSERが付いています。",
            .expiry(before: "30 USER", after: "30 USER")),
        Fault("login-delay-in-words", ["rfc2449-6.5-login-delay-arg"],
            en: "LOGIN-DELAY says: none.",
            ja: "LOGIN-DELAYの値が「none」です。",
            .capabilities { lines, _ in lines.append("LOGIN-DELAY none") }),
        Fault("login-delay-not-kept", ["rfc2449-6.5-login-delay-enforced"],
            en: "LOGIN-DELAY announces 15 minutes, and nobody has to wait.",
            ja: "LOGIN-DELAYで15分と広告しますが、待たなくてもログインできます。",
            .capabilities { lines, _ in lines.append("LOGIN-DELAY 900") }),
        Fault("login-delay-longer-after-login",
            ["rfc2449-6.5-login-delay-max-before-auth", "rfc2449-6.5-login-delay-enforced"],
            en: "LOGIN-DELAY is 60 before login and 900 after it.",
            ja: "LOGIN-DELAYがログイン前は60、ログイン後は900です。",
            .capabilities { lines, phase in lines.append("LOGIN-DELAY \(phase == .transaction ? 900 : 60)") }),
    ]
}

extension Flaw {
    fileprivate static func expiry(before: String, after: String) -> Flaw {
        .capabilities { lines, phase in
            lines.removeAll { $0.hasPrefix("EXPIRE") }
            lines.append("EXPIRE " + (phase == .transaction ? after : before))
        }
    }
}
