import Handbook
import POP3

extension Checklist {
    /// Replies: one to each command, and their form.
    static let replies = [
        Check(
            "one-reply-before-login",
            [
                "rfc1939-5-one-response-per-command", "rfc1939-3-status-only-ok-err", "rfc1939-3-status-upper-case",
                "rfc1939-3-response-crlf", "rfc1939-3-response-max-512", "rfc2449-3-status-sp-text",
                "rfc2449-3-status-line-ascii", "rfc2449-4-first-line-512",
            ]
        ) { bench in
            try await bench.put(beforeLogin) { visit, text in try await visit.hearOut(text) }
        },
        Check(
            "one-reply-after-login",
            [
                "rfc1939-5-one-response-per-command", "rfc1939-3-status-only-ok-err", "rfc1939-3-status-upper-case",
                "rfc1939-3-response-crlf", "rfc1939-3-response-max-512", "rfc2449-3-status-sp-text",
                "rfc2449-3-status-line-ascii", "rfc2449-4-first-line-512", "rfc1939-3-error-single-line",
            ]
        ) { bench in
            guard bench.facts.method != nil else { return }
            try await bench.put(afterLogin, in: .transaction) { visit, text in try await visit.hearOut(text) }
        },
        Check(
            "messages-octets", ["rfc2449-3-multiline-content-octets"], messages: 1
        ) { bench in
            // The survey has fetched them; in the listings the rule has seen to it.
            try await bench.loggedIn { visit in
                for text in ["CAPA", "LIST", "UIDL"] where visit.isOpen { _ = try await visit.attempt(text) }
            }
        },
        Check("errors-of-one-line", ["rfc1939-3-error-single-line"]) { bench in
            try await bench.put(refused, in: .transaction) { visit, text in try await visit.fitsOneLine(text) }
        },
    ]

    private static let beforeLogin = [
        "CAPA", "XPRB", "USER", "PASS", "USER popscope-nobody", "STAT", "APOP", "AUTH POPSCOPE", "NOOP",
        "LIST", "xprb \(String(repeating: "e", count: 200))", "XPRB <b>&\"'%s%n\\r\\n", "capa",
    ]
    private static let afterLogin = [
        "STAT", "NOOP", "RSET", "LIST", "LIST 1", "UIDL", "UIDL 1", "CAPA", "XPRB", "USER popscope", "LIST 0", "stat",
        "noop", "rset", "xprb", "XPRB \(String(repeating: "e", count: 200))", "LIST 999999999", "NOOP", "STAT",
    ]
    private static let refused = [
        "RETR 999999", "LIST 999999", "TOP 999999 0", "UIDL 999999", "RETR", "TOP", "LIST x", "DELE 999999", "RETR 0",
        "TOP 0 0", "UIDL 0",
    ]
}

extension Visit {
    /// How long a second reply may be on its way, behind the first.
    static let pause = Duration.milliseconds(4)

    /// Sends a command, and listens for more than its one reply.
    fileprivate func hearOut(_ text: String) async throws(Interruption) {
        guard try await attempt(text) != nil else { return }
        try await listen(for: Self.pause)
    }

    /// An error is one line: a "." behind it would be the answer to the next command.
    fileprivate func fitsOneLine(_ text: String) async throws(Interruption) {
        let requirement: RequirementID = "rfc1939-3-error-single-line"
        guard let error = try await attempt(text), error.isRefused else { return }
        blame = requirement
        let isExtended = try await listen(for: Self.pause)
        blame = nil
        guard isOpen, !isExtended, let noop = try await attempt("\(Verb.noop)"),
            noop.reply.status == .malformed
        else { return }
        breach(
            requirement,
            Localized(
                en: "Behind the error the server sent \"\(noop.reply.first.quoted)\", which answers no command.",
                ja: "エラーの後に、どのコマンドへの応答でもない \"\(noop.reply.first.quoted)\" が届きました。"),
            actual: noop.reply.first)
        await drop()
    }
}
