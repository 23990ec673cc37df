import POP3
import Testing

@testable import Handbook

@Suite("Why a command was refused")
struct ErrorCausesTests {
    @Test func `a misleading state is explained as in the mock-up`() {
        let session = Dialogue(
            """
            S: +OK ready
            C: CAPA
            S: +OK
            S: STLS
            S: SASL GSSAPI NTLM
            S: .
            C: USER yiming
            S: -ERR Command is not valid in this state.
            """)
        var expected = Annotation(
            topic: "USER",
            meaning: Localized(
                en: "refused. By the RFC USER *is* allowed here, so \"state\" is not the POP3 state.",
                ja: "サーバーは USER を拒否しました。RFC 1939 では、この状態で USER を使えます。サーバーの言う \"state\" は、POP3 の状態のことではないようです。"),
            isTrouble: true, citation: .rfc(1939, "7"))
        expected.citations.append(.rfc(2595, "4"))
        expected.causes = [
            Localized(
                en: "Passwords are refused without encryption. CAPA from this server lists STLS and no USER.",
                ja: "暗号化なしのパスワード送信を禁止している (CAPA に STLS あり、USER なし)"),
            Localized(
                en: "USER/PASS is disabled; only SASL is allowed (CAPA says: SASL GSSAPI NTLM).",
                ja: "USER/PASS は無効で、SASL だけを許可している (CAPA: SASL GSSAPI NTLM)"),
        ]
        expected.suggestions = [
            Suggestion(
                "STLS",
                Localized(en: "start encryption on this connection, then USER again", ja: "この接続を暗号化してから、もう一度 USER")),
            Suggestion(
                ":open pop3s://mail.example.com",
                Localized(en: "encrypted from the first byte (port 995)", ja: "最初から暗号化 (ポート 995)")),
        ]
        expected.next = Localized(
            en: "Still in AUTHORIZATION; nothing was changed.     :why  :help STLS",
            ja: "AUTHORIZATION のままで、何も変わっていません。     :why  :help STLS")
        #expect(session.last == expected)
    }

    // swift-format-ignore
    @Test(arguments: [
        ("STAT", "-ERR", "not-logged-in"), ("NOOP", "-ERR Incorrect state", "not-logged-in"),
        ("PASS x", "-ERR No username given.", "pass-without-user"), ("USER", "-ERR", "argument-missing"),
        ("USER a", "-ERR plaintext authentication disallowed", "encryption-required"), ("USER a", "-ERR", "name-refused"),
        ("CAPA", "-ERR", "command-not-offered"), ("STLS", "-ERR", "command-not-offered"),
        ("APOP a b", "-ERR", "apop-refused"), ("APOP a", "-ERR", "argument-missing"),
        ("AUTH FOO", "-ERR [AUTH] Unsupported authentication mechanism.", "mechanism-not-offered"),
        ("AUTH PLAIN x", "-ERR [AUTH] Invalid base64 data in initial response", "bad-base64"),
        ("AUTH PLAIN x", "-ERR [AUTH] Authentication failed.", "auth-refused"),
        ("XYZZY", "-ERR", "lone-word"), ("XYZZY 1", "-ERR", "unknown-command"), ("", "-ERR Unknown command.", "empty-line"), (" STAT", "-ERR", "blank-in-front"),
        ("LIST\t1", "-ERR", "tab"), ("ＳＴＡＴ", "-ERR", "full-width"), ("LIST　１", "-ERR", "full-width"),
        ("リスト", "-ERR", "translated-word"), ("終了する", "-ERR", "translated-word"),
        ("こんにちは", "-ERR", "lone-word"), ("http://example.com/", "-ERR", "url"), ("GET / HTTP/1.0", "-ERR", "http"),
        ("EHLO me", "-ERR", "smtp"), ("a01 LOGIN a b", "-ERR", "imap"), ("STARTTLS", "-ERR", "starttls"),
        ("HELP", "-ERR", "help-asked"), ("EXIT", "-ERR", "goodbye"), ("telnet host 110", "-ERR", "shell-command"),
        ("C: STAT", "-ERR", "transcript-line"), ("1", "-ERR", "number-alone"), ("RET 1", "-ERR", "abbreviation"),
        ("DELETE 1", "-ERR", "keyword-too-long"), ("LSIT", "-ERR", "misspelt"), ("LAST", "-ERR", "obsolete"),
        ("STAT", "+ OK 18 67042", "status-with-blank"), ("STAT", "XXXX", "unreadable-reply"),
        ("USER a", "-ERR Too many connections", "too-many-connections"), ("USER a", "-ERR Too many errors", "too-many-errors"),
        ("CAPA x", "-ERR too many arguments: CAPA", "argument-too-many"), ("QUIT now", "-ERR too many arguments", "argument-too-many"),
        ("USER a", "-ERR user name too long", "name-refused"),
        ("AUTH PLAIN", "-ERR Unknown command.", "auth-not-offered"), ("AUTH PLAIN x", "-ERR unknown command", "auth-not-offered"),
        ("AUTH PLAIN", "-ERR this server does not offer AUTH; CAPA lists what it offers", "auth-not-offered"),
        ("AUTH", "-ERR", "auth-alone"), ("AUTH", "-ERR Invalid command", "auth-not-offered"), ("AUTH PLAIN", "-ERR", "mechanism-not-offered"),
    ])
    func `before login the cause is found`(command: String, reply: String, id: String) {
        let session = Dialogue(Dialogue.open + "\nC: \(command)\nS: \(reply)")
        #expect(session.cause == id)
        #expect(session.last?.sentences.filter { !$0.isBilingual } == [])
    }

