import Authentication
import MockServer
import POP3
import Testing

@Suite("The server side of a transcript")
struct ReplayServerTests {
    private static let stamp = Stamp(process: 1, seconds: 2, random: 3)

    private func server(
        _ text: String, connection: Int = 1, isStrict: Bool = false, secrets: [String: [UInt8]] = [:],
        observe: @escaping @Sendable (ReplayReport) -> Void = { _ in }
    ) throws -> ReplayServer {
        var reader = TranscriptReader()
        let octets = Array(("#!pop3-transcript 1\n" + text + "\n").utf8)
        let script = try TranscriptScript(try reader.readNumbered(octets) + reader.finishNumbered())
        return ReplayServer(
            script, connection: connection, isStrict: isStrict, secrets: TranscriptSecrets(secrets), stamp: Self.stamp,
            random: Sequence(), observe: observe)
    }

    /// What a server does, its octets as text.
    private func text(_ outputs: [Output]) -> [String] {
        outputs.map { output in
            switch output {
            case .send(let octets): String(decoding: octets, as: UTF8.self)
            case .wait(let pause): "wait \(pause)"
            case .startTLS: "TLS"
            case .injected: "injected"
            case .close(.orderly): "close"
            case .close(.reset): "reset"
            }
        }
    }

    private func octets(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func `the answer to a command is sent once that is complete`() throws {
        var server = try server("S: +OK\nC: CAPA\nC: STAT\nS: +OK\nS: .\nS: +OK 0 0")
        #expect(text(server.opened(from: nil)) == ["+OK\r\n"])
        #expect(text(server.received(octets("CA"))) == [])
        #expect(text(server.received(octets("PA\r\n"))) == ["+OK\r\n.\r\n"])
        #expect(text(server.received(octets("STAT\r\n"))) == ["+OK 0 0\r\n"])
    }

    @Test func `where every octet counts it waits for everything above it`() throws {
        var server = try server("S: +OK\nC: CAPA\nC: STAT\nS: +OK\nS: .\nS: +OK 0 0", isStrict: true)
        _ = server.opened(from: nil)
        #expect(text(server.received(octets("CAPA\r\n"))) == [])
        #expect(text(server.received(octets("STAT\r\n"))) == ["+OK\r\n.\r\n+OK 0 0\r\n"])
    }

    @Test(arguments: [("retr 1\r\n", true), ("RETR 1\n", true), ("RETR  1\r\n", false), ("RETR 01\r\n", false)])
    func `verbs count in any letter case, arguments exactly`(line: String, isTaken: Bool) throws {
        var server = try server("S: +OK\nC: RETR 1\nS: -ERR none")
        _ = server.opened(from: nil)
        #expect((text(server.received(octets(line))) == ["-ERR none\r\n"]) == isTaken)
        var strict = try self.server("S: +OK\nC: RETR 1\nS: -ERR none", isStrict: true)
        _ = strict.opened(from: nil)
        #expect(text(strict.received(octets(line))) != ["-ERR none\r\n"])
    }

    @Test func `octets, segments and pauses are as written`() throws {
        var server = try server(
            "S| +OK re\n^\nS| ady\\n\n~ 350ms\nS: x\\xe9\nC: STAT\n~ 1000ms\nS: +OK\n~ 1ms\n* reset server")
        #expect(text(server.opened(from: nil)) == ["+OK re", "ady\n", "wait 0.35 seconds", "x\u{FFFD}\r\n"])
        #expect(
            text(server.received(octets("STAT\r\n"))) == ["wait 1.0 seconds", "+OK\r\n", "wait 0.001 seconds", "reset"])
    }

    @Test func `a server that ends its lines in LF does so everywhere`() throws {
        var server = try server("@server-eol lf\nS: +OK\nC: CAPA\nS~ +OK ${*}\nS{\nS: TOP\nS}\nS: .")
        #expect(text(server.opened(from: nil)) == ["+OK\n"])
        #expect(text(server.received(octets("CAPA\r\n"))) == ["+OK left out of the transcript\nTOP\n.\n"])
    }

    @Test func `what was left open is filled`() throws {
        var server = try server(
            "@var n = [0-9]{3}\nS: +OK ${apop.stamp}\nC: STAT\nS/ \\+OK \\d \\d\nC: UIDL 1\nS: +OK 1 ${uid.1}\nC: X ${n}\nS: ${n}"
                + "\nC: LIST\nS: +OK\nS* ...\nC: RETR 1\nS: +OK\nS% 5")
        #expect(text(server.opened(from: nil)) == ["+OK <1.2.3@popscope.invalid>\r\n"])
        #expect(text(server.received(octets("STAT\r\n"))) == ["+OK 1 1\r\n"])
        #expect(text(server.received(octets("UIDL 1\r\n"))) == ["+OK 1 uid.1\r\n"])
        #expect(text(server.received(octets("X 12\r\n"))).first?.hasPrefix("-ERR") == true)
        #expect(text(server.received(octets("X 123\r\n"))) == ["123\r\n"])
        #expect(text(server.received(octets("LIST\r\n"))) == ["+OK\r\n.\r\n"])
        #expect(text(server.received(octets("RETR 1\r\n"))) == ["+OK\r\nThi\r\n.\r\n"])
    }

