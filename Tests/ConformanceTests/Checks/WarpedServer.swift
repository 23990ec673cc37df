import MockServer
import POP3

/// The built-in server behind somebody who changes what it hears and says.
struct WarpedServer: ServerMachine {
    /// Where a line ends.
    enum Cut: Sendable { case atCRLF, atCR, wherever }

    /// What is changed.
    struct Warp: Sendable {
        var greeting: @Sendable (String) -> String = { $0 }
        var cut = Cut.atCRLF
        /// The reply to a line; octets are Latin-1.
        var reply: @Sendable (inout Dialogue, String) -> String = { dialogue, line in dialogue.sound(line) }
    }

    /// The dialogue so far, and the sound server.
    struct Dialogue: Sendable {
        fileprivate var server: MailboxServer
        /// How often each keyword came, in upper case.
        var counts: [String: Int] = [:]
        /// The name that USER gave last.
        var user = ""
        var isIn = false
        /// Closes behind this reply.
        var closes = false
        var memory: [String: String] = [:]
        /// Which connection of a run it is, from 1; 0 where nobody counts.
        fileprivate(set) var number = 0
        fileprivate var others: [Output] = []

        /// What the sound server says.
        mutating func sound(_ line: String) -> String {
            said(server.received(octets(line) + [0x0D, 0x0A]))
        }

        fileprivate mutating func said(_ outputs: [Output]) -> String {
            var bytes: [UInt8] = []
            for output in outputs {
                if case .send(let octets) = output { bytes += octets } else { others.append(output) }
            }
            return String(String.UnicodeScalarView(bytes.map { UnicodeScalar($0) }))
        }
    }

    private var dialogue: Dialogue
    private let warp: Warp
    private var waiting: [UInt8] = []

    init(_ server: MailboxServer, _ warp: Warp, number: Int = 0) {
        dialogue = Dialogue(server: server)
        dialogue.number = number
        self.warp = warp
    }

    var wakeAfter: Duration? { dialogue.server.wakeAfter }
    mutating func secured() -> [Output] { dialogue.server.secured() }
    mutating func idled() -> [Output] { dialogue.server.idled() }
    mutating func closed() -> [Output] { dialogue.server.closed() }

    mutating func opened(from address: String?) -> [Output] {
        let outputs = dialogue.server.opened(from: address)
        let text = dialogue.said(outputs)
        return [.send(octets(warp.greeting(text)))]
    }

    mutating func received(_ bytes: [UInt8]) -> [Output] {
        waiting += bytes
        var outputs: [Output] = []
        while let line = nextLine() {
            let verb = line.prefix { $0 != " " }.uppercased()
            dialogue.counts[verb, default: 0] += 1
            let reply = warp.reply(&dialogue, line)
            if verb == "USER" { dialogue.user = String(line.dropFirst(5)) }
            if reply.hasPrefix("+OK"), ["PASS", "APOP"].contains(verb) { dialogue.isIn = true }
            if !reply.isEmpty { outputs.append(.send(octets(reply))) }
            outputs += dialogue.others
            dialogue.others = []
            if dialogue.closes { return outputs + [.close(.orderly)] }
        }
        return outputs
    }

    private mutating func nextLine() -> String? {
        let end: Int?
        switch warp.cut {
        case .atCRLF: end = waiting.firstIndex(of: 0x0A)
        case .atCR: end = waiting.firstIndex(of: 0x0D)
        case .wherever: end = waiting.isEmpty ? nil : waiting.firstIndex(of: 0x0A) ?? waiting.endIndex
        }
        guard let end else { return nil }
        var line = waiting[..<end]
        if line.last == 0x0D { line = line.dropLast() }
        waiting.removeFirst(min(end + 1, waiting.count))
        if warp.cut == .atCR, waiting.first == 0x0A { waiting.removeFirst() }
        return String(String.UnicodeScalarView(line.map { UnicodeScalar($0) }))
    }
}

private func octets(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }
