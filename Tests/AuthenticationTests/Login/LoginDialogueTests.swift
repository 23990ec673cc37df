import Authentication
import POP3
import Testing

@Suite("Logging in, line by line")
struct LoginDialogueTests {
    /// What the client sends to these replies, and how it ends. The first reply answers the first line.
    private func run(
        _ method: LoginMethod, _ credentials: Credentials, _ knowledge: Knowledge, replies: [String],
        allowsClear: Bool = true
    ) -> [String] {
        var dialogue = LoginDialogue(
            method, credentials, knowledge: knowledge, nonce: .fixed(), allowsClear: allowsClear)
        var transcript: [String] = []
        var next = dialogue.next(after: nil)
        var rest = replies[...]
        while case .send(let command, _) = next {
            transcript.append(command.line.text)
            next = dialogue.next(after: rest.popFirst().map(exchange))
        }
        return transcript + [next.description]
    }

    @Test func `USER and PASS`() throws {
        let credentials = try Credentials.user("alice", password: "two words")
        let lines = run(.userPass, credentials, knowledge("S: +OK"), replies: ["+OK", "+OK in"])
        #expect(lines == ["USER alice", "PASS two words", "done alice"])
    }

    @Test(arguments: [(["-ERR"], 1), (["+OK", "-ERR [IN-USE] busy"], 2)])
    func `a refusal ends it`(replies: [String], lines: Int) throws {
        let sent = run(.userPass, try .user(), knowledge("S: +OK"), replies: replies)
        #expect(sent.count == lines + 1)
        let code: ResponseCode? = lines == 2 ? .inUse : nil
        #expect(sent.last == "\(LoginDialogue.Next.failed(.refused(code)))")
    }

    @Test func `APOP sends the digest of RFC 1939 section 7`() throws {
        let credentials = try Credentials.user("mrose", password: "tanstaaf")
        let lines = run(.apop, credentials, knowledge(announcing: "USER"), replies: ["+OK"], allowsClear: false)
        #expect(lines == ["APOP mrose c4c9334bac560ecc979e58001b3e22fb", "done mrose"])
    }

    @Test func `an initial response goes with AUTH when SASL is announced`() throws {
        let credentials = try Credentials.user("test", password: "test", authorization: "test")
        let announced = knowledge(announcing: "SASL PLAIN", isSecure: true)
        let early = run(.sasl(.plain), credentials, announced, replies: ["+OK"], allowsClear: false)
        #expect(early == ["AUTH PLAIN dGVzdAB0ZXN0AHRlc3Q=", "done test"])
    }

    @Test(arguments: ["S: +OK", "S: +OK\nC: CAPA\nS: +OK\nS: USER\nS: ."])
    func `without SASL announced there is no initial response`(dialogue: String) throws {
        let credentials = try Credentials.user("test", password: "test")
        let lines = run(.sasl(.plain), credentials, knowledge(dialogue), replies: ["+", "+OK"])
        #expect(lines == ["AUTH PLAIN", "AHRlc3QAdGVzdA==", "done test"])
    }

    @Test func `a line of AUTH stays within 255 octets`() throws {
        let announced = knowledge(announcing: "SASL PLAIN EXTERNAL")
        // 11 octets and the base64 of two NULs, the name "tim" and a password; CRLF.
        for (count, isEarly) in [(175, true), (176, false)] {
            let credentials = try Credentials.user(password: String(repeating: "p", count: count))
            let lines = run(.sasl(.plain), credentials, announced, replies: ["+ ", "+OK"])
            #expect((lines[0].utf8.count > 20) == isEarly)
            #expect(lines[0].utf8.count + 2 <= 255)
        }
    }

    @Test func `an empty initial response is an equals sign`() throws {
        let credentials = try Credentials(user: "tim", secret: .none)
        let lines = run(.sasl(.external), credentials, knowledge(announcing: "SASL EXTERNAL"), replies: ["+OK"])
        #expect(lines == ["AUTH EXTERNAL =", "done tim"])
    }

    @Test func `SCRAM goes all the way of RFC 5802 section 5`() throws {
        let nonce = "fyko+d2lbbFgONRv9qkxdawL"
        let first = Base64.encode(octets("r=\(nonce)3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096"))
        let final = Base64.encode(octets("v=rmF9pqV8S7suAoZWja4dJRkFsKQ="))
        let credentials = try Credentials.user("user", password: "pencil")
        let announced = knowledge(announcing: "SASL SCRAM-SHA-1")
        let lines = run(
            .sasl(.scramSHA1), credentials, announced, replies: ["+ \(first)", "+ \(final)", "+OK"], allowsClear: false)
        let proof = Base64.encode(octets("c=biws,r=\(nonce)3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts="))
        let opening = Base64.encode(octets("n,,n=user,r=\(nonce)"))
        #expect(lines == ["AUTH SCRAM-SHA-1 \(opening)", proof, "", "done user"])
        let early = run(.sasl(.scramSHA1), credentials, announced, replies: ["+ \(first)", "+OK"])
        #expect(early.last == "\(LoginDialogue.Next.failed(.notTrusted(.serverNotProven)))")
    }

