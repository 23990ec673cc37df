import TestSupport
import Testing

@Suite("Real servers seen by a bare socket", .requiresServers, .timeLimit(.minutes(5)))
struct RealServerTests {
    @Test(arguments: ServerKind.allCases)
    func `a session gets all five messages as they were delivered`(kind: ServerKind) async throws {
        try await withServer(kind) { server in
            var client = try loggedIn(to: server, as: "alice", "wonderland")
            #expect(try client.ask("STAT").hasPrefix("+OK 5 "))
            #expect(try client.ask("LIST").hasPrefix("+OK"))
            let listing = String(decoding: try client.receiveBody(), as: UTF8.self)
            #expect(listing.split(separator: "\r\n").map { $0.prefix(2) } == ["1 ", "2 ", "3 ", "4 ", "5 "])
            for (index, message) in LabMail.messages.enumerated() {
                #expect(try client.ask("RETR \(index + 1)").hasPrefix("+OK"))
                let received = try client.receiveBody()
                #expect(received == message, "message \(index + 1)")
            }
            #expect(try client.ask("QUIT").hasPrefix("+OK"))
            #expect(client.waitForEnd() != nil)
        }
    }

    @Test(arguments: ServerKind.allCases)
    func `what one test deletes is there again for the next`(kind: ServerKind) async throws {
        for _ in 0..<2 {
            try await withServer(kind) { server in
                var client = try loggedIn(to: server, as: "bob", "builder")
                #expect(try client.ask("STAT").hasPrefix("+OK 5 "))
                #expect(try client.ask("DELE 5").hasPrefix("+OK"))
                #expect(try client.ask("QUIT").hasPrefix("+OK"))
                #expect(client.waitForEnd() != nil)
                var next = try loggedIn(to: server, as: "bob", "builder")
                #expect(try next.ask("STAT").hasPrefix("+OK 4 "))
            }
        }
    }

    @Test(arguments: ServerKind.allCases)
    func `a wrong password is refused`(kind: ServerKind) async throws {
        try await withServer(kind) { server in
            var client = try RawClient(port: server.ports.clear)
            #expect(try client.receiveLine().hasPrefix("+OK"))
            #expect(try client.ask("USER alice").hasPrefix("+OK"))
            #expect(try client.ask("PASS builder").hasPrefix("-ERR"))
        }
    }

    @Test(.requires(tools: "openssl"), arguments: ServerKind.withTLS)
    func `both TLS ports show the certificate that was made for the run`(kind: ServerKind) async throws {
        let openssl = try #require(installed("openssl"))
        try await withServer(kind) { server in
            let authority = try #require(server.authority)
            let trust = ["-CAfile", authority, "-verify_hostname", "localhost", "-verify_return_error", "-quiet"]
            for connection in [
                ["-connect", "127.0.0.1:\(server.ports.tls)"],
                ["-connect", "127.0.0.1:\(server.ports.clear)", "-starttls", "pop3"],
            ] {
                let output = try await run(openssl, ["s_client"] + connection + trust, stdin: "CAPA\r\nQUIT\r\n")
                #expect(output.status == 0, "\(output.stderr)")
            }
        }
    }

    private func loggedIn(to server: RealServer, as user: String, _ password: String) throws -> RawClient {
        var client = try RawClient(port: server.ports.clear)
        #expect(try client.receiveLine().hasPrefix("+OK"))
        #expect(try client.ask("USER \(user)").hasPrefix("+OK"))
        #expect(try client.ask("PASS \(password)").hasPrefix("+OK"))
        return client
    }
}
