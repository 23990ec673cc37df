import POP3
import Testing

@testable import Handbook

@Suite("Explaining exchanges")
struct ExplainerTests {
    @Test func `the greeting tells of APOP and of what may come next`() {
        var expected = Annotation(
            topic: "greeting",
            meaning: Localized(en: "the server is ready and speaks first.", ja: "サーバーの準備ができました。POP3 ではサーバーが先に話します。"),
            citation: .rfc(1939, "4"))
        expected.notes = [
            Localized(
                en: "The text in <...> is a timestamp: this server offers APOP (7).",
                ja: "<...> の部分はタイムスタンプで、このサーバーで APOP を使えることを示します (第 7 節)。")
        ]
        expected.next = Localized(
            en: "Next: CAPA, USER name, APOP name digest, STLS, or QUIT.     :help @auth",
            ja: "次に使えるコマンド: CAPA, USER name, APOP name digest, STLS, QUIT     :help @auth")
        #expect(Dialogue(Dialogue.open).last == expected)
    }

    @Test func `LIST with a number is one line`() {
        var expected = Annotation(
            topic: "LIST",
            meaning: Localized(en: "message 2 has 1205 octets.", ja: "2 番のメールは 1205 オクテットです。"),
            citation: .rfc(1939, "5"))
        expected.notes = [
            Localized(
                en: "One line, because a number was given. LIST alone is multi-line.",
                ja: "番号を付けたので、応答は 1 行です。番号のない LIST の応答は複数行です。")
        ]
        #expect(Dialogue(Dialogue.loggedIn + "\nC: LIST 2\nS: +OK 2 1205").last == expected)
    }

