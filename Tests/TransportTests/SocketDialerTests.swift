import POP3
import Testing
import Transport

@Suite("Connecting", .timeLimit(.minutes(5)))
struct SocketDialerTests {
    @Test(arguments: [("127.0.0.1", AddressFamily.any), ("127.0.0.1", .v4), ("::1", .any), ("::1", .v6)])
    func `a server is reached over IPv4 and IPv6, and the link names it`(
        host: String, family: AddressFamily
    ) async throws {
        try await Listener(host: host).serving({ Echo() }) { port in
            try await SocketDialer(host: host, port: port, family: family).link { link in
                #expect(link.peer == Peer(address: host, port: port))
                let greeting = try await link.receive(atLeast: 10)
                #expect(greeting == [UInt8]("+OK echo\r\n"))
            }
        }
    }

    @Test(arguments: [("127.0.0.1", AddressFamily.v4), ("::1", .v6)])
    func `of a name's addresses only those of the wanted family are used`(
        host: String, family: AddressFamily
    ) async throws {
        try await Listener(host: host).serving({ Echo() }) { port in
            let dialer = SocketDialer(host: "localhost", port: port, family: family)
            let address = try? await dialer.link { $0.peer.address }
            // Some systems give localhost no IPv6 address; none may be taken for the other family.
            #expect(address == host || (address == nil && family == .v6))
        }
    }

    @Test(arguments: [AddressFamily.v4, .v6])
    func `an address of the unwanted family is no address`(family: AddressFamily) async throws {
        let host = family == .v4 ? "::1" : "127.0.0.1"
        await #expect(throws: LinkError.unknownHost(host)) {
            try await SocketDialer(host: host, port: 1, family: family).link { _ in }
        }
    }

    @Test(arguments: ["127.0.0.1", "::1"])
    func `a port where nobody listens refuses`(host: String) async throws {
        let port = try await Listener(host: host).serving({ Silence() }) { $0 }
        await #expect(throws: LinkError.refused(host: host, port: port)) {
            try await SocketDialer(host: host, port: port).link { _ in }
        }
    }

    @Test func `a name that does not exist is an unknown host`() async {
        await #expect(throws: LinkError.unknownHost("name.invalid")) {
            try await SocketDialer(host: "name.invalid", port: 110).link { _ in }
        }
    }

    @Test func `an address that cannot be reached says why in the system's words`() async {
        // 255.255.255.255 is the broadcast address: TCP cannot connect to it, and no packet leaves.
        await #expect {
            try await SocketDialer(host: "255.255.255.255", port: 110).link { _ in }
        } throws: { error in
            guard case .unreachable("255.255.255.255", 110, let reason) = error as? LinkError else { return false }
            return !reason.isEmpty && !reason.contains("errno")
        }
    }

    @Test func `connecting ends at its limit`() async throws {
        let limit = Duration.milliseconds(50)
        try await FullBacklog.listening { port in
            await #expect(throws: LinkError.timedOut(limit)) {
                try await SocketDialer(host: "127.0.0.1", port: port, connectLimit: limit).link { _ in }
            }
        }
    }

    @Test func `connecting can be cancelled`() async throws {
        try await FullBacklog.listening { port in
            let attempt = Task { try await SocketDialer(host: "127.0.0.1", port: port).link { _ in } }
            attempt.cancel()
            await #expect(throws: LinkError.cancelled) { try await attempt.value }
        }
    }

    @Test func `the link is closed however its closure ended`() async throws {
        struct Mishap: Error {}
        let (events, told) = AsyncStream.makeStream(of: Scripted.Event.self)
        try await Listener().serving({ Scripted(report: { told.yield($0) }) }) { port in
            await #expect(throws: Mishap.self) { try await dialer(port).link { _ in throw Mishap() } }
            try await dialer(port).link { _ in }
            var seen = events.makeAsyncIterator()
            let kinds = [await seen.next(), await seen.next(), await seen.next(), await seen.next()]
            #expect(kinds.filter { $0 == .closed }.count == 2)
        }
    }
}
