import Authentication
import Handbook
import POP3

extension Checklist {
    /// QUIT where nothing was fetched, and the close behind it.
    static let quitting = [
        Check("quit", ["rfc1939-4-quit-authorization-ok", "rfc1939-3-close-after-quit"]) { bench in
            for word in ["QUIT", "quit", "QuIt"] {
                try await bench.visiting { visit in try await visit.quits(word, "rfc1939-4-quit-authorization-ok") }
            }
        },
        Check(
            "quit-later",
            ["rfc1939-4-quit-authorization-ok", "rfc1939-4-quit-always-available", "rfc1939-3-close-after-quit"]
        ) { bench in
            for texts in beforeQuit {
                try await bench.visiting { visit in
                    for text in texts where visit.isOpen { _ = try await visit.attempt(text) }
                    try await visit.quits("QUIT", "rfc1939-4-quit-always-available")
                }
            }
            guard bench.facts.parameters(of: "PIPELINING") != nil else { return }
            try await bench.visiting { visit in try await visit.quitsBeforeMore() }
        },
        Check(
            "quit-after-login", ["rfc1939-4-quit-always-available", "rfc1939-3-close-after-quit"]
        ) { bench in
            guard bench.facts.method != nil else { return }
            for texts in [[], ["NOOP"], ["XPRB", "STAT"], ["LIST", "RSET"]] {
                try await bench.loggedIn { visit in
                    for text in texts where visit.isOpen { _ = try await visit.attempt(text) }
                    // -ERR is a legal answer here.
                    try await visit.quits("QUIT", "rfc1939-4-quit-always-available", expecting: .okOrErr)
                }
            }
        },
        Check("quit-with-argument", ["rfc1939-6-quit-no-args"]) { bench in
            for text in ["QUIT now", "QUIT 1"] {
                _ = try await bench.visiting { visit in
                    try await visit.demand(.err, to: text, "rfc1939-6-quit-no-args")
                }
            }
        },
        Check("quit-changes-nothing", ["rfc1939-6-quit-authorization-no-update"]) { bench in
            try await bench.quitWithoutLogin()
        },
    ]

    /// What is sent before login, in front of QUIT. Behind several errors a server may say farewell of its own accord.
    private static let beforeQuit = [
        ["USER popscope-nobody"], ["USER"], ["PASS popscope"], ["XPRB"], ["STAT", "NOOP"], ["CAPA"],
        ["APOP popscope-nobody"],
    ]
}

extension Visit {
    /// Sends QUIT, which must be answered, and waits for the close.
    func quits(
        _ word: String, _ requirement: RequirementID, expecting expectation: Expectation = .ok
    ) async throws(Interruption) {
        let rows: [RequirementID] = [requirement, "rfc1939-5-one-response-per-command"]
        guard isOpen, let quit = try await probe(Line(word), rows) else { return }
        guard expect(expectation, of: quit, requirement), quit.isPositive else { return }
        try await judgeClose()
        await drop()
    }

    /// Several commands in one write: what stands behind QUIT is answered no more.
    fileprivate func quitsBeforeMore() async throws(Interruption) {
        try await write(Array("QUIT\r\nNOOP\r\nCAPA\r\n".utf8))
        do {
            guard try await reply(to: Line("\(Verb.quit)")).isPositive else { return }
        } catch {
            // A close in place of the reply is seen where QUIT is sent alone.
            guard case .closed = error else { throw error }
            return
        }
        let known = exchanges.count
        _ = try await closes(within: bench.closeLimit)
        if exchanges.count > known { breachClose(exchanges.last?.reply.first) }
        await drop()
    }

    private func judgeClose() async throws(Interruption) {
        if try await closes(within: bench.closeLimit) || bench.staysOpen { return }
        bench.noteOpenEnd()
        let known = exchanges.count
        try await write(Line("\(Verb.noop)").octets)
        if try await closes(within: Self.quickClose), exchanges.count == known { return }
        let isClosed = try await closes(within: min(Self.longestClose, bench.replyLimit))
        guard exchanges.count == known, isClosed else { return breachClose(exchanges.last?.reply.first) }
        breach(
            "rfc1939-3-close-after-quit",
            Localized(
                en: "The server closed more than \(Self.quickClose.components.seconds) s after QUIT.",
                ja: "QUIT の後、サーバーが接続を閉じるまで \(Self.quickClose.components.seconds) 秒より長くかかりました。"),
            as: .warn)
    }

    /// How long a close may take.
    private static let quickClose = Duration.seconds(5)

    /// How long a close is waited for; a server that is slower does not close.
    private static let longestClose = Duration.seconds(60)

    private func breachClose(_ line: Line?) {
        bench.staysOpen = true
        breach(
            "rfc1939-3-close-after-quit",
            Localized(
                en: "The server did not close the connection behind its reply to QUIT.",
                ja: "QUIT への応答の後、サーバーが接続を閉じませんでした。"),
            actual: line)
    }
}

extension Bench {
    /// The maildrop before and behind a session that ended in AUTHORIZATION.
    fileprivate func quitWithoutLogin() async throws {
        let before = try await stat()
        // Nobody has marked a message that can be removed, unless DELE works before login: that is for other rows.
        try await visiting { visit in try await visit.leave() }
        try await visiting { visit in
            if let user = options.account?.user { _ = try await visit.attempt(.user(user)) }
            try await visit.leave()
        }
        guard let before, let after = try await stat(), after.count != before.count else { return }
        breach(
            "rfc1939-6-quit-authorization-no-update",
            Localized(
                en: "\(before.count) messages before a session without a login, \(after.count) behind it.",
                ja: "ログインしないセッションの前は \(before.count) 通、後は \(after.count) 通でした。"))
    }

    private func stat() async throws -> DropListing? {
        try await loggedIn { visit in try await visit.attempt("\(Verb.stat)").flatMap { DropListing($0.reply) } }
    }
}