    // swift-format-ignore
    @Test(arguments: [
        ("-ERR Authentication failed (bad password?)", "wrong-password"), ("-ERR [AUTH] Bad login", "wrong-password"),
        ("-ERR", "wrong-password"), ("-ERR [IN-USE] Mailbox in use", "in-use"), ("-ERR maildrop already locked, lock busy", "in-use"),
        ("-ERR [LOGIN-DELAY] wait", "login-delay"), ("-ERR [SYS/TEMP] try", "system-temporary"),
        ("-ERR [SYS/PERM] Your account is not enabled for POP access.", "pop-disabled"), ("-ERR [SYS/PERM] broken", "system-permanent"),
        ("-ERR [AUTH] Application-specific password required", "app-password"),
        ("-ERR [AUTH] Plaintext authentication disallowed on non-secure (SSL/TLS) connections.", "encryption-required"),
    ])
    func `a refused password is explained`(reply: String, id: String) {
        let session = Dialogue(Dialogue.open + "\nC: USER mrose\nS: +OK\nC: PASS secret\nS: \(reply)")
        #expect(session.cause == id)
        #expect(session.last?.sentences.filter { !$0.isBilingual } == [])
    }

    // swift-format-ignore
    @Test(arguments: [
        ("RETR 9", "no-such-message"), ("RETR 1", "marked-as-deleted"), ("DELE", "number-missing"), ("TOP 2", "line-count-missing"),
        ("TOP 2 -1", "line-count-wrong"), ("TOP 2 x", "line-count-wrong"), ("TOP -2 1", "negative-number"), ("TOP x", "line-count-missing"), ("RETR abc", "not-a-number"), ("RETR 0", "number-zero"), ("RETR 2 3", "argument-too-many"),
        ("STAT x", "argument-too-many"), ("LIST 1 2", "argument-too-many"), ("NOOP x", "argument-too-many"), ("LIST 0", "number-zero"), ("LIST -1", "negative-number"), ("LIST 02", "message-unavailable"), ("RETR 2", "message-unavailable"), ("USER a", "already-logged-in"), ("LIST ２", "full-width"),
        ("ユーザー小隊", "translated-word"), ("こんにちは", "not-ascii"), ("XYZZY", "unknown-command"), ("LIST  2", "doubled-space"), ("UIDL", "command-not-offered"), ("NOOP", "refused"),
        ("RETR 99999999999999999999999999999999999999", "no-such-message"),
    ])
    func `after login the cause follows from the line alone`(command: String, id: String) {
        let session = Dialogue(Dialogue.loggedIn + "\nC: STAT\nS: +OK 3 300\nC: DELE 1\nS: +OK\nC: \(command)\nS: -ERR")
        #expect(session.cause == id)
        #expect(session.last?.sentences.filter { !$0.isBilingual } == [])
    }

    // swift-format-ignore
    @Test(arguments: [
        ("220 mail.example.com ESMTP", "not-pop3-smtp"), ("220 ProFTPD Server ready", "not-pop3-ftp"), ("220 ready", "not-pop3-220"),
        ("* OK IMAP4rev1", "not-pop3-imap"), ("HTTP/1.1 400 Bad Request", "not-pop3-http"), ("SSH-2.0-OpenSSH_9.2", "not-pop3-ssh"),
        ("\u{15}\u{3}\u{1}", "tls-answer"), ("hello", "not-pop3"), ("-ERR busy", "greeting-refused"),
    ])
    func `a wrong greeting is explained`(line: String, id: String) {
        let session = Dialogue("S: \(line)")
        #expect(session.cause == id)
        #expect(session.last?.next?.en.hasPrefix("There is no ") == true)
        #expect(session.last?.sentences.filter { !$0.isBilingual } == [])
        #expect(session.findings == ["rfc1939-4-greeting-positive"])
    }

    @Test(arguments: [("220 ready", true), ("hello", true), ("-ERR busy", false), ("+OK ready", false)])
    func `of what is no greeting of POP3 no state is claimed`(line: String, claimsNone: Bool) {
        #expect(Dialogue("S: \(line)").last?.claimsNoState == claimsNone)
        #expect(Dialogue(Dialogue.open + "\nC: NOOP\nS: \(line)").last?.claimsNoState == false)
    }

    @Test(arguments: [
        ("ＬＩＳＴ　１", "LIST 1"), ("リスト 2", "LIST 2"), ("RET 3", "RETR 3"), ("7", "RETR 7"), ("ＰＡＳＳ ｘｙｚ", "PASS"),
    ])
    func `the line that was meant is offered, without a secret`(typed: String, corrected: String) {
        let session = Dialogue(Dialogue.open + "\nC: \(typed)\nS: -ERR")
        #expect(session.last?.suggestions.first?.line == corrected)
    }

    @Test func `every kind has a page in both languages and a name of its own`() {
        #expect(Set(ErrorCauses.pages.map(\.id)).count == ErrorCauses.pages.count)
        for page in ErrorCauses.pages {
            #expect(ErrorCauses[page.id] == page)
            #expect(([page.meaning] + page.causes + page.suggestions.map(\.purpose)).filter { !$0.isBilingual } == [])
            #expect(!page.meaning.en.contains("{") && !page.suggestions.contains { $0.line.contains("{") })
        }
    }
}
