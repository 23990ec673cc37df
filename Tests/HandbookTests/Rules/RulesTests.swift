import POP3
import Testing

@testable import Handbook

@Suite("What breaks the RFCs")
struct RulesTests {
    @Test func `every rule names a row of the catalogue that binds servers`() {
        #expect(
            Rules.all.filter { Requirements[$0.requirement].map { $0.party == .client } ?? true }.map(
                \.requirement.name) == [])
        #expect(Set(Rules.all.map(\.requirement)).count == Rules.all.count)
    }

    private static let codes = "\nC: CAPA\nS: +OK\nS: RESP-CODES\nS: USER\nS: ."
    private static let three = "\nC: LIST\nS: +OK\nS: 1 10\nS: 2 20\nS: 3 30\nS: ."

    // swift-format-ignore
    @Test(arguments: [
        ("rfc1939-3-status-only-ok-err", "", "C: NOOP\nS: fine"), ("rfc1939-3-status-upper-case", "", "C: NOOP\nS: +ok"),
        ("rfc2449-3-status-sp-text", "", "C: NOOP\nS: +OKfine"), ("rfc5034-5-continue-req-only-in-auth", "", "C: NOOP\nS: + go"),
        ("rfc1939-3-response-max-512", "", "C: NOOP\nS: +OK " + String(repeating: "x", count: 507)),
        ("rfc2449-9-unregistered-resp-code", codes, "C: RETR 1\nS: -ERR [FOO] no"),
        ("rfc3206-4-sys-second-level", codes, "C: RETR 1\nS: -ERR [SYS] no"), ("rfc2449-3-resp-code-grammar", codes, "C: RETR 1\nS: -ERR [a b] no"),
        ("rfc2449-8.1.2-in-use-code", codes, "C: RETR 1\nS: -ERR [IN-USE] no"), ("rfc6856-5-utf8-code", codes, "C: DELE 1\nS: -ERR [UTF8] no"),
        ("rfc1939-3-err-wrong-state-transaction", "", "C: USER a\nS: +OK"), ("rfc5034-4-auth-authorization-only", "", "C: AUTH PLAIN\nS: +OK"),
        ("rfc1939-5-noop-ok", "", "C: NOOP\nS: -ERR"), ("rfc1939-5-rset-without-marks-ok", "", "C: RSET\nS: -ERR"),
        ("rfc1939-5-stat-format", "", "C: STAT\nS: +OK  2 30"), ("rfc1939-5-stat-no-extra", "", "C: STAT\nS: +OK 2 30 more"),
        ("rfc1939-5-stat-count-equals-list", three, "C: STAT\nS: +OK 2 60"), ("rfc1939-5-stat-size-is-sum", three, "C: STAT\nS: +OK 3 61"),
        ("rfc1939-5-list-single-form", "", "C: LIST 1\nS: +OK one"), ("rfc1939-5-list-single-form", "", "C: LIST 1\nS: +OK 2 20"),
        ("rfc1939-5-list-single-equals-multi", three, "C: LIST 1\nS: +OK 1 11"),
        ("rfc1939-5-list-single-space", "", "C: LIST\nS: +OK\nS: 1  10\nS: ."), ("rfc1939-5-list-multi-form", "", "C: LIST\nS: +OK\nS: one 10\nS: ."),
        ("rfc1939-5-list-no-extra", "", "C: LIST\nS: +OK\nS: 1 10 big\nS: ."),
        ("rfc1939-4-sizes-fixed-at-open", three, "C: LIST\nS: +OK\nS: 1 10\nS: 2 20\nS: 3 31\nS: ."),
        ("rfc1939-4-msgnum-from-1", "", "C: LIST\nS: +OK\nS: 0 10\nS: 1 10\nS: ."),
        ("rfc1939-5-list-zero-err", "", "C: LIST 0\nS: +OK 0 10"), ("rfc1939-5-retr-unknown-err", three, "C: RETR 4\nS: +OK\nS: a\nS: ."),
        ("rfc1939-5-negative-number-err", "", "C: DELE -1\nS: +OK"), ("rfc1939-5-nonnumeric-err", "", "C: DELE 1x\nS: +OK"),
        ("rfc1939-5-huge-number-err", "", "C: DELE 18446744073709551617\nS: +OK"), ("rfc1939-5-dele-arg-required", "", "C: DELE\nS: +OK"),
        ("rfc1939-5-dele-twice-err", "\nC: DELE 1\nS: +OK", "C: DELE 1\nS: +OK"), ("rfc1939-5-list-deleted-err", "\nC: DELE 1\nS: +OK", "C: LIST 1\nS: +OK 1 10"),
        ("rfc1939-5-list-excludes-deleted", "\nC: DELE 1\nS: +OK", "C: LIST\nS: +OK\nS: 1 10\nS: ."),
        ("rfc1939-7-uidl-multi-form", "", "C: UIDL\nS: +OK\nS: x\nS: ."), ("rfc1939-7-uidl-single-form", "", "C: UIDL 1\nS: +OK"),
        ("rfc1939-7-uidl-length", "", "C: UIDL 1\nS: +OK 1 " + String(repeating: "u", count: 71)),
        ("rfc1939-7-uidl-charset", "", "C: UIDL 1\nS: +OK 1 \u{e9}"), ("rfc1939-7-uidl-unique", "", "C: UIDL\nS: +OK\nS: 1 a\nS: 2 a\nS: ."),
        ("rfc1939-7-uidl-no-trailing-info", "", "C: UIDL\nS: +OK\nS: 1 a b\nS: ."),
        ("rfc1939-7-uidl-numbers-match-list", three, "C: UIDL\nS: +OK\nS: 1 a\nS: 2 b\nS: ."),
        ("rfc1939-3-byte-stuffing", "", "C: RETR 1\nS: +OK\nS: .a\nS: ."), ("rfc1939-7-top-zero", "", "C: TOP 1 0\nS: +OK\nS: a: b\nS: \nS: c\nS: ."),
        ("rfc1939-7-top-multiline", "", "C: TOP 1 1\nS: +OK\nS: a: b\nS: \nS: \nS: c\nS: ."),
        ("rfc2449-5-capa-tag-grammar", "", "C: CAPA\nS: +OK\nS: a.b\nS: ."), ("rfc2449-5-capa-single-space", "", "C: CAPA\nS: +OK\nS: SASL  PLAIN\nS: ."),
        ("rfc2595-4-stls-not-in-transaction-capa", "", "C: CAPA\nS: +OK\nS: STLS\nS: ."), ("rfc2449-6.7-expire-arg", "", "C: CAPA\nS: +OK\nS: EXPIRE soon\nS: ."),
        ("rfc2449-5-capa-announced-both", codes, "C: CAPA\nS: +OK\nS: USER\nS: ."),
        ("rfc2449-6.5-login-delay-arg", "", "C: CAPA\nS: +OK\nS: LOGIN-DELAY 60 USER\nS: ."), ("rfc2449-6.7-expire-arg", "", "C: CAPA\nS: +OK\nS: EXPIRE 60 USER\nS: ."),
        ("iana-capability-args-none", "", "C: CAPA\nS: +OK\nS: TOP 10\nS: ."), ("rfc6856-2-utf8-capability", "", "C: CAPA\nS: +OK\nS: UTF8 ALL\nS: ."),
        ("rfc6856-3-lang-capability", "", "C: CAPA\nS: +OK\nS: LANG en\nS: ."), ("rfc3206-6-capability-no-args", "", "C: CAPA\nS: +OK\nS: AUTH-RESP-CODE 1\nS: ."),
        ("rfc5034-3-sasl-arg-list", "", "C: CAPA\nS: +OK\nS: SASL\nS: ."), ("rfc5034-3-sasl-arg-list", "", "C: CAPA\nS: +OK\nS: SASL PLAIN,LOGIN\nS: ."),
        ("rfc5034-3-sasl-arg-list", "", "C: CAPA\nS: +OK\nS: SASL plain\nS: ."),
        ("rfc2449-8-resp-codes-announced", "\nC: CAPA\nS: +OK\nS: USER\nS: .", "C: RETR 1\nS: -ERR [SYS/TEMP] no"),
        ("rfc6856-3.2-lang-select-form", "", "C: LANG en\nS: +OK"), ("rfc6856-3.2-lang-select-form", "", "C: LANG *\nS: +OK \u{65E5}\u{672C}"),
        ("rfc6856-3.2-lang-select-form", "", "C: LANG en\nS: +OK ready to serve"), ("rfc2449-3-resp-code-grammar", codes, "C: RETR 1\nS: -ERR [SYS//TEMP] no"),
        ("rfc6856-3.2-lang-fail-unchanged", "", "C: LANG fr\nS: +OK en sorry"), ("rfc6856-3.2-lang-list-form", "", "C: LANG\nS: +OK\nS: en English\nS: *\nS: ."),
    ])
    func `after login a breach is found, and nothing else`(requirement: String, before: String, exchange: String) {
        let session = Dialogue(Dialogue.loggedIn + before + "\n" + exchange)
        #expect(session.findings == [requirement])
        #expect(session.last?.sentences.filter { !$0.isBilingual } == [])
    }

    // swift-format-ignore
    @Test(arguments: [
        ("rfc1939-3-err-wrong-state-authorization", "C: STAT\nS: +OK 2 30"), ("rfc1939-5-noop-transaction-only", "C: NOOP\nS: +OK"),
        ("rfc1939-7-pass-needs-user", "C: PASS x\nS: +OK"), ("rfc1939-7-user-arg-required", "C: USER\nS: +OK"),
        ("rfc5034-4-empty-challenge-form", "C: AUTH PLAIN\nS: +"), ("rfc5034-4-challenge-form", "C: AUTH LOGIN\nS: + Password:"),
        ("rfc1939-4-quit-authorization-ok", "C: QUIT\nS: -ERR"), ("rfc1939-3-keyword-length-rejected", "C: HELLO\nS: +OK"),
        ("rfc5034-4-empty-challenge-form", "C: AUTH PLAIN\nS: + YWE="), ("rfc5034-4-empty-challenge-sent", "C: AUTH SCRAM-SHA-1\nS: +OK"),
        ("rfc5034-4-ir-server-first-rejected", "C: AUTH CRAM-MD5 YWE=\nS: + PDFAeD4="), ("rfc2195-2-challenge-msgid", "C: AUTH CRAM-MD5\nS: + YWE="),
        ("rfc5802-5-server-first-form", "C: AUTH SCRAM-SHA-1 biws\nS: + YWE="), ("rfc5802-5-iteration-4096", "C: AUTH SCRAM-SHA-1 biws\nS: + " + few),
        ("rfc7677-3-iteration-4096", "C: AUTH SCRAM-SHA-256-PLUS biws\nS: + " + few), ("rfc5802-5-server-final", "C: AUTH SCRAM-SHA-1 biws\nS: + " + enough + "\nC: Yz0=\nS: +OK"),
        ("rfc7628-3.2.2-error-json", "C: AUTH OAUTHBEARER biws\nS: + YWE="), ("rfc7628-3-tls-required", "C: AUTH OAUTHBEARER biws\nS: +OK"),
        ("rfc7628-3-tls-required", "C: CAPA\nS: +OK\nS: SASL OAUTHBEARER\nS: ."),
        ("rfc2595-4-stls-announced-when-permitted", "C: CAPA\nS: +OK\nS: STLS\nS: .\nC: STLS\nS: -ERR no"),
        ("rfc6856-5-utf8-code", "C: CAPA\nS: +OK\nS: RESP-CODES\nS: .\nC: UTF8\nS: +OK\nC: PASS x\nS: +OK\nC: RETR 1\nS: -ERR [UTF8] no"),
    ])
    func `before login a breach is found, and nothing else`(requirement: String, exchange: String) {
        #expect(Dialogue(Dialogue.open + "\n" + exchange).findings == [requirement])
    }

    @Test(arguments: ["C: CAPA\nS: +OK\nS: SASL OAUTHBEARER\nS: .", "C: AUTH OAUTHBEARER biws\nS: +OK"])
    func `in memory nobody could listen, so a token needs no TLS`(exchange: String) {
        let last = Dialogue(Dialogue.open + "\n" + exchange).exchanges.last
        #expect(last.map { Explainer().explain($0).findings.map(\.requirement.name) } == ["rfc7628-3-tls-required"])
        #expect(last.map { Explainer(hasNetwork: false).explain($0).findings } == [])
    }

    private static let few = Base64.encode(Array("r=a,s=AA==,i=4095".utf8))
    private static let enough = Base64.encode(Array("r=a,s=AA==,i=4096".utf8))

    // swift-format-ignore
    @Test(arguments: [
        ("rfc2449-5-capa-args-stable", "UTF8", "UTF8 USER"), ("rfc2449-5-capa-args-stable", "SASL A B", "SASL A"),
        ("rfc2449-6.5-login-delay-max-before-auth", "LOGIN-DELAY 60 USER", "LOGIN-DELAY 61"), ("rfc2449-6.5-login-delay-user-token", "LOGIN-DELAY 60", "LOGIN-DELAY 59"),
        ("rfc2449-6.7-expire-min-before-auth", "EXPIRE NEVER", "EXPIRE 30"), ("rfc2449-6.7-expire-user-token", "EXPIRE 30", "EXPIRE NEVER"),
    ])
    func `what login may not change is judged`(requirement: String, before: String, after: String) {
        let session = Dialogue(Self.aroundLogin(before, after))
        #expect(session.findings == [requirement])
        #expect(session.last?.sentences.filter { !$0.isBilingual } == [])
    }

    // swift-format-ignore
    @Test(arguments: [
        ("SASL A B", "SASL b a"), ("LOGIN-DELAY 60 USER", "LOGIN-DELAY 30"), ("LOGIN-DELAY 60", "LOGIN-DELAY 60"), ("EXPIRE 30 USER", "EXPIRE NEVER"),
        ("EXPIRE NEVER", "EXPIRE never"), ("X-A 1", "X-A 1"),
    ])
    func `what login may change is not`(before: String, after: String) {
        #expect(Dialogue(Self.aroundLogin(before, after)).findings.filter { $0 != "rfc5034-3-sasl-arg-list" } == [])
    }

    private static func aroundLogin(_ before: String, _ after: String) -> String {
        Dialogue.open
            + "\nC: CAPA\nS: +OK\nS: \(before)\nS: .\nC: USER a\nS: +OK\nC: PASS b\nS: +OK\nC: CAPA\nS: +OK\nS: \(after)\nS: ."
    }

    @Test func `behind LANG a text is UTF-8`() {
        var session = Dialogue(Dialogue.open + "\nC: LANG ja\nS: +OK ja ok\nC: UTF8")
        session.tell(Array("-ERR \u{65E5}\r\n".utf8), from: .server)
        #expect(session.findings == [])
        session.tell("C: UTF8")
        session.tell(Array("-ERR ".utf8) + [0xFF, 13, 10], from: .server)
        #expect(session.findings == ["rfc6856-3.2-lang-text-utf8"])
    }

    // swift-format-ignore
    @Test(arguments: [
        "C: AUTH LOGIN YQ==\nS: + UGFzc3dvcmQ6", "C: AUTH\nS: +OK\nS: PLAIN\nS: .", "C: AUTH XOAUTH2\nS: + YWE=", "C: AUTH NTLM\nS: + YWE=",
        "C: AUTH SCRAM-SHA-1\nS: + \nC: biws\nS: + " + enough, "C: AUTH SCRAM-SHA-1 biws\nS: + ZT14\nC: \nS: -ERR",
        "C: AUTH PLAIN AGEAYg==\nS: +OK", "C: LANG en\nS: +OK en-GB ok", "C: LANG i-default\nS: +OK en ok", "C: LANG fr\nS: -ERR no", "C: LANG en\nS: +OK [X] en ok",
        "C: STLS\nS: -ERR no", "C: CAPA\nS: +OK\nS: STLS\nS: RESP-CODES\nS: .\nC: STLS\nS: -ERR [SYS/TEMP] no", "C: CAPA\nS: +OK\nS: STLS\nS: .\nC: UTF8\nS: +OK\nC: STLS\nS: -ERR no",
        "C: CAPA\nS: +OK\nS: USER\nS: .\nC: USER a\nS: -ERR [127.0.0.1] no", "C: USER a\nS: -ERR [SYS/TEMP] no",
        "C: CAPA\nS: +OK\nS: STLS\nS: .\nC: USER a\nS: +OK\nC: STLS\nS: -ERR PASS or QUIT", "C: AUTH SCRAM-SHA-1\nS: + \nC: biws\nS: + " + enough + "\nC: *\nS: -ERR",
    ])
    func `an innocent login is not accused`(exchanges: String) {
        #expect(Dialogue(Dialogue.open + "\n" + exchanges).annotations.flatMap(\.findings) == [])
    }

    // swift-format-ignore
    @Test(arguments: [
        ("rfc1939-3-response-crlf", "+OK\n"), ("rfc1939-3-response-crlf", "+OK a\rb\r\n"),
    ])
    func `line ends of a status line are judged`(requirement: String, reply: String) {
        var session = Dialogue(Dialogue.loggedIn + "\nC: NOOP")
        session.tell(Array(reply.utf8), from: .server)
        #expect(session.findings == [requirement])
    }

    @Test func `line ends of a body are judged`() {
        var session = Dialogue(Dialogue.loggedIn + "\nC: RETR 1")
        session.tell(Array("+OK\r\na\n.\n".utf8), from: .server)
        #expect(session.findings == ["rfc1939-3-multiline-terminator", "rfc1939-3-multiline-lines-crlf"])
    }

    @Test func `a session with Dovecot is not accused`() {
        let session = Dialogue(
            """
            S: +OK Dovecot (Debian) ready. <6dae.3.6b014921.a8AEbyMjyVDIyjxS5kzo7w==@vm>
            C: CAPA
            S: +OK
            S: CAPA
            S: TOP
            S: UIDL
            S: RESP-CODES
            S: PIPELINING
            S: AUTH-RESP-CODE
            S: STLS
            S: USER
            S: SASL PLAIN LOGIN CRAM-MD5
            S: .
            C: STAT
            S: -ERR Unknown command.
            C: USER alice
            S: +OK
            C: PASS wrong
            S: -ERR [AUTH] Authentication failed.
            C: AUTH PLAIN
            S: +\u{20}
            C: *
            S: -ERR Authentication aborted by client.
            C: USER alice
            S: +OK
            C: PASS wonderland
            S: +OK Logged in.
            C: STAT
            S: +OK 2 434
            C: LIST
            S: +OK 2 messages:
            S: 1 355
            S: 2 79
            S: .
            C: UIDL 1
            S: +OK 1 000000016b014921
            C: TOP 1 -1
            S: -ERR Invalid size: -1
            C: DELE 1
            S: +OK Marked to be deleted.
            C: DELE 1
            S: -ERR Message is deleted.
            C: STAT
            S: +OK 1 79
            C: RSET
            S: +OK
            C: QUIT
            S: +OK Logging out.
            """)
        #expect(session.annotations.flatMap(\.findings) == [])
        #expect(session.annotations.flatMap(\.sentences).filter { !$0.isBilingual } == [])
    }

    // swift-format-ignore
    @Test(arguments: [
        "C: NOOP\nS: +OK", "C: NOOP\nS: -ERR [SYS/TEMP] busy", "C: RETR 9\nS: -ERR [127.0.0.1] no", "C: STAT\nS: +OK 3 60", "C: LIST 01\nS: +OK 1 10",
        "C: LIST +1\nS: +OK 1 10", "C: LIST \t1\nS: +OK 1 10", "C: LIST 1\t\nS: +OK 1 10", "C: UIDL\nS: +OK\nS: 1 a\nS: 2 b\nS: 3 c\nS: .", "C: TOP 1 1\nS: +OK\nS: a: b\nS: \nS: c\nS: .",
        "C: DELE 1\nS: +OK", "C: QUIT\nS: -ERR not all removed", "C: CAPA\nS: +OK\nS: CAPA\nS: TOP\nS: .", "C: LAST\nS: +OK 0",
        "C: STAT x\nS: +OK 3 60", "C: RETR 1\nS: +OK 10 octets\nS: 12345678\nS: .",
    ])
    func `an innocent exchange is not accused`(exchange: String) {
        #expect(Dialogue(Dialogue.loggedIn + Self.three + "\n" + exchange).findings == [])
    }
}