    @Test func `RETR tells of byte-stuffing and compares the size with LIST`() {
        let session = Dialogue(
            Dialogue.loggedIn + "\nC: LIST 3\nS: +OK 3 13\nC: RETR 3\nS: +OK\nS: a: b\nS: \nS: ..c\nS: .")
        #expect(
            session.last?.notes.map(\.en) == [
                "Line 3 of the message began with \".\"; the server doubled it (byte-stuffing). One is removed.",
                "Size: LIST said 13 octets, 12 came after un-stuffing. They differ.",
                "RETR marks nothing for deletion (5). Some providers delete or hide fetched mail after QUIT by policy (8). "
                    + "To delete: DELE 3, then QUIT.",
            ])
        #expect(session.findings == ["rfc1939-5-list-exact-size"])
    }

    @Test func `a missing final line end explains two octets`() {
        let session = Dialogue(
            Dialogue.loggedIn + "\nC: LIST 1\nS: +OK 1 8\nC: RETR 1\nS: +OK\nS: a: b\nS: \nS: c\nS: .")
        #expect(session.last?.notes.first?.en.hasPrefix("Size: LIST said 8 octets, 11 came") == true)
        let added = Dialogue(Dialogue.loggedIn + "\nC: LIST 1\nS: +OK 1 9\nC: RETR 1\nS: +OK\nS: a: b\nS: \nS: c\nS: .")
        #expect(added.findings == [])
    }

    @Test func `each capability of CAPA is explained`() {
        let session = Dialogue(Dialogue.open + "\nC: CAPA\nS: +OK\nS: TOP\nS: SASL PLAIN CRAM-MD5\nS: X-NEW\nS: .")
        #expect(session.last?.meaning.en == "this server announces 3 capabilities.")
        #expect(
            session.last?.notes.map(\.en) == [
                "TOP: the header and the first lines of a message can be fetched.",
                "SASL PLAIN CRAM-MD5: login by AUTH, with these mechanisms.",
                "X-NEW: not a registered capability.",
                "Without TLS, PLAIN shows the secret to anyone on the path.",
                "STLS is not among them: this connection cannot be encrypted. Port 995 may be.",
            ])
    }

    @Test func `a prompt of AUTH LOGIN is read out, and the response is secret`() {
        let session = Dialogue(
            Dialogue.open + "\nC: AUTH LOGIN\nS: + VXNlcm5hbWU6\nC: bXJvc2U=\nS: + UGFzc3dvcmQ6\nC: c2VjcmV0\nS: +OK")
        #expect(session.annotations.map(\.topic) == ["greeting", "AUTH LOGIN", "AUTH LOGIN", "AUTH LOGIN"])
        #expect(session.annotations[1].notes.first?.en == "The challenge is base64 of \"Username:\".")
        #expect(session.annotations[3].meaning.en == "logged in. The maildrop is locked for this session (RFC 1939 4).")
        #expect(!session.annotations.flatMap(\.sentences).contains { $0.en.contains("c2VjcmV0") })
    }

    @Test(arguments: [
        ("STAT", "+OK 0 0", "the maildrop holds no message."),
        ("STAT", "+OK 1 1", "1 message, 1 octet."),
        ("STAT", "+OK many", "positive, but not in the form of the RFC, so its numbers cannot be read."),
        ("UIDL 1", "+OK 1 abc", "the unique-id of message 1 is abc."),
        ("RSET", "+OK", "nothing was marked as deleted, so nothing changed."),
        ("NOOP", "+OK", "nothing was done, as NOOP asks."),
        ("LAST", "+OK 0", "no message was read so far; the command is obsolete."),
        ("LAST", "+OK 12 is it", "the highest message number read so far is 12; the command is obsolete."),
        ("LAST", "+OK none", "accepted, but the command is obsolete."),
        ("RPOP", "+OK", "accepted, but the command is obsolete."),
        (
            "XYZZY", "+OK",
            "+OK to a word that no RFC on POP3 defines: a command of this server's own, or a server that says +OK to anything."
        ),
        ("LANG en", "+OK en ready", "the texts of replies are now in en."),
    ])
    func `a one-line reply is read out`(command: String, reply: String, meaning: String) {
        let session = Dialogue(Dialogue.loggedIn + "\nC: \(command)\nS: \(reply)")
        #expect(session.last?.meaning.en == meaning)
        #expect(session.last?.sentences.filter { !$0.isBilingual } == [])
    }

    @Test func `a closed connection says what became of the marks`() {
        let session = Dialogue(Dialogue.loggedIn + "\nC: DELE 1\nS: +OK\nC: DELE 2\nS: +OK").session
        let annotation = Explainer().explain(
            closedBy: .server, in: .transaction, session.knowledge, pending: [Command("NOOP")], idle: .seconds(600))
        #expect(annotation.meaning.en == "the server closed the connection after 10 min idle.")
        #expect(
            annotation.notes.map(\.en) == [
                "NOOP was not answered; whether it was carried out is unknown.",
                "This is NOT QUIT: 2 marks were discarded, and the mail is still there (6).",
            ])
        #expect(annotation.sentences.filter { !$0.isBilingual } == [])
    }

    @Test(arguments: ["-ERR busy", nil])
    func `a close without a session is told so, with or without a greeting`(greeting: String?) {
        let session = Dialogue(greeting.map { "S: " + $0 } ?? "").session
        let annotation = Explainer().explain(closedBy: .server, in: session.phase, session.knowledge)
        #expect(annotation.meaning.en == "the server closed the connection before a session began.")
    }

    @Test func `the end is told once, when it comes`() {
        #expect(Dialogue(Dialogue.loggedIn + "\nC: QUIT\nS: +OK").last?.next == nil)
        #expect(Dialogue(Dialogue.open + "\nC: QUIT\nS: +OK").last?.next == nil)
    }

    @Test(arguments: [
        ("noop", "stat", 0), ("NOOP", "stat", 1), ("noop", "STAT", 0), ("xyzzy", "stat", 1),
    ])
    func `that small letters are fine is said once in a row`(before: String, line: String, count: Int) {
        let session = Dialogue(Dialogue.loggedIn + "\nC: \(before)\nS: +OK\nC: \(line)\nS: +OK 0 0")
        #expect(session.last?.notes.count { $0.en.hasPrefix("Lower case is fine") } == count)
    }

    @Test(arguments: [
        ("RETR 1", "S: Subject: x\nS: .\nS: and more", true), ("TOP 1 0", "S: Subject: x\nS: .\nS: and more", true),
        ("STAT", "S: more", false), ("LIST", "S: 1 120\nS: .\nS: 2 200", false),
    ])
    func `a line behind a mail may be the rest of it`(command: String, lines: String, isMail: Bool) {
        let session = Dialogue(Dialogue.loggedIn + "\nC: \(command)\nS: +OK 1 120\n" + lines)
        let annotation = Explainer().explain(
            unsolicited: "and more", in: .transaction, session.session.knowledge, after: session.exchanges.last)
        #expect(annotation.causes.contains { $0.en.hasPrefix("A line of the mail was \".\" alone") } == isMail)
        #expect(annotation.findings.map(\.requirement) == ["rfc1939-5-one-response-per-command"])
        #expect(annotation.sentences.filter { !$0.isBilingual } == [])
    }

    @Test func `practice offers no encryption`() {
        let session = Dialogue(Dialogue.open + "\nC: CAPA\nS: +OK\nS: USER\nS: .")
        let annotations = session.exchanges.map { Explainer(hasNetwork: false).explain($0) }
        #expect(annotations.flatMap(\.sentences).contains { $0.en.contains("STLS") } == false)
        #expect(session.annotations.flatMap(\.sentences).contains { $0.en.contains("STLS") })
    }

    // swift-format-ignore
    @Test(arguments: [
        ("ＳＴＡＴ", "ＳＴＡＴ"), ("リスト", "リスト"), ("\u{1B}[2J\u{202E}x", "\\x1B[2J\\xE2\\x80\\xAEX"), ("", "empty line"), (" PASS x", "PASS"),
        ("  STAT", "STAT"), ("   ", "blank"), (" hunter2", "blank"), ("stat", "STAT"),
    ])
    func `the topic is the verb as it was typed, fit to be shown`(line: String, topic: String) {
        #expect(Dialogue(Dialogue.loggedIn + "\nC: \(line)\nS: -ERR").last?.topic == topic)
    }

    @Test(arguments: [
        ("+OK again", "rfc1939-5-one-response-per-command"),
        ("-ERR idle timeout, closing", "rfc1939-3-autologout-silent-close"),
    ])
    func `a line that nobody asked for is a finding`(line: String, requirement: String) {
        let annotation = Explainer().explain(unsolicited: Line(line), in: .transaction, Knowledge())
        #expect(annotation.findings.map(\.requirement.name) == [requirement])
        #expect(annotation.sentences.filter { !$0.isBilingual } == [])
    }

    @Test(arguments: [
        (15, "15 octets of a line that answers no command; the connection ended before the line did."),
        (510, "510 octets of a line that answers no command; the connection ended before the line did."),
        (511, "a piece of a line that does not end; a first line has at most 512 octets."),
    ])
    func `an unfinished line is too long only if it is`(count: Int, meaning: String) {
        let line = Line(bytes: Array(repeating: 0x61, count: count), ending: .missing)
        let annotation = Explainer().explain(unsolicited: line, in: .transaction, Knowledge())
        #expect(annotation.meaning.en == meaning)
        #expect(annotation.sentences.filter { !$0.isBilingual } == [])
    }

    @Test func `hostile replies are explained without a trap`() {
        let digits = String(repeating: "9", count: 40)
        let long = String(repeating: "x", count: 1_000_000)
        // A session cuts the lines of a client there.
        let cut = String(repeating: "x", count: 65_536)
        for text in [
            "+OK \(digits) \(digits)", "+OK \(long)", "-ERR \(long)", long, "+OK \u{0}\u{1b}[31m", "-ERR [\u{7}",
            "+OK [IN-USE]", "",
        ] {
            for command in [
                "STAT", "LIST 1", "RETR \(digits)", "TOP 1 \(digits)", "UIDL -1", "AUTH PLAIN", "\u{0}", cut,
            ] {
                let exchange = Exchange(
                    command: Command(Line(command)), reply: Reply(first: Line(text)), before: .transaction,
                    after: .transaction)
                #expect(Explainer().explain(exchange).sentences.filter { !$0.isBilingual } == [])
            }
        }
        let listing = Body([
            Line("\(digits) \(digits)"), Line("1 9223372036854775807"), Line("2 9223372036854775807"), "", " ", "0 0",
        ])
        let exchange = Exchange(
            command: Command("LIST"), reply: Reply(first: "+OK", body: listing), before: .transaction,
            after: .transaction)
        #expect(Explainer().explain(exchange).sentences.filter { !$0.isBilingual } == [])
    }
}
