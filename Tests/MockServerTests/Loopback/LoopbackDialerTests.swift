import MockServer
import POP3
import Testing

@Suite("A dialer to servers inside the process")
struct LoopbackDialerTests {
    private struct Mishap: Error {}
    private let store = Bench.makeStore()

    private func makeDialer() -> LoopbackDialer<ContinuousClock> {
        let store = store
        return LoopbackDialer(over: store) { Bench.makeServer(store) }
    }

    private func logIn(over link: any Link) async throws -> Reply? {
        let conversation = Conversation(over: link)
        _ = try await conversation.greeting(within: .seconds(60))
        _ = try await conversation.send("USER mrose", within: .seconds(60))
        return try await conversation.send("PASS tanstaaf", within: .seconds(60))?.reply
    }

    @Test
    func `each link has a server of its own, over one store`() async throws {
        let dialer = makeDialer()
        let codes = try await dialer.link { first in
            let one = try await logIn(over: first)
            let other = try await dialer.link { try await logIn(over: $0) }
            return [one?.code, other?.code]
        }
        #expect(codes == [nil, .inUse])
    }

    @Test
    func `the link is closed when the body returns`() async throws {
        let dialer = makeDialer()
        _ = try await dialer.link { try await logIn(over: $0) }
        #expect(try await dialer.link { try await logIn(over: $0) }?.status == .ok)
    }

    @Test
    func `the link is closed when the body throws, and its error comes out`() async throws {
        let dialer = makeDialer()
        await #expect(throws: Mishap.self) {
            try await dialer.link { link in
                _ = try await logIn(over: link)
                throw Mishap()
            }
        }
        #expect(try await dialer.link { try await logIn(over: $0) }?.status == .ok)
    }
}
