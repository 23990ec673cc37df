import POP3
import TestSupport
import Testing
import Transport
import X509

@Suite("A listener with TLS", .timeLimit(.minutes(5)))
struct TLSListenerTests {
    /// Accepts any certificate: what a server shows is tested elsewhere.
    private static let careless = TLSOptions(verifies: false)

    @Test func `STLS is served on a live connection, and the machine hears of it`() async throws {
        let (events, told) = AsyncStream.makeStream(of: ServedEvent.self)
        let tls = try ServerTLS.made(names: ["localhost"])
        try await Listener(security: .startTLS(tls)).serving({ STLSMachine() }, observe: { told.yield($0) }) { port in
            try await tlsDialer(port, .clear, Self.careless).link { link in
                try await link.upgrade()
                try await link.send([UInt8]("STAT\r\nQUIT\r\n"))
                #expect(try await link.receiveAll() == [UInt8]("secure\r\nSTAT\r\nQUIT\r\n"))
            }
        }
        told.finish()
        #expect(await events.reduce(into: []) { $0.append($1.kind) } == [.opened, .secured(.tls13), .closed])
    }

    @Test func `implicit TLS greets behind the handshake`() async throws {
        let tls = try ServerTLS.made(names: ["localhost"])
        try await Listener(security: .implicit(tls)).serving({ Echo() }) { port in
            try await tlsDialer(port, .implicit, Self.careless).link { link in
                #expect(link.tls?.chain == tls.certificates)
                try await link.send([UInt8]("QUIT\r\n"))
                #expect(try await link.receiveAll() == [UInt8]("+OK echo\r\nQUIT\r\n"))
            }
        }
    }

    @Test func `clear text where TLS comes first is reported, and no machine hears it`()
        async throws
    {
        let (events, told) = AsyncStream.makeStream(of: ServedEvent.self)
        let (heard, hears) = AsyncStream.makeStream(of: Scripted.Event.self)
        let tls = try ServerTLS.made(names: ["localhost"])
        let machine = { @Sendable in Scripted(report: { hears.yield($0) }) }
        try await Listener(security: .implicit(tls)).serving(machine, observe: { told.yield($0) }) { port in
            try await dialer(port).link { link in
                try await link.send([UInt8]("NOOP\r\n"))
                _ = try? await link.receiveAll()
            }
        }
        told.finish()
        hears.finish()
        let kinds = await events.reduce(into: []) { $0.append($1.kind) }
        #expect(kinds == [.opened, .tlsFailed("the client does not speak TLS"), .closed])
        #expect(await heard.reduce(into: []) { $0.append($1) } == [])
    }

    @Test(arguments: [false, true])
    func `a client that is silent or leaves ends the handshake`(leaves: Bool) async throws {
        let (events, told) = AsyncStream.makeStream(of: ServedEvent.self)
        let tls = try ServerTLS.made(names: ["localhost"])
        let limit: Duration = leaves ? .seconds(30) : .milliseconds(20)
        let listener = Listener(security: .implicit(tls), handshakeLimit: limit)
        try await listener.serving({ Echo() }, observe: { told.yield($0) }) { port in
            try await dialer(port).link { link in
                if leaves { await link.finishSending() }
                _ = try? await link.receiveAll()
            }
        }
        told.finish()
        let reason = leaves ? "the connection was closed" : "the handshake took too long"
        let kinds = await events.reduce(into: []) { $0.append($1.kind) }
        #expect(kinds == [.opened, .tlsFailed(reason), .closed])
    }

    @MainActor
    @Test func `four megabytes pass whole in both directions`() async throws {
        let octets = [UInt8].pattern(999_983).repeated(4)
        let tls = try ServerTLS.made(names: ["localhost"])
        let received = try await Listener(security: .implicit(tls)).serving({ Echo(greeting: "") }) { port in
            try await tlsDialer(port, .implicit, Self.careless).link { @MainActor link in
                let sending = Task { try await link.send(octets) }
                let received = try await link.receive(atLeast: octets.count)
                try await sending.value
                return received
            }
        }
        let isWhole = received == octets
        #expect(received.count == octets.count)
        #expect(isWhole)
    }

