import Authentication
import MockServer
import POP3
import TestSupport

@testable import Conformance

/// A run against the built-in server, in memory.
struct MemoryRun {
    static let mail: [[UInt8]] = [
        Array("From: a@example.org\r\nSubject: small\r\n\r\none\r\n.two\r\n..\r\nthree\r\n".utf8),
        Array("Subject: plain\r\n\r\nline 1\r\nline 2\r\nline 3\r\n".utf8),
        Array("Subject: =?UTF-8?B?44GC?=\r\n\r\n\u{3042}\r\n".utf8),
        Array("Subject: empty\r\n\r\n".utf8),
        Array("Subject: large\r\n\r\n".utf8) + (0..<1_200).flatMap { Array(".\($0) and so on and on\r\n".utf8) },
        Array("Subject: plain\r\n\r\nline 1\r\nline 2\r\nline 3\r\n".utf8),
    ]

    /// Inspects the built-in server.
    static func sound(checks: [Check] = Checklist.all, mail: [[UInt8]] = mail) async throws -> Report {
        try await report(checks: checks, mail: mail) { store in
            let stamp = Stamp(process: 1, seconds: 0, random: .random(in: .min ... .max))
            return MailboxServer(over: store, stamp: stamp, autologout: nil)
        }
    }

    /// Inspects what `machine` makes over a fresh store of ``mail``.
    static func report(
        checks: [Check] = Checklist.all, mail: [[UInt8]] = mail,
        change: (inout Inspection.Options) -> Void = { _ in },
        _ machine: @escaping @Sendable (MailStore) -> any ServerMachine
    ) async throws -> Report {
        let store = MailStore([
            Account("alice", password: "wonderland", mail: mail),
            Account("bob", password: "builder", mail: Array(mail.prefix(2))),
        ])
        var options = Inspection.Options { Nonce(Array("0123456789abcdef0123".utf8)) }
        options.account = try Credentials(user: "alice", secret: .password(Array("wonderland".utf8)))
        options.otherAccount = try Credentials(user: "bob", secret: .password(Array("builder".utf8)))
        options.allowsDeletion = true
        options.wrongLoginLimit = nil
        options.patience = .milliseconds(100)
        options.replyLimit = .milliseconds(400)
        options.loginPatience = .milliseconds(50)
        change(&options)
        return await Inspection(options, checks: checks)
            .run(
                "pop3://memory", over: LoopbackDialer(over: store, clock: LeapingClock()) { machine(store) }, now: { 0 }
            )
    }
}
