import POP3
import Testing
import Transport
import X509

@Suite("Relaying under TLS", .timeLimit(.minutes(5)))
struct RelayTLSTests {
    private static let relayNames = ["localhost", "127.0.0.1"]

    /// What trusts the relay's own certificate and no other: it need not be one that an authority signed.
    private static let trustingAny = TLSOptions(verifies: false)

    @Test func `TLS of both sides ends at the relay, which sees the session`() async throws {
        let front = try ServerTLS.made(names: Self.relayNames)
        let events = try await RawTLSServer.implicit(try goodContext()).serving { server in
            try await relayed(
                to: tlsDialer(server, .implicit, try trusting()), by: Listener(security: .implicit(front)),
                { tlsDialer($0, .implicit, Self.trustingAny) },
                { link in
                    #expect(link.tls?.chain == front.certificates)
                    #expect(try await link.receiveLine() == [UInt8]("+OK\r\n"))
                    try await link.send([UInt8]("NOOP\r\n"))
                    #expect(try await link.receiveLine() == [UInt8]("NOOP\r\n"))
                })
        }
        #expect(
            events.essence.prefix(6) == [
                .opened, .clientSecured, .reached, .passed("+OK\r\n", .server), .passed("NOOP\r\n", .client),
                .passed("NOOP\r\n", .server),
            ])
    }

    @Test func `STLS passes, and its TLS is between client and server alone`() async throws {
        let events = try await RawTLSServer.stls(try goodContext()).serving { server in
            let trust = try trusting()
            return try await relayed(
                to: dialer(server), { tlsDialer($0, .clear, trust) },
                { link in
                    #expect(try await link.upgrade().verification == .verified)
                    try await link.send([UInt8]("USER mary\r\n"))
                    #expect(try await link.receiveLine() == [UInt8]("USER mary\r\n"))
                })
        }
        let session: [Essence] = [
            .opened, .reached, .passed("+OK\r\n", .server), .passed("STLS\r\n", .client),
            .passed("+OK begin\r\n", .server),
        ]
        #expect(events.essence.prefix(5) == session[...])
        let others = events.essence.dropFirst(5)
        #expect(!others.contains { if case .passed(let text, _) = $0 { text.contains("mary") } else { false } })
    }

    @Test func `where the relay does the handshakes of STLS, the session stays readable`() async throws {
        let front = try ServerTLS.made(names: Self.relayNames)
        let events = try await RawTLSServer.stls(try goodContext()).serving { server in
            try await relayed(
                to: tlsDialer(server, .clear, try trusting()), by: Listener(security: .startTLS(front)),
                { tlsDialer($0, .clear, Self.trustingAny) },
                { link in
                    #expect(try await link.upgrade().chain == front.certificates)
                    try await link.send([UInt8]("USER mary\r\n"))
                    #expect(try await link.receiveLine() == [UInt8]("USER mary\r\n"))
                })
        }
        #expect(
            events.essence.prefix(9) == [
                .opened, .reached, .passed("+OK\r\n", .server), .passed("STLS\r\n", .client),
                .passed("+OK begin\r\n", .server), .serverSecured, .clientSecured, .passed("USER mary\r\n", .client),
                .passed("USER mary\r\n", .server),
            ])
    }

    @Test(arguments: [Closing.orderly, .reset])
    func `a client that leaves while its STLS has no reply is gone for the server too`(closing: Closing) async throws {
        let front = try ServerTLS.made(names: Self.relayNames)
        let (events, told) = AsyncStream.makeStream(of: Scripted.Event.self)
        let seen = try await Listener().serving({ Greeting(Scripted()) { told.yield($0) } }) { server in
            try await relayed(to: dialer(server), by: Listener(security: .startTLS(front))) { link in
                _ = try await link.receiveLine()
                try await link.send([UInt8]("STLS\r\n"))
                for await event in events where event == .received([UInt8]("STLS\r\n")) { break }
                await link.close(closing)
            }
        }
        #expect(seen.essence.contains(.ended(.client, closing)))
        #expect(seen.last == .closed)
    }

    @Test func `a refused STLS changes nothing, and what stands behind it is passed on`() async throws {
        let front = try ServerTLS.made(names: Self.relayNames)
        let machine = Scripted(reply: [.send([UInt8]("-ERR no\r\n"))])
        let greeting = Scripted.Event.received([UInt8]("STAT\r\n"))
        let (events, told) = AsyncStream.makeStream(of: Scripted.Event.self)
        let seen = try await Listener().serving({ Greeting(machine) { told.yield($0) } }) { server in
            try await relayed(to: dialer(server), by: Listener(security: .startTLS(front))) { link in
                _ = try await link.receiveLine()
                try await link.send([UInt8]("STLS\r\nSTAT\r\nSTLS\r\n"))
                #expect(try await link.receive(atLeast: 27) == [UInt8]("-ERR no\r\n-ERR no\r\n-ERR no\r\n"))
                for await event in events where event == greeting { break }
            }
        }
        #expect(
            seen.essence.filter { if case .passed(_, .client) = $0 { true } else { false } } == [
                .passed("STLS\r\n", .client), .passed("STAT\r\nSTLS\r\n", .client),
            ])
    }

    @Test(arguments: [6, 3, 16])
    func `what a client sends behind STLS is shown, and both sides are dropped`(cut: Int) async throws {
        let front = try ServerTLS.made(names: Self.relayNames)
        let sent = [UInt8]("STLS\r\nUSER eve\r\n")
        let (heard, hears) = AsyncStream.makeStream(of: [UInt8].self)
        let back = Listener(security: .startTLS(try ServerTLS.made(names: Self.relayNames)))
        let events = try await back.serving({ STLSMachine { hears.yield($0) } }) { server in
            let events = try await relayed(
                to: tlsDialer(server, .clear, Self.trustingAny), by: Listener(security: .startTLS(front))
            ) { link in
                _ = try await link.receiveLine()
                try? await link.send(Array(sent[..<cut]))
                try? await link.send(Array(sent[cut...]))
                _ = try? await link.receiveAll()
            }
            hears.finish()
            return events
        }
        #expect(await heard.reduce(into: []) { $0.append($1) } == [[UInt8]("STLS\r\n")])
        #expect(events.essence.contains(.injected("USER eve\r\n", .client)))
        #expect(!events.essence.contains(.clientSecured))
    }

    @Test func `what a server sends behind STLS is shown, and both sides are dropped`() async throws {
        let front = try ServerTLS.made(names: Self.relayNames)
        let injected = [UInt8]("+OK logged in\r\n")
        let events = try await RawTLSServer.stls(try goodContext(), behind: injected, cut: 11).serving { server in
            try await relayed(
                to: tlsDialer(server, .clear, try trusting()), by: Listener(security: .startTLS(front))
            ) { link in
                _ = try await link.receiveLine()
                try await link.send([UInt8]("STLS\r\n"))
                #expect(try await link.receiveAll() == [])
            }
        }
        #expect(
            events.essence.contains {
                if case .injected(let text, .server) = $0 { "+OK logged in\r\n".hasPrefix(text) } else { false }
            })
        #expect(!events.essence.contains(.clientSecured))
    }

    @Test(arguments: [Endpoint.Security.startTLS, .auto])
    func `the relay goes to TLS itself where it is told to, before the client is heard`(
        security: Endpoint.Security
    ) async throws {
        let asked: [Essence] = security == .auto ? [.asked("CAPA"), .asked("STLS")] : [.asked("STLS")]
        let capabilities: [RawTLSServer.Step] =
            security == .auto ? [.awaitLine, .send([UInt8]("+OK\r\nSTLS\r\n.\r\n"))] : []
        let steps: [RawTLSServer.Step] =
            [.send([UInt8]("+OK hello\n"))] + capabilities
            + [.awaitLine, .send([UInt8]("+OK\r\n")), .secure(try goodContext()), .echo]
        let events = try await RawTLSServer(steps).serving { server in
            try await relayed(to: tlsDialer(server, security, try trusting())) { link in
                #expect(try await link.receiveLine() == [UInt8]("+OK hello\n"))
                try await link.send([UInt8]("CAPA\r\n"))
                #expect(try await link.receiveLine() == [UInt8]("CAPA\r\n"))
            }
        }
        #expect(
            events.essence.dropFirst(2).prefix(asked.count + 3)
                == (asked + [.serverSecured, .passed("+OK hello\n", .server), .passed("CAPA\r\n", .client)])[...])
    }

    @Test func `without STLS a client that wants it to be sent is closed`() async throws {
        let steps: [RawTLSServer.Step] = [.send([UInt8]("+OK\r\n")), .awaitLine, .send([UInt8]("-ERR\r\n")), .echo]
        let events = try await RawTLSServer(steps).serving { server in
            try await relayed(to: tlsDialer(server, .startTLS, try trusting())) { link in
                let received = try await link.receiveAll()
                #expect(received == [])
            }
        }
        #expect(events.essence == [.opened, .reached, .asked("STLS"), .failed(.noTLS), .closed])
    }

    @Test func `a server whose certificate is wrong costs the client its connection, and why is told`() async throws {
        let stranger = try TestAuthority.stranger.get().leaf(names: [.dnsName("localhost"), .address(127, 0, 0, 1)])
        let events = try await RawTLSServer.implicit(try stranger.context()).serving { server in
            try await relayed(to: tlsDialer(server, .implicit, try trusting())) { link in
                let received = try await link.receiveAll()
                #expect(received == [])
            }
        }
        #expect(
            events.essence == [
                .opened, .failed(.server(.tls(.unknownAuthority(issuer: "CN=Strange CA")))), .closed,
            ])
    }

    @Test func `a client that speaks no TLS where TLS comes first is closed`() async throws {
        let front = try ServerTLS.made(names: Self.relayNames)
        let events = try await relayed(to: dialer(9), by: Listener(security: .implicit(front))) { link in
            try await link.send([UInt8]("CAPA\r\n"))
            #expect(try await link.receiveAll() == [])
        }
        #expect(events.essence == [.opened, .failed(.clientTLS("the client does not speak TLS")), .closed])
    }
}

/// Greets, and leaves the rest to another machine.
private struct Greeting: ServerMachine {
    var machine: Scripted

    init(_ machine: Scripted, _ report: @escaping @Sendable (Scripted.Event) -> Void) {
        self.machine = machine
        self.machine.report = report
    }

    var wakeAfter: Duration? { nil }

    mutating func opened(from address: String?) -> [Output] { [.send([UInt8]("+OK\r\n"))] }
    mutating func received(_ bytes: [UInt8]) -> [Output] { machine.received(bytes) }
    mutating func secured() -> [Output] { [] }
    mutating func idled() -> [Output] { [] }
    mutating func closed() -> [Output] { [] }
}
