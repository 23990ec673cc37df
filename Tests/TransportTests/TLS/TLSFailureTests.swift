import POP3
import Testing
import X509

@testable import Transport

@Suite("A server that cannot show who it is", .timeLimit(.minutes(5)))
struct TLSFailureTests {
    /// A certificate with something wrong, and what has to be said of it.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let host: String
        let make: @Sendable () throws -> TestCertificate
        let expected: @Sendable (CertificateFacts) -> TLSFailure

        init(
            _ name: String, host: String = "localhost", _ make: @escaping @Sendable () throws -> TestCertificate,
            _ expected: @escaping @Sendable (CertificateFacts) -> TLSFailure
        ) {
            (testDescription, self.host, self.make, self.expected) = (name, host, make, expected)
        }
    }

    static let local = [GeneralName.dnsName("localhost")]

    static let cases = [
        Case("unknown authority", { try TestAuthority.stranger.get().leaf(names: local) }) { _ in
            .unknownAuthority(issuer: "CN=Strange CA")
        },
        Case("self-signed", { try TestAuthority.selfSigned(names: local) }) { _ in .selfSigned(subject: "CN=self") },
        Case("expired", { try TestAuthority.trusted.get().leaf(names: local, life: -200_000 ... -100_000) }) {
            .expired(on: $0.notAfter)
        },
        Case("expired, unknown authority") {
            try TestAuthority.stranger.get().leaf(names: local, life: -200_000 ... -100_000)
        } _: {
            .expired(on: $0.notAfter)
        },
        Case("not yet valid", { try TestAuthority.trusted.get().leaf(names: local, life: 40_000...80_000) }) {
            .notYetValid(from: $0.notBefore)
        },
        Case("another name", { try TestAuthority.trusted.get().leaf(names: [.dnsName("other.example")]) }) { _ in
            .wrongName(expected: "localhost", names: ["other.example"])
        },
        Case("name only in CN", { try TestAuthority.trusted.get().leaf("localhost") }) { _ in
            .wrongName(expected: "localhost", names: [])
        },
        Case("address right, name wrong") {
            try TestAuthority.trusted.get().leaf(names: [.dnsName("other.example"), .address(127, 0, 0, 1)])
        } _: { _ in
            .wrongName(expected: "localhost", names: ["other.example", "127.0.0.1"])
        },
        Case("address asked for, name given", host: "127.0.0.1", { try TestAuthority.trusted.get().leaf(names: local) })
        {
            _ in .wrongName(expected: "127.0.0.1", names: ["localhost"])
        },
        Case("not for servers", { try TestAuthority.trusted.get().leaf(names: local, usage: .clientAuth) }) { _ in
            .handshake("the certificate is not for servers")
        },
    ]

    @Test(arguments: cases)
    func `each fault of a certificate is refused by its own name`(fault: Case) async throws {
        let certificate = try fault.make()
        let expected = fault.expected(try certificate.facts)
        try await RawTLSServer.implicit(try certificate.context()).serving { port in
            await #expect(throws: LinkError.tls(expected)) {
                try await tlsDialer(port, .implicit, trusting(), host: fault.host).link { _ in }
            }
        }
        try await RawTLSServer.stls(try certificate.context()).serving { port in
            await #expect(throws: LinkError.tls(expected)) {
                try await tlsDialer(port, .clear, trusting(), host: fault.host).link { try await $0.upgrade() }
            }
        }
    }

    @Test(arguments: cases)
    func `without verification the connection works, and what would have failed is known`(fault: Case) async throws {
        let certificate = try fault.make()
        let facts = try certificate.facts
        try await RawTLSServer.implicit(try certificate.context()).serving { port in
            try await tlsDialer(port, .implicit, trusting(verifies: false), host: fault.host).link { link in
                #expect(link.tls?.verification == .notVerified(fault.expected(facts)))
                #expect(link.tls?.chain == [facts])
                let greeting = try await link.receiveLine()
                #expect(greeting == [UInt8]("+OK\r\n"))
            }
        }
    }

    @Test func `without verification a sound server is found to be one`() async throws {
        try await RawTLSServer.implicit(try goodContext()).serving { port in
            try await tlsDialer(port, .implicit, trusting(verifies: false)).link { link in
                #expect(link.tls?.verification == .notVerified(nil))
            }
        }
    }

    @Test(.enabled(if: (try? TrustRoots.certificates(.system)) != nil))
    func `system roots do not know the authority of a test`() async throws {
        try await RawTLSServer.implicit(try goodContext()).serving { port in
            await #expect(throws: LinkError.tls(.unknownAuthority(issuer: "CN=Test CA"))) {
                try await tlsDialer(port, .implicit, TLSOptions(), host: "localhost").link { _ in }
            }
        }
    }

    @Test func `a self-signed certificate is accepted where it is the root`() async throws {
        let certificate = try TestAuthority.selfSigned(names: Self.local)
        try await RawTLSServer.implicit(try certificate.context()).serving { port in
            let options = TLSOptions(roots: .pem([UInt8](try certificate.pem)))
            try await tlsDialer(port, .implicit, options, host: "localhost").link { link in
                #expect(link.tls?.verification == .verified)
            }
        }
    }

    @Test func `an authority that has expired is the reason`() async throws {
        let authority = try TestAuthority("Old CA", life: -200_000 ... -100_000)
        let leaf = try authority.leaf(names: Self.local)
        try await RawTLSServer.implicit(try leaf.context()).serving { port in
            let options = TLSOptions(roots: .pem(try authority.pem))
            await #expect(throws: LinkError.tls(.expired(on: authority.certificate.validUntil))) {
                try await tlsDialer(port, .implicit, options, host: "localhost").link { _ in }
            }
        }
    }
}
