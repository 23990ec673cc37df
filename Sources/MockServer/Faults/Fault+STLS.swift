import POP3

// swift-format-ignore
extension Fault {
    private static let announced: RequirementID = "rfc2595-4-stls-announced-when-permitted"

    /// STLS: RFC 2595 section 4. All of these need an offer with STLS.
    static let stls = [
        Fault("stls-second-greeting", ["rfc2595-4-stls-no-second-greeting"],
            en: "A second greeting follows the TLS handshake.",
            ja: "TLSハンドシェイクの後に、もう一度グリーティングを送ります。",
            .securing { moment, _ in moment.said = .ok("popscope POP3 server ready") }),
        Fault("stls-talks-before-handshake", ["rfc2595-4-stls-ok-then-handshake"],
            en: "A line in clear text stands between +OK and the TLS handshake.",
            ja: "+OKとTLSハンドシェイクの間に、平文の行があります。",
            .confirming(.stls) { moment, _ in moment.said.more = Line("begin the handshake").octets }),
        Fault("stls-announced-under-tls", ["rfc2595-4-stls-not-announced-under-tls"],
            en: "STLS is announced under TLS, where it is refused.",
            ja: "TLSの下でも、拒否するSTLSを広告します。",
            .confirming(.capa) { moment, server in
                if server.isSecure { moment.said.lines.append("STLS") }
            }),
        Fault("stls-announced-after-login", ["rfc2595-4-stls-not-in-transaction-capa"],
            en: "STLS is announced after login.",
            ja: "ログイン後もSTLSを広告します。",
            .confirming(.capa) { moment, server in
                if moment.phase == .transaction, !server.isSecure { moment.said.lines.append("STLS") }
            }),
        Fault("stls-refused", [announced],
            en: "STLS is announced, and refused.",
            ja: "STLSを広告しているのに拒否します。",
            .early(.stls, .err("no TLS here"))),
        Fault("stls-concealed", [announced],
            en: "STLS works, and is not announced.",
            ja: "STLSが使えるのに広告しません。",
            .concealing("STLS")),
        Fault("stls-without-capa", ["rfc2595-4-stls-needs-capa"],
            en: "STLS works, and there is no CAPA.",
            ja: "STLSが使えるのに、CAPAがありません。",
            .hearing(.capa) { moment, _ in moment.answer(.err("this is no POP3 command")) }),
        Fault("stls-with-argument", ["rfc2595-4-stls-no-args", "rfc1939-3-err-extra-args"],
            en: "STLS takes any argument.",
            ja: "STLSがどんな引数でも受け付けます。",
            .hearing(.stls) { moment, _ in if moment.command.argument != nil { moment.line = "STLS" } }),
        Fault("stls-after-login", ["rfc2595-4-stls-authorization-only"],
            en: "STLS begins TLS after login too.",
            ja: "ログイン後のSTLSでもTLSを始めます。",
            .hearing(.stls) { moment, server in
                guard moment.phase == .transaction, server.terms.offers(.stls) else { return }
                server.awaitsTLS = true
                moment.answer(.ok("begin TLS now"))
                moment.said.then = [.startTLS]
            }),
        Fault("stls-keeps-name", ["rfc2595-4-stls-state-reset"],
            en: "A name given before TLS serves a PASS under TLS.",
            ja: "TLSの前に言った名前が、TLSの下のPASSで使えます。",
            .securing { moment, server in server.login = .user(moment.memory.user) }),
        Fault("stls-logs-in", ["rfc2595-4-stls-stays-authorization", "rfc1939-3-err-wrong-state-authorization"],
            en: "STAT is answered right after the TLS handshake, without a login.",
            ja: "TLSハンドシェイクのすぐ後に、ログインなしでSTATに答えます。",
            .securing { moment, _ in moment.memory.hasUpgraded = true },
            .hearing(.stat) { moment, _ in
                if moment.memory.hasUpgraded, moment.phase == .authorization { moment.answer(.ok("0 0")) }
            }),
        Fault("stls-injection", ["rfc2595-4-stls-plaintext-injection"],
            en: "Clear text that came right behind STLS is carried out under TLS.",
            ja: "STLSのすぐ後に届いた平文を、TLSの下で実行します。",
            Flaw(.injecting) { moment, _ in
                guard !moment.rest.isEmpty else { return }
                moment.memory.held = Array(moment.rest)
                moment.rest = []
            }),
        Fault("stls-goes-on-in-clear", ["rfc2595-4-stls-pre-handshake-garbage"],
            en: "Commands in clear text that come instead of a TLS handshake are carried out.",
            ja: "TLSハンドシェイクの代わりに届いた平文のコマンドを実行します。",
            Flaw(.injecting) { moment, server in if moment.rest.isEmpty { server.awaitsTLS = false } }),
    ]
}