    @Test(arguments: [
        ("-ERR", LoginFailure.cancelled(.notBase64(.notInAlphabet(0x20, position: 3)))),
        ("+OK", .notTrusted(.notBase64(.notInAlphabet(0x20, position: 3)))),
    ])
    func `a challenge that cannot be read is cancelled by an asterisk`(reply: String, failure: LoginFailure) throws {
        let lines = run(
            .sasl(.login), try .user(), knowledge(announcing: "SASL LOGIN"), replies: ["+ go ahead", reply])
        #expect(lines == ["AUTH LOGIN", "*", "\(LoginDialogue.Next.failed(failure))"])
    }

    @Test func `a challenge without an end is cancelled`() throws {
        var dialogue = LoginDialogue(
            .sasl(.cramMD5), try .user(), knowledge: knowledge(announcing: "SASL CRAM-MD5"), nonce: .fixed())
        _ = dialogue.next(after: nil)
        let cut = Line(bytes: octets("+ ") + Array(repeating: 0x41, count: 65_534), ending: .missing)
        let reply = Reply(first: cut, inSASL: true)
        let endless = Exchange(command: nil, reply: reply, before: .authorization, after: .authorization)
        #expect(dialogue.next(after: endless).description == "send * []")
        #expect(dialogue.next(after: exchange("-ERR")).description == "failed \(LoginFailure.cancelled(.endless))")
    }

    @Test(arguments: [
        LoginMethod.userPass, .sasl(.plain), .sasl(.login),
    ])
    func `a password that could be read is not sent in clear text`(method: LoginMethod) throws {
        let credentials = try Credentials.user()
        let clear = knowledge(announcing: "USER", "SASL \(method.name)")
        let refused = "\(LoginDialogue.Next.failed(.wouldExposePassword))"
        #expect(run(method, credentials, clear, replies: [], allowsClear: false) == [refused])
        #expect(run(method, credentials, clear, replies: [], allowsClear: true).count == 2)
        let secure = knowledge(announcing: "USER", "SASL \(method.name)", isSecure: true)
        #expect(run(method, credentials, secure, replies: [], allowsClear: false).count == 2)
    }

    @Test(arguments: [LoginMethod.sasl(.oauthBearer), .sasl(.xoauth2)])
    func `a token is never sent in clear text, whatever is allowed`(method: LoginMethod) throws {
        let refused = "\(LoginDialogue.Next.failed(.unusable(.needsTLS)))"
        let clear = knowledge(announcing: "SASL \(method.name)")
        #expect(run(method, try .user(token: "t"), clear, replies: [], allowsClear: true) == [refused])
        let secure = knowledge(announcing: "SASL \(method.name)", isSecure: true)
        #expect(run(method, try .user(token: "t"), secure, replies: [], allowsClear: false).count == 2)
    }

    @Test func `what is not announced is tried when it is asked for`() throws {
        let lines = run(.sasl(.cramMD5), try .user(), knowledge("S: +OK"), replies: ["-ERR what?"])
        #expect(lines == ["AUTH CRAM-MD5", "\(LoginDialogue.Next.failed(.refused(nil)))"])
    }

    @Test func `what cannot be sent is not begun`() throws {
        let noTimestamp = run(.apop, try .user(), knowledge("S: +OK"), replies: [])
        #expect(noTimestamp == ["\(LoginDialogue.Next.failed(.unusable(.noTimestamp)))"])
        let token = run(.userPass, try .user(token: "t"), knowledge("S: +OK"), replies: [])
        #expect(token == ["\(LoginDialogue.Next.failed(.unusable(.needs(.password))))"])
    }

    @Test func `a connection that ends, and a reply that is none, are failures`() throws {
        let closed = run(.userPass, try .user(), knowledge("S: +OK"), replies: ["+OK"])
        #expect(closed.last == "\(LoginDialogue.Next.failed(.closed))")
        let malformed = run(.userPass, try .user(), knowledge("S: +OK"), replies: ["+OK", "hello"])
        #expect(malformed.last == "\(LoginDialogue.Next.failed(.malformedReply))")
        let strange = run(.sasl(.cramMD5), try .user(), knowledge("S: +OK"), replies: ["hello"])
        #expect(strange.last == "\(LoginDialogue.Next.failed(.malformedReply))")
    }

    @Test func `the outcome is repeated once it is over`() throws {
        var dialogue = LoginDialogue(.apop, try .user(), knowledge: knowledge("S: +OK"), nonce: .fixed())
        let first = dialogue.next(after: nil).description
        #expect(dialogue.next(after: exchange("+OK")).description == first)
    }

    @Test func `the secret of a line is masked, and a response is one`() throws {
        var dialogue = LoginDialogue(
            .sasl(.cramMD5), try .user(), knowledge: knowledge(announcing: "SASL CRAM-MD5"), nonce: .fixed())
        _ = dialogue.next(after: nil)
        let next = dialogue.next(after: exchange("+ PGFAYj4="))
        guard case .send(let command, let steps) = next else {
            Issue.record("nothing was sent")
            return
        }
        #expect(command.kind == .response)
        #expect(command.displayText == Command.mask)
        #expect(steps == [.cramChallenge("<a@b>"), .cramDigest(user: "tim", challenge: "<a@b>")])
    }
}
