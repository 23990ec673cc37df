import Foundation
import NIOCore
import POP3
import TestSupport
import Testing
import Transport

/// The dangerous attacker: puts a line between STLS and the handshake, then lets the handshake happen.
@Suite("Clear text between STLS and the handshake", .timeLimit(.minutes(5)))
struct InjectionTests {
    /// How many sessions each side has; `POPSCOPE_INJECTIONS=1000` is what a release is tried with.
    private static let sessions =
        ProcessInfo.processInfo.environment["POPSCOPE_INJECTIONS"].flatMap { Int($0) } ?? 200
    private static let line = [UInt8]("+OK logged in\r\n")

    private enum Outcome: Hashable, Sendable {
        /// It came in one read with the reply: the session holds it, and TLS does not begin.
        case seenWithReply
        case reported
        case accepted
        case other(LinkError)
    }

    @Test func `a client reports every line behind +OK, wherever it was cut`() async throws {
        let context = try goodContext()
        let options = try trusting()
        var random = Randomness(seed: 2_595)
        let plans = (0..<Self.sessions).map { number in
            // Every second one comes by itself, sooner or later than the client's first octets of TLS.
            let length = 11 + Self.line.count
            return (
                cut: number.isMultiple(of: 2) ? 11 : Int.random(in: 0...length, using: &random),
                pause: TimeAmount.microseconds(Int64.random(in: 0...20_000, using: &random))
            )
        }
        let tally = try await tally(plans) { plan in
            try await RawTLSServer.stls(context, behind: Self.line, cut: plan.cut, pause: plan.pause).serving { port in
                try await tlsDialer(port, .clear, options).link { try await Self.outcome(on: $0) }
            }
        }
        #expect(Set(tally.keys) == [.reported, .seenWithReply], "\(tally)")
    }

    @Test func `a server reports every line behind STLS, and its machine hears none`() async throws {
        let tls = try ServerTLS.made(names: ["localhost"])
        var random = Randomness(seed: 8_314)
        let sent = [UInt8]("STLS\r\nUSER eve\r\n")
        let cuts = (0..<Self.sessions).map { $0.isMultiple(of: 2) ? 6 : Int.random(in: 0...sent.count, using: &random) }
        let (events, told) = AsyncStream.makeStream(of: ServedEvent.self)
        let (heard, hears) = AsyncStream.makeStream(of: [UInt8].self)
        let machine = { @Sendable in STLSMachine { hears.yield($0) } }
        try await Listener(security: .startTLS(tls)).serving(machine, observe: { told.yield($0) }) { port in
            _ = try await tally(cuts) { cut in
                try await dialer(port).link { link in
                    try? await link.send(Array(sent[..<cut]))
                    try? await link.send(Array(sent[cut...]))
                    _ = try? await link.receiveAll()
                    return Outcome.reported
                }
            }
        }
        told.finish()
        hears.finish()
        let kinds = await events.reduce(into: []) { $0.append($1.kind) }
        let injected = kinds.reduce(into: 0) { if case .injected = $1 { $0 += 1 } }
        #expect(injected == Self.sessions)
        #expect(kinds.count == 3 * Self.sessions)
        #expect(await heard.reduce(into: Set<[UInt8]>()) { $0.insert($1) } == [[UInt8]("STLS\r\n")])
    }

    @Test func `a machine that finds clear text itself loses its client, and all of it is reported`() async throws {
        let (events, told) = AsyncStream.makeStream(of: ServedEvent.self)
        let machine = Scripted(reply: [.send([UInt8]("+OK\r\n")), .injected([UInt8]("NOOP\r\n"))])
        try await Listener().serving({ machine }, observe: { told.yield($0) }) { port in
            try await dialer(port).link { link in
                try await link.send([UInt8]("STLS\r\nQUIT\r\n"))
                #expect(try await link.receiveAll() == [UInt8]("+OK\r\n"))
            }
        }
        told.finish()
        let kinds = await events.reduce(into: []) { $0.append($1.kind) }
        #expect(kinds == [.opened, .injected([UInt8]("NOOP\r\nQUIT\r\n")), .closed])
    }

    private static func outcome(on link: any Link) async throws(LinkError) -> Outcome {
        _ = try await link.receiveLine()
        try await link.send([UInt8]("STLS\r\n"))
        let reply = try await link.receiveLine()
        guard reply.last == 0x0A, reply.count == 11 else { return .seenWithReply }
        do {
            try await link.startTLS()
            return .accepted
        } catch .tls(.clearTextBehind(let octets)) where octets.starts(with: line.prefix(1)) {
            return .reported
        } catch {
            return .other(error)
        }
    }

    /// How often each outcome came, with a few sessions at a time.
    private func tally<Plan: Sendable>(
        _ plans: [Plan], _ session: @escaping @Sendable (Plan) async throws -> Outcome
    ) async throws -> [Outcome: Int] {
        try await withThrowingTaskGroup(of: Outcome.self) { group in
            var tally: [Outcome: Int] = [:]
            for (number, plan) in plans.enumerated() {
                if number >= 16, let outcome = try await group.next() { tally[outcome, default: 0] += 1 }
                group.addTask { try await session(plan) }
            }
            for try await outcome in group { tally[outcome, default: 0] += 1 }
            return tally
        }
    }
}
