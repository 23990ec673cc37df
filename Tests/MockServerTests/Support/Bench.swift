import MockServer
import POP3

/// A server on the bench: it begins in a named state and is spoken to in lines.
struct Bench {
    let store: MailStore
    private(set) var server: MailboxServer
    /// Whether the server has closed the connection.
    private(set) var isClosed = false

    /// The timestamp and the user of the examples in RFC 1939.
    static let stamp = "<1896.697170952@dbc.mtview.ca.us>"
    static let digest = "c4c9334bac560ecc979e58001b3e22fb"

    static let small = "Subject: small\n\none\ntwo\nthree\n"
    static let dots = "Subject: dots\r\n\r\n.\r\n..\r\n.x\r\nplain\r\n"
    static let open = "Subject: open\r\n\r\nno line ending"

    /// `mrose` has three messages, of 35, 35 and 33 octets; `empty` has none.
    static func makeStore() -> MailStore {
        MailStore([
            Account("mrose", password: "tanstaaf", mail: [small, dots, open].map { Array($0.utf8) }),
            Account("empty", password: "tanstaaf"),
            Account("spaced", password: " two  words "),
            Account("pass-only", password: "tanstaaf", logins: [.pass]),
            Account("apop-only", password: "tanstaaf", logins: [.apop]),
        ])
    }

    static func makeServer(_ store: MailStore, autologout: Duration? = .seconds(600)) -> MailboxServer {
        guard let stamp = Stamp(stamp) else { preconditionFailure("the RFC's timestamp is one") }
        return MailboxServer(over: store, stamp: stamp, autologout: autologout)
    }

    /// A server that nobody has called yet.
    init(unopened store: MailStore = makeStore()) {
        self.store = store
        server = Self.makeServer(store)
    }

    /// A server that has said its greeting.
    static func authorization(_ store: MailStore = makeStore()) -> Bench {
        var bench = Bench(unopened: store)
        _ = bench.open()
        return bench
    }

    /// A server at which `user` has logged in.
    static func transaction(_ store: MailStore = makeStore(), as user: String = "mrose") -> Bench {
        var bench = authorization(store)
        _ = bench.say("USER \(user)", "PASS tanstaaf")
        return bench
    }

    mutating func open() -> String {
        take(server.opened(from: nil))
    }

    /// Sends lines, each by itself; the octets that came back.
    mutating func say(_ lines: String...) -> String {
        lines.map { send(Line($0).octets) }.joined()
    }

    /// Sends octets; the octets that came back.
    mutating func send(_ bytes: [UInt8]) -> String {
        take(server.received(bytes))
    }

    mutating func idle() -> [Output] {
        server.idled()
    }

    /// The connection is lost.
    mutating func drop() {
        _ = server.closed()
    }

    private mutating func take(_ outputs: [Output]) -> String {
        var text = ""
        for output in outputs {
            switch output {
            case .send(let bytes): text += String(decoding: bytes, as: UTF8.self)
            case .startTLS: text += "<TLS>"
            case .close: isClosed = true
            }
        }
        return text
    }
}

extension String {
    /// The status indicator and the response code that the text begins with.
    var verdict: String {
        let words = split(separator: " ", maxSplits: 2).map(String.init)
        return words.count > 1 && words[1].hasPrefix("[") ? "\(words[0]) \(words[1])" : words.first ?? ""
    }

    /// The lines, each with CRLF at its end on the wire; a last line without it is reported as it is.
    var wireLines: [String] {
        var lines = split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() } else { lines.append("<no CRLF>") }
        return lines
    }
}
