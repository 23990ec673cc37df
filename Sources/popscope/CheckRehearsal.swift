import Authentication
import Conformance
import MockServer
import POP3

/// A run against the built-in server, in memory: what it takes to judge a server that has everything.
struct CheckRehearsal: Hashable {
    /// How many connections are made.
    private(set) var sessions = 0
    /// How many of them log in.
    private(set) var logins = 0
    /// How many messages are deleted for good.
    private(set) var deletions = 0

    private static let user = "rehearsal"
    private static let mail = [
        "Subject: one\r\n\r\n.\r\none\r\n", "Subject: two\r\n\r\ntwo\r\n\u{3042}\r\n",
        "Subject: three\r\n\r\nthree\r\n",
    ].map { Array($0.utf8) }

    /// - Parameters:
    ///   - options: those of the run; whoever logs in is somebody of the built-in server.
    ///   - logsIn: whether the run has an account.
    ///   - logsInElsewhere: whether it has another one as well.
    init(of options: Inspection.Options, logsIn: Bool, logsInElsewhere: Bool) async throws {
        var options = options
        let other = Self.user + "-2"
        options.account = logsIn ? try Self.credentials(Self.user) : nil
        options.otherAccount = logsInElsewhere ? try Self.credentials(other) : nil
        options.isImplicit = false
        options.loginDelay = .zero
        options.allowsSlowness = false
        options.jobs = 1
        let store = MailStore([
            Account(Self.user, password: Self.user, mail: Self.mail), Account(other, password: other, mail: Self.mail),
        ])
        let (events, teller) = AsyncStream.makeStream(of: RehearsedServer.Event.self)
        let dialer = LoopbackDialer(over: store) {
            let stamp = Stamp(process: 1, seconds: 0, random: .random(in: .min ... .max))
            return RehearsedServer(MailboxServer(over: store, stamp: stamp, autologout: nil)) { teller.yield($0) }
        }
        _ = await Inspection(options).run("pop3://localhost", over: dialer, now: { 0 })
        teller.finish()
        for await event in events {
            switch event {
            case .opened: sessions += 1
            case .loggedIn: logins += 1
            }
        }
        deletions = Self.mail.count - (store.messages(of: Self.user)?.count ?? 0)
    }

    private static func credentials(_ user: String) throws -> Credentials {
        try Credentials(user: user, secret: .password(Array(user.utf8)))
    }
}

/// The built-in server, and somebody who is told what comes of logins.
struct RehearsedServer: ServerMachine {
    /// What is told.
    enum Event: Sendable { case opened, loggedIn }

    private var server: MailboxServer
    private var session = Session()
    private let tell: @Sendable (Event) -> Void

    init(_ server: MailboxServer, _ tell: @escaping @Sendable (Event) -> Void) {
        self.server = server
        self.tell = tell
    }

    var wakeAfter: Duration? { server.wakeAfter }

    mutating func opened(from address: String?) -> [Output] {
        tell(.opened)
        return heard(server.opened(from: address))
    }

    mutating func received(_ bytes: [UInt8]) -> [Output] {
        _ = session.observe(bytes, from: .client)
        return heard(server.received(bytes))
    }

    mutating func secured() -> [Output] {
        _ = session.secured()
        return heard(server.secured())
    }

    mutating func idled() -> [Output] { heard(server.idled()) }
    mutating func closed() -> [Output] { heard(server.closed()) }

    private mutating func heard(_ outputs: [Output]) -> [Output] {
        for case .send(let bytes) in outputs {
            for case .completed(let exchange) in session.observe(bytes, from: .server) {
                if exchange.before == .authorization, exchange.after == .transaction { tell(.loggedIn) }
            }
        }
        return outputs
    }
}
