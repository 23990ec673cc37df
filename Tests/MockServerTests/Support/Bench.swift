import Authentication
import MockServer
import POP3
import TestSupport

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
        MailStore(
            [
                Account("mrose", password: "tanstaaf", mail: [small, dots, open].map { Array($0.utf8) }),
                Account("empty", password: "tanstaaf"),
                Account("spaced", password: " two  words "),
                Account("pass-only", password: "tanstaaf", logins: [.userPass]),
                Account("apop-only", password: "tanstaaf", logins: [.apop]),
                Account("token-only", password: "", tokens: ["vF9dft4qmT"]),
            ], seed: Array("bench".utf8))
    }

    static func makeServer(
        _ store: MailStore, offer: MailboxServer.Offer = .practice, isSecure: Bool = false, identity: String? = nil,
        autologout: Duration? = .seconds(600)
    ) -> MailboxServer {
        guard let stamp = Stamp(stamp) else { preconditionFailure("the RFC's timestamp is one") }
        return MailboxServer(
            over: store, stamp: stamp, offer: offer, isSecure: isSecure, identity: identity,
            random: Randomness(seed: 5034), autologout: autologout)
    }

    /// A server that nobody has called yet.
    init(
        unopened store: MailStore = makeStore(), offer: MailboxServer.Offer = .practice, isSecure: Bool = false,
        identity: String? = nil
    ) {
        self.store = store
        server = Self.makeServer(store, offer: offer, isSecure: isSecure, identity: identity)
    }

    /// A server that has said its greeting.
    static func authorization(
        _ store: MailStore = makeStore(), offer: MailboxServer.Offer = .practice, isSecure: Bool = false,
        identity: String? = nil
    ) -> Bench {
        var bench = Bench(unopened: store, offer: offer, isSecure: isSecure, identity: identity)
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

    /// The TLS handshake is complete.
    mutating func secure() -> [Output] {
        server.secured()
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
            case .wait(let pause): text += "<\(pause)>"
            case .startTLS: text += "<TLS>"
            case .injected(let bytes):
                text += "<injected \(String(decoding: bytes, as: UTF8.self))>"
                isClosed = true
            case .close: isClosed = true
            }
        }
        return text
    }
}

extension MailboxServer.Offer {
    /// What a server on a network offers, passwords in clear text too.
    static let everything = serve(hasTLS: true, takesPasswordsInClear: true)
    /// What it offers when nothing readable crosses the wire in clear text.
    static let careful = serve(hasTLS: true, takesPasswordsInClear: false)
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
