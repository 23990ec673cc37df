import Authentication
import MockServer
import POP3
import TestSupport

/// A server with faults, and the clients that talk to it one after the other or side by side.
struct FaultBench {
    /// One thing that happens; a string is a line of the client.
    enum Step: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
        case line(String)
        /// Octets without CRLF at their end.
        case octets(String)
        /// `mrose`, or somebody else, logs in.
        case login(String = "mrose")
        /// Another connection, which the next steps are about; it has had its greeting.
        case connect
        /// The same without waiting for the greeting: this step's answer is the greeting.
        case greeting
        /// Back to an earlier connection, counted from 0.
        case back(Int)
        case drop, idle, secure
        /// Nothing; its answer is the autologout timer.
        case patience
        case deliver(String)

        init(stringLiteral text: String) { self = .line(text) }
    }

    private let store: MailStore
    private let offer: MailboxServer.Offer
    private let faults: [Fault]
    private var servers: [FaultyServer] = []
    private var current = 0

    static let dotted = "Subject: dotted\n\nEnds.\n.\n.x\n..\nlast\n"
    static let utf8 = "Subject: caf\u{E9}\n\nun caf\u{E9}\n"
    static let huge = "Subject: huge\n\n" + String(repeating: ".23456789\n", count: 500)

    /// A server that offers everything, TLS too, and has not been called yet.
    init(_ faults: [Fault]) {
        let mail = [Bench.small, Self.dotted, Self.utf8].map { Array($0.utf8) }
        store = MailStore(
            [
                Account("mrose", password: "tanstaaf", mail: mail),
                Account("huge", password: "tanstaaf", mail: [Array(Self.huge.utf8)]),
                Account("empty", password: "tanstaaf"),
            ], seed: Array("bench".utf8))
        offer = .everything
        self.faults = faults
    }

    /// What the last of these steps is answered, on a server whose first connection has had its greeting.
    static func answer(_ faults: [Fault], _ steps: [Step]) -> String {
        var bench = FaultBench(faults)
        _ = bench.take(.connect)
        var answer = ""
        for step in steps { answer = bench.take(step) }
        return answer
    }

    mutating func take(_ step: Step) -> String {
        switch step {
        case .line(let text): return told { $0.received(Line(text).octets) }
        case .octets(let text): return told { $0.received(Array(text.utf8)) }
        case .login(let user):
            return told { $0.received(Line("USER \(user)").octets) + $0.received(Line("PASS tanstaaf").octets) }
        case .connect, .greeting:
            let server = Bench.makeServer(store, offer: offer, seed: UInt64(servers.count))
            servers.append(FaultyServer(server, faults: faults))
            current = servers.count - 1
            return told { $0.opened(from: nil) }
        case .back(let number):
            current = number
            return ""
        case .drop: return told { $0.closed() }
        case .idle: return told { $0.idled() }
        case .patience: return "\(servers[current].wakeAfter ?? .zero)"
        case .secure: return told { $0.secured() }
        case .deliver(let text):
            store.deliver(Array(text.utf8), to: "mrose")
            return ""
        }
    }

    private mutating func told(_ tell: (inout FaultyServer) -> [Output]) -> String {
        tell(&servers[current]).reduce(into: "") { text, output in
            switch output {
            case .send(let bytes): text += bytes.readable
            case .wait(let pause): text += "<wait \(pause)>"
            case .startTLS: text += "<TLS>"
            case .injected: text += "<injected>"
            case .close: text += "<close>"
            }
        }
    }
}

extension Bench {
    /// A server whose challenges, and whose timestamp, depend on `seed`.
    fileprivate static func makeServer(_ store: MailStore, offer: MailboxServer.Offer, seed: UInt64) -> MailboxServer {
        MailboxServer(
            over: store, stamp: Stamp(process: 1, seconds: 2, random: seed), offer: offer,
            random: Randomness(seed: seed))
    }
}

extension [UInt8] {
    /// The octets as text; CRLF is `|`, and of the others those that are no printable ASCII are named.
    fileprivate var readable: String {
        String(decoding: self, as: UTF8.self).replacing("\r\n", with: "|").replacing("\r", with: "<CR>")
            .replacing("\n", with: "<LF>").replacing("\0", with: "<NUL>").replacing("\t", with: "<TAB>")
    }
}
