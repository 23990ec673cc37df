import Handbook
import MockServer
import POP3

@testable import Conformance

/// The built-in server with something wrong: what comes in, or what goes out, is changed.
struct AlteredServer: ServerMachine {
    /// What such a server remembers.
    struct Memory: Sendable {
        /// How often each line was answered, by the line in capital letters.
        var counts: [String: Int] = [:]
        var isLoggedIn = false
        /// How many lines came with the octets that are being read.
        var linesAtOnce = 0
    }

    /// Makes of a line and the reply to it another reply; an empty one is none.
    typealias Reply = @Sendable (_ line: String, _ reply: String, _ memory: Memory) -> String
    /// Makes of octets that came in one read others.
    typealias Intake = @Sendable (_ octets: [UInt8], _ memory: Memory) -> [UInt8]

    private var server: MailboxServer
    private let reply: Reply
    private let intake: Intake
    private var memory = Memory()
    private var rest: [UInt8] = []

    init(_ server: MailboxServer, intake: @escaping Intake = { octets, _ in octets }, reply: @escaping Reply) {
        self.server = server
        self.intake = intake
        self.reply = reply
    }

    var wakeAfter: Duration? { nil }

    mutating func opened(from address: String?) -> [Output] { server.opened(from: address) }
    mutating func secured() -> [Output] { server.secured() }
    mutating func idled() -> [Output] { server.idled() }
    mutating func closed() -> [Output] { server.closed() }

    mutating func received(_ bytes: [UInt8]) -> [Output] {
        rest += intake(bytes, memory)
        memory.linesAtOnce = rest.count { $0 == 0x0A }
        var outputs: [Output] = []
        while let end = rest.firstIndex(of: 0x0A) {
            let line = Array(rest[...end])
            rest.removeSubrange(...end)
            outputs += answers(to: line)
        }
        return outputs
    }

    private mutating func answers(to line: [UInt8]) -> [Output] {
        let text = String(decoding: line.dropLast(2), as: UTF8.self)
        memory.counts[text.uppercased(), default: 0] += 1
        return server.received(line).compactMap { output in
            guard case .send(let octets) = output else { return output }
            let said = String(decoding: octets, as: UTF8.self)
            if text.uppercased().hasPrefix("PASS "), said.hasPrefix("+OK") { memory.isLoggedIn = true }
            let changed = reply(text, said, memory)
            return changed.isEmpty ? nil : .send(Array(changed.utf8))
        }
    }
}

extension MemoryRun {
    /// The rows that checks report of the built-in server with something wrong, with the worst outcome of each.
    static func altered(
        _ checks: [Check], mail: [[UInt8]] = mail, offer: MailboxServer.Offer = .everything,
        intake: @escaping AlteredServer.Intake = { octets, _ in octets },
        reply: @escaping AlteredServer.Reply = { _, reply, _ in reply }
    ) async throws -> [String: Outcome] {
        let report = try await report(checks: checks, mail: mail) { store in
            let stamp = Stamp(process: 1, seconds: 0, random: .random(in: .min ... .max))
            let server = MailboxServer(over: store, stamp: stamp, offer: offer, autologout: nil)
            return AlteredServer(server, intake: intake, reply: reply)
        }
        let found = report.results.filter { [.fail, .warn, .error].contains($0.outcome) }
        return Dictionary(uniqueKeysWithValues: found.map { ($0.requirement.id.name, $0.outcome) })
    }

    /// A message with a header in UTF-8 among others.
    static let mailInUTF8 = mail + [Array("Subject: \u{3042}\r\n\r\none\r\n\u{3044}\r\n".utf8)]
}

extension MailboxServer.Offer {
    /// Everything that the built-in server can do without TLS.
    static let everything = serve(hasTLS: false, takesPasswordsInClear: true)
}

extension [Check] {
    /// Those that put a requirement to the test.
    func judging(_ row: String) -> [Check] { filter { $0.requirements.contains { $0.name == row } } }
}
