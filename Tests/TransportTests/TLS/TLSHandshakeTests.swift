import NIOSSL
import POP3
import TestSupport
import Testing
import Transport

@Suite("A handshake of a client", .timeLimit(.minutes(5)))
struct TLSHandshakeTests {
    @Test(arguments: [NIOSSL.TLSVersion.tlsv12, .tlsv13])
    func `version, cipher, name and chain are known`(newest: NIOSSL.TLSVersion) async throws {
        try await RawTLSServer.implicit(try goodContext(newest: newest)).serving { port in
            try await tlsDialer(port, .implicit, trusting(), host: "localhost").link { link in
                let details = try #require(link.tls)
                let isNewest = newest == .tlsv13
                #expect(details.version == (isNewest ? .tls13 : .tls12))
                #expect(details.cipher?.hasPrefix(isNewest ? "TLS_AES_" : "TLS_ECDHE_ECDSA_WITH_AES_") == true)
                #expect(details.serverName == "localhost")
                #expect(details.chain.map(\.key) == ["ECDSA P-256"])
                #expect(details.chain.map(\.addresses) == [["127.0.0.1"]])
                #expect(details.verification == .verified)
            }
        }
    }

    @Test func `STLS makes a live connection secure, and octets pass on`() async throws {
        try await RawTLSServer.stls(try goodContext()).serving { port in
            try await tlsDialer(port, .clear, trusting()).link { link in
                #expect(link.tls == nil)
                let details = try await link.upgrade()
                #expect(link.tls == details)
                #expect(details.serverName == nil)
                try await link.send([UInt8]("NOOP\r\n"))
                #expect(try await link.receiveLine() == [UInt8]("NOOP\r\n"))
            }
        }
    }

    @Test func `TLS within TLS is not to be had, and the connection lives on`() async throws {
        try await RawTLSServer.implicit(try goodContext()).serving { port in
            try await tlsDialer(port, .implicit, trusting()).link { link in
                #expect(try await link.receiveLine() == [UInt8]("+OK\r\n"))
                await #expect(throws: LinkError.tlsUnavailable) { try await link.startTLS() }
                try await link.send([UInt8]("NOOP\r\n"))
                #expect(try await link.receiveLine() == [UInt8]("NOOP\r\n"))
            }
        }
    }

    @Test(arguments: [NIOSSL.TLSVersion.tlsv1, .tlsv11])
    func `a server that knows only old versions is refused, unless those are asked for`(
        newest: NIOSSL.TLSVersion
    ) async throws {
        try await RawTLSServer.implicit(try goodContext(newest: newest)).serving { port in
            await #expect(throws: LinkError.tls(.protocolTooOld(minimum: .tls12))) {
                try await tlsDialer(port, .implicit, trusting()).link { _ in }
            }
            try await tlsDialer(port, .implicit, trusting(minimum: .tls10)).link { link in
                #expect(link.tls?.version == (newest == .tlsv1 ? .tls10 : .tls11))
                let greeting = try await link.receiveLine()
                #expect(greeting == [UInt8]("+OK\r\n"))
            }
        }
    }

    @Test func `a server that greets in clear text does not speak TLS`() async throws {
        let greeting = [UInt8]("+OK ready\r\n")
        try await RawTLSServer([.send(greeting)]).serving { port in
            await #expect(throws: LinkError.tls(.notTLS(greeting))) {
                try await tlsDialer(port, .implicit, trusting()).link { _ in }
            }
        }
    }

    @Test func `clear text that was not taken before is no part of the session under TLS`() async throws {
        let greeting = [UInt8]("+OK ready\r\n")
        try await RawTLSServer([.send(greeting)]).serving { port in
            try await tlsDialer(port, .clear, trusting()).link { link in
                await #expect(throws: LinkError.tls(.clearTextBehind(greeting))) { try await link.startTLS() }
                let rest = try await link.receive(within: nil)
                #expect(rest == nil)
                await #expect(throws: LinkError.self) { try await link.send([UInt8]("NOOP\r\n")) }
            }
        }
    }

    @Test func `the name asked for is the name that must be shown`() async throws {
        try await RawTLSServer.implicit(try goodContext()).serving { port in
            try await tlsDialer(port, .implicit, trusting(serverName: "LOCALHOST.")).link { link in
                #expect(link.tls?.serverName == "LOCALHOST")
            }
            let expected = TLSFailure.wrongName(expected: "mail.example", names: ["localhost", "127.0.0.1"])
            await #expect(throws: LinkError.tls(expected)) {
                try await tlsDialer(port, .implicit, trusting(serverName: "mail.example")).link { _ in }
            }
        }
    }

    @Test(arguments: [[], [22], [22, 3, 3, 0, 100, 2]])
    func `a server that leaves in the middle of the handshake is said to have closed`(said: [UInt8]) async throws {
        try await RawTLSServer([.awaitOctets, .send(said), .close]).serving { port in
            await #expect(throws: LinkError.tls(.handshake("the connection was closed"))) {
                try await tlsDialer(port, .implicit, trusting()).link { _ in }
            }
        }
    }

    @Test func `a server that refuses with an alert is quoted, even when it speaks first`() async throws {
        try await RawTLSServer([.send([21, 3, 3, 0, 2, 2, 40])]).serving { port in
            await #expect(throws: LinkError.tls(.handshake("sslv3 alert handshake failure"))) {
                try await tlsDialer(port, .implicit, trusting()).link { _ in }
            }
        }
    }

    @Test func `clear text in the middle of a session under TLS breaks it`() async throws {
        let steps: [RawTLSServer.Step] = [.secure(try goodContext()), .send([UInt8]("+OK\r\n")), .awaitLine]
        try await RawTLSServer(steps + [.sendBelow([UInt8]("+OK logged in\r\n"))]).serving { port in
            try await tlsDialer(port, .implicit, trusting()).link { link in
                #expect(try await link.receiveLine() == [UInt8]("+OK\r\n"))
                try await link.send([UInt8]("NOOP\r\n"))
                await #expect(throws: LinkError.lost("wrong version number")) { try await link.receive(within: nil) }
            }
        }
    }

    @Test func `a silent server ends the handshake at its limit`() async throws {
        let limit = Duration.milliseconds(50)
        try await RawTLSServer([]).serving { port in
            await #expect(throws: LinkError.timedOut(limit)) {
                try await tlsDialer(port, .implicit, trusting(), limit: limit).link { _ in }
            }
        }
    }

    @Test func `a handshake can be cancelled`() async throws {
        try await RawTLSServer([]).serving { port in
            let attempt = Task { try await tlsDialer(port, .implicit, trusting()).link { _ in } }
            attempt.cancel()
            await #expect(throws: LinkError.cancelled) { try await attempt.value }
        }
    }

    @Test func `roots that cannot be read are named before anybody is called`() async throws {
        let folder = try TemporaryFolder()
        let cases: [(String, TLSFailure.RootsFault)] = [
            (folder.path + "/none.pem", .unreadable("No such file or directory")),
            (folder.path, .unreadable("Is a directory")),
            ("/dev/null", .noCertificate),
        ]
        for (path, fault) in cases {
            let options = TLSOptions(roots: .file(path))
            #expect(throws: LinkError.tls(.roots(path: path, fault))) { try options.checkRoots() }
            // Nobody listens at port 1: without the roots that is not even found out.
            await #expect(throws: LinkError.tls(.roots(path: path, fault))) {
                try await tlsDialer(1, .implicit, options).link { _ in }
            }
        }
    }
}
