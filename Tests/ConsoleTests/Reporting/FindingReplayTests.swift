import Authentication
import Handbook
import MockServer
import POP3
import Testing

@testable import Conformance
@testable import Console

/// What the file of a finding says of the server that it was found on, and of a right one.
struct FindingRun {
    static let mail: [[UInt8]] = [
        Array("From: a@example.org\r\nSubject: small\r\n\r\none\r\n.two\r\n..\r\nthree\r\n".utf8),
        Array("Subject: plain\r\n\r\nline 1\r\nline 2\r\nline 3\r\n".utf8),
        Array("Subject: =?UTF-8?B?44GC?=\r\n\r\n\u{3042}\r\n".utf8),
        Array("Subject: empty\r\n\r\n".utf8),
    ]

    let fault: Fault

    /// Inspects the wrong server, as far as the requirements go that the fault breaks.
    func scripts() async throws -> [FindingScript] {
        var options = Inspection.Options { Nonce(Array("0123456789abcdef0123".utf8)) }
        options.account = try Credentials(user: "alice", secret: .password(Array("wonderland".utf8)))
        options.otherAccount = try Credentials(user: "bob", secret: .password(Array("builder".utf8)))
        options.selection = Set(fault.requirements)
        options.allowsDeletion = true
        options.wrongLoginLimit = nil
        options.patience = .milliseconds(100)
        options.replyLimit = .milliseconds(400)
        options.loginPatience = .milliseconds(50)
        let report = await Inspection(options).run("pop3://memory", over: dialer([fault]), now: { 0 })
        return report.results.compactMap { FindingScript($0, in: .en) }
    }

    /// How many differences a replay finds; `nil` where it stops for another reason.
    func differences(_ script: FindingScript, isMended: Bool) async throws -> Int? {
        var reader = TranscriptReader()
        let numbered = try reader.readNumbered(script.transcript.octets) + reader.finishNumbered()
        var options = ReplayOptions()
        options.secrets = TranscriptSecrets(["alice": Array("wonderland".utf8), "bob": Array("builder".utf8)])
        options.timeout = .milliseconds(400)
        let dialer = dialer(isMended ? [] : [fault])
        let result = await ReplayRun(try TranscriptScript(numbered), options) { _ in dialer }.run()
        return result.stop == nil ? result.mismatches.count : nil
    }

    private func dialer(_ faults: [Fault]) -> some Dialer {
        let store = MailStore([
            Account("alice", password: "wonderland", mail: Self.mail),
            Account("bob", password: "builder", mail: Array(Self.mail.prefix(2))),
        ])
        return LoopbackDialer(over: store) {
            let stamp = Stamp(process: 1, seconds: 0, random: .random(in: .min ... .max))
            return FaultyServer(MailboxServer(over: store, stamp: stamp, autologout: nil), faults: faults)
        }
    }
}

@Suite("The file of a finding")
struct FindingReplayTests {
    /// Faults of each kind that one reply shows.
    private static let names = [
        "status-lower-case", "status-mixed-case", "status-of-imap", "status-joined", "status-tab", "status-line-nul",
        "line-bare-lf", "line-two-returns", "reply-doubled", "reply-trailing-line", "error-two-lines",
        "error-with-terminator", "stat-in-words", "stat-two-spaces", "stat-extra", "list-single-multi",
        "uidl-single-multi", "arguments-where-none-belong", "dele-twice-known", "dele-unknown-known",
        "dele-without-number", "greeting-bare-lf", "list-before-login", "list-deleted-known", "list-unknown-known",
        "noop-refused", "retr-deleted-known", "retr-unknown-known", "retr-without-number",
        "rset-before-login", "rset-refused", "stat-before-login", "top-deleted-known", "top-unknown-known",
        "uidl-before-login", "user-after-login", "list-extra", "list-two-spaces", "list-indented", "retr-unstuffed",
    ]

    @Test(arguments: names)
    func `it differs from the wrong server, and not from a right one`(name: String) async throws {
        let run = FindingRun(fault: try Fault(name))
        let played = try await run.scripts().filter { $0.obstacle == nil }
        #expect(!played.isEmpty)
        for script in played {
            let wrong = try #require(try await run.differences(script, isMended: false))
            #expect(wrong > 0, "\(script.requirement)")
            #expect(try await run.differences(script, isMended: true) == 0, "\(script.requirement)")
        }
    }
}