    @Test func `after its own FIN a client still gets every reply`() async throws {
        let commands = [UInt8](String(repeating: "NOOP\r\n", count: 20_000) + "unfinished")
        let tls = try ServerTLS.made(names: ["localhost"])
        try await Listener(security: .implicit(tls)).serving({ Echo(greeting: "+OK\r\n") }) { port in
            try await tlsDialer(port, .implicit, Self.careless).link { link in
                try await link.send(commands)
                await link.finishSending()
                let received = try await link.receiveAll()
                let isWhole = received == [UInt8]("+OK\r\n") + commands
                #expect(received.count == 5 + commands.count)
                #expect(isWhole)
            }
        }
    }

    @Test func `under TLS too a client that reads nothing is asked for no more than it takes`() async throws {
        let (events, told) = AsyncStream.makeStream(of: Scripted.Event.self)
        let tls = try ServerTLS.made(names: ["localhost"])
        let machine = { @Sendable in
            Scripted(reply: [.send([UInt8](repeating: 0x2E, count: 1_000_000))], report: { told.yield($0) })
        }
        try await Listener(security: .implicit(tls)).serving(machine) { port in
            try await tlsDialer(port, .implicit, Self.careless).link { link in
                try await link.send([UInt8](String(repeating: "RETR 1\r\n", count: 1_000)))
                #expect(try await link.receive(within: nil) != nil)
                told.finish()
            }
        }
        let answered = await events.reduce(0) { $0 + ($1 == .received([UInt8]("RETR 1\r\n")) ? 1 : 0) }
        #expect((1..<100).contains(answered))
    }

    @Test func `a made certificate is for its names and addresses, for a week`() throws {
        let made = try #require(try ServerTLS.made(names: ["pop.example", "127.0.0.1", "::1"]).certificates.first)
        #expect(made.subject == "CN=pop.example" && made.issuer == made.subject && made.isSelfSigned)
        #expect(made.dnsNames == ["pop.example"])
        #expect(made.addresses == ["127.0.0.1", "::1"])
        #expect(made.key == "ECDSA P-256")
        #expect(made.notAfter.seconds - made.notBefore.seconds == 7 * 86_400 + 3_600)
        #expect(throws: ServerTLSError.badName("")) { try ServerTLS.made(names: [""]) }
    }

    @Test func `files that do not serve are named`() throws {
        let folder = try TemporaryFolder()
        let (one, other) = (try TestAuthority.trusted.get().leaf(), try TestAuthority.trusted.get().leaf())
        let certificate = try folder.write(one.pem, "certificate.pem")
        let key = try folder.write(one.keyPEM, "key.pem")
        let strange = try folder.write(other.keyPEM, "strange.pem")
        let missing = folder.path + "/missing.pem"
        #expect(try ServerTLS.files(certificate: certificate, key: key).certificates.map(\.subject) == ["CN=server"])
        #expect(throws: ServerTLSError.mismatch(certificate: certificate, key: strange)) {
            try ServerTLS.files(certificate: certificate, key: strange)
        }
        // Version 1 has no extensions: the key is right, but nobody takes such a certificate.
        let odd = try TestAuthority.trusted.get().leaf(version: .v1)
        let oddCertificate = try folder.write(odd.pem, "odd.pem")
        let oddKey = try folder.write(odd.keyPEM, "odd-key.pem")
        #expect(throws: ServerTLSError.unusable("a certificate that the library cannot use")) {
            try ServerTLS.files(certificate: oddCertificate, key: oddKey)
        }
        #expect(throws: ServerTLSError.noCertificate(path: key)) { try ServerTLS.files(certificate: key, key: key) }
        #expect(throws: ServerTLSError.noKey(path: certificate)) {
            try ServerTLS.files(certificate: certificate, key: certificate)
        }
        #expect(throws: ServerTLSError.unreadable(path: missing, reason: "No such file or directory")) {
            try ServerTLS.files(certificate: missing, key: key)
        }
    }
}