    @Test func `a line that is not in the transcript is refused and told, and the next one is taken`() async throws {
        let (reports, reporting) = AsyncStream.makeStream(of: ReplayReport.self)
        var server = try server(
            "S: +OK\nC: USER bob\nS: +OK\nC: PASS ${secret:bob}\nS: +OK\nC: QUIT\nS: +OK\n* close server"
        ) {
            reporting.yield($0)
        }
        _ = server.opened(from: nil)
        let refusal = "-ERR the recording has here, in line 3: USER bob\r\n"
        #expect(text(server.received(octets("CAPA\r\nUSER bob\r\n"))) == [refusal + "+OK\r\n"])
        #expect(text(server.received(octets("PASS any thing\r\n"))) == ["+OK\r\n"])
        #expect(text(server.received(octets("PASS lamb\r\n"))).first?.hasPrefix("-ERR") == true)
        _ = server.closed()
        reporting.finish()
        var told: [ReplayReport] = []
        for await report in reports { told.append(report) }
        guard told.count == 3, case .unexpected(1, let capa, let user?) = told[0],
            case .unexpected(1, let pass, _) = told[1], case .ended(1, let missing?) = told[2]
        else {
            Issue.record("\(told)")
            return
        }
        #expect(capa.verb == .capa)
        #expect(user.line == 3)
        #expect(pass.displayText == "PASS ********")
        #expect(missing.line == 7)
    }

    @Test(arguments: [
        ("PASS hunter2", "PASS ********"), ("PASS ${x}hunter2", "PASS ${x}********"),
        ("PASS ${secret:bob}", "PASS ${secret:bob}"), ("AUTH PLAIN AGJvYgBodW50ZXIy", "AUTH PLAIN ********"),
    ])
    func `a refusal tells no secret of the recording`(recorded: String, told: String) throws {
        var server = try server("S: +OK\nC: \(recorded)\nS: +OK")
        _ = server.opened(from: nil)
        let answer = text(server.received(octets("NOOP\r\n")))
        #expect(answer == ["-ERR the recording has here, in line 3: \(told)\r\n"])
    }

    @Test func `QUIT ends the connection wherever it comes`() throws {
        var server = try server("S: +OK\nC: STAT\nS: +OK 0 0")
        _ = server.opened(from: nil)
        #expect(text(server.received(octets("QUIT\r\n"))).last == "close")
    }

    @Test func `TLS begins where it was recorded, and nothing may stand behind STLS`() throws {
        let text = "S: +OK\nC: STLS\nS: +OK begin\n* tls TLSv1.3\nC: QUIT\nS: +OK\n* close server"
        var server = try server(text)
        _ = server.opened(from: nil)
        #expect(self.text(server.received(octets("STLS\r\n"))) == ["+OK begin\r\n", "TLS"])
        #expect(self.text(server.secured()) == [])
        #expect(self.text(server.received(octets("QUIT\r\n"))) == ["+OK\r\n", "close"])
        var other = try self.server(text)
        _ = other.opened(from: nil)
        #expect(self.text(other.received(octets("STLS\r\nQUIT\r\n"))) == ["+OK begin\r\n", "injected"])
    }

    @Test func `each client has its own connection of the file`() throws {
        let text = "S: +OK one\n*2 connect\nS2: +OK two\nC: QUIT\nS: +OK"
        var second = try server(text, connection: 2)
        #expect(self.text(second.opened(from: nil)) == ["+OK two\r\n"])
    }

    @Test(arguments: ["CRAM-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256"])
    func `a client can complete a login with its own challenges`(name: String) throws {
        let mechanism = try #require(Mechanism(name))
        let word = name.lowercased()
        let isScram = mechanism != .cramMD5
        let steps =
            isScram
            ? "S:+\\x20\nC: ${\(word)(bob)}\nS: + ${challenge.1}\nC: ${\(word)(bob)}\nS: + ${challenge.2}\nC:"
            : "S: + ${challenge.1}\nC: ${\(word)(bob)}"
        var server = try server(
            "S: +OK\nC: AUTH \(name)\n" + steps.replacing("S:+", with: "S: +") + "\nS: +OK in",
            secrets: ["bob": octets("lamb")])
        let credentials = try Credentials(user: "bob", secret: .password(octets("lamb")))
        var client = ClientExchange(mechanism, credentials, nonce: Nonce([1, 2, 3]))
        _ = server.opened(from: nil)
        var said = text(server.received(octets("AUTH \(name)\r\n"))).joined()
        while said.hasPrefix("+ ") {
            let response = try client.respond(to: said.dropFirst(2).dropLast().utf8)
            said = text(server.received(response.line.octets)).joined()
        }
        #expect(said == "+OK in\r\n")
        try client.accepted()
    }
}

/// Numbers that are the same each time.
private struct Sequence: RandomNumberGenerator {
    private var state: UInt64 = 1

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state
    }
}
