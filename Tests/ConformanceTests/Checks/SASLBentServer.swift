import Authentication
import Handbook
import MockServer
import POP3
import TestSupport
import Testing

@testable import Conformance

/// The built-in server, but for what somebody changed on its way in or out, line by line.
struct BentSASLServer: ServerMachine {
    /// What has happened on the connection before a line.
    struct Past: Sendable {
        var lines: [String] = []
        var replies: [String] = []
        var isSecure = false
    }

    /// A change, and what it must be reported as.
    struct Bend: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var rows: Set<RequirementID>
        /// What the server hears for a line; several lines get the last one's reply.
        let hears: @Sendable (String, Past) -> String
        /// What the client hears for a reply.
        let says: @Sendable (String, String, Past) -> String
        /// What the server says behind the handshake.
        let greetsAgain: Bool
        /// Whether what stands behind STLS is heard under TLS.
        let keepsClearText: Bool

        init(
            _ name: String, _ rows: RequirementID..., greetsAgain: Bool = false, keepsClearText: Bool = false,
            says: @escaping @Sendable (_ reply: String, _ line: String, Past) -> String = { reply, _, _ in reply },
            hears: @escaping @Sendable (String, Past) -> String = { line, _ in line }
        ) {
            testDescription = name
            self.rows = Set(rows)
            self.greetsAgain = greetsAgain
            self.keepsClearText = keepsClearText
            self.hears = hears
            self.says = says
        }
    }

    private var server: any ServerMachine
    private let bend: Bend
    private var past = Past()
    private var input: [UInt8] = []
    private var kept: [UInt8] = []

    init(_ server: any ServerMachine, _ bend: Bend) {
        self.server = server
        self.bend = bend
    }

    mutating func opened(from address: String?) -> [Output] { server.opened(from: address) }

    mutating func received(_ bytes: [UInt8]) -> [Output] {
        input += bytes
        var outputs: [Output] = []
        while let end = input.firstIndex(of: 0x0A) {
            let line = String(decoding: input[..<end].dropLast(), as: UTF8.self)
            input.removeFirst(end + 1)
            outputs += answer(line)
            guard outputs.contains(.startTLS), bend.keepsClearText else { continue }
            (kept, input) = (input, [])
        }
        return outputs
    }

    private mutating func answer(_ line: String) -> [Output] {
        var outputs: [Output] = []
        for heard in bend.hears(line, past).split(separator: "\r\n", omittingEmptySubsequences: false) {
            outputs = server.received(Array("\(heard)\r\n".utf8))
        }
        let reply = outputs.reduce(into: "") { text, output in
            if case .send(let bytes) = output { text += String(decoding: bytes, as: UTF8.self) }
        }
        let said = bend.says(reply, line, past)
        past.lines.append(line)
        past.replies.append(said)
        let rest = outputs.filter { if case .send = $0 { false } else { true } }
        return [.send(Array(said.utf8))] + rest
    }

    mutating func secured() -> [Output] {
        past.isSecure = true
        if !bend.keepsClearText { input = [] }
        let greeting = bend.greetsAgain ? [Output.send(Array("+OK welcome again\r\n".utf8))] : []
        let outputs = server.secured()
        return greeting + outputs + (kept.isEmpty ? [] : received(kept))
    }

    mutating func idled() -> [Output] { server.idled() }
    var wakeAfter: Duration? { server.wakeAfter }
    mutating func closed() -> [Output] { server.closed() }
}

extension BentSASLServer {
    /// What is reported of a server with a bend: the rows that fail or warn.
    static func reported(
        _ bend: Bend, checks: [Check], offer: MailboxServer.Offer = .practice, fixed: Bool = false
    ) async throws -> Set<RequirementID> {
        let report = try await MemoryRun.securable(checks: checks) { store in
            let stamp = Stamp(process: 1, seconds: 0, random: .random(in: .min ... .max))
            let server =
                fixed
                ? MailboxServer(over: store, stamp: stamp, offer: offer, random: Zeros(), autologout: nil)
                : MailboxServer(over: store, stamp: stamp, offer: offer, autologout: nil)
            return BentSASLServer(server, bend)
        }
        return Set(report.results.filter { [.fail, .warn, .error].contains($0.outcome) }.map(\.requirement.id))
    }

    /// Chance without chance.
    struct Zeros: RandomNumberGenerator {
        func next() -> UInt64 { 0 }
    }

    /// The fields of a message of PLAIN; `nil` for what is none.
    static func fields(of text: String) -> [String]? {
        guard case .success(let octets) = Base64.decode(text) else { return nil }
        return octets.split(separator: 0, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    }

    /// PLAIN of these fields.
    static func plain(_ fields: String...) -> String { Base64.encode(Array(fields.joined(separator: "\0").utf8)) }

    /// The right message of PLAIN.
    static let right = plain("", "alice", "wonderland")
}

extension MemoryRun {
    /// As ``report(checks:mail:change:_:)``, where a handshake takes place too, if only in name.
    static func securable(
        checks: [Check], change: (inout Inspection.Options) -> Void = { _ in },
        handshake: TLSDetails? = handshake,
        _ machine: @escaping @Sendable (MailStore) -> any ServerMachine
    ) async throws -> Report {
        let store = MailStore([
            Account("alice", password: "wonderland", mail: mail),
            Account("bob", password: "builder", mail: Array(mail.prefix(2))),
        ])
        var options = Inspection.Options { Nonce((0..<15).map { _ in .random(in: .min ... .max) }) }
        options.account = try Credentials(user: "alice", secret: .password(Array("wonderland".utf8)))
        options.otherAccount = try Credentials(user: "bob", secret: .password(Array("builder".utf8)))
        options.wrongLoginLimit = nil
        options.patience = .milliseconds(100)
        options.replyLimit = .milliseconds(400)
        options.loginPatience = .milliseconds(50)
        change(&options)
        let dialer = LoopbackDialer(over: store, handshake: handshake, clock: LeapingClock()) { machine(store) }
        return await Inspection(options, checks: checks).run("pop3://memory", over: dialer, now: { 0 })
    }

    /// A handshake with a certificate that holds.
    static let handshake = TLSDetails(
        version: .tls13, cipher: nil, serverName: "popscope.example", chain: [], verification: .verified)

    /// A server on a network with everything that it can do, passwords in clear text included.
    static let networkOffer = MailboxServer.Offer.serve(hasTLS: true, takesPasswordsInClear: true)
}
