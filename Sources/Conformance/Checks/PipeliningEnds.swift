import Authentication
import Handbook
import POP3

extension Checklist {
    /// Batches that are long, that bring much, that begin with a login, or that end the session.
    static let pipeliningEnds = [
        trial("pipelining-while-receiving", ["rfc2449-6.6-pipelining-while-receiving"], messages: 2) {
            visit throws(Interruption) in
            let (first, large) = (visit.bench.facts.mail?.ordinary?.number ?? 1, visit.bench.facts.largest)
            let commands = ["RETR \(large)", "RETR \(first)", "RETR \(large)", "DELE \(first)", "NOOP", "RSET", "STAT"]
            guard let plain = try await visit.runPlainly(commands) else { return }
            try await visit.compare(plain, "rfc2449-6.6-pipelining-while-receiving", Checklist.ahead) {
                plain throws(Interruption) in
                // The first reply is large, and the rest is there before it has come.
                let first = Line(plain.commands[0]).octets
                return try await visit.burst(
                    [first, Array(plain.octets.dropFirst(first.count))], replies: commands.count, within: plain.patience
                )
            }
        },
        trial("pipelining-window", ["rfc2449-6.6-pipelining-window"], messages: 1) { visit throws(Interruption) in
            let large = visit.bench.facts.largest
            guard let plain = try await visit.runPlainly(["RETR \(large)", "STAT"]) else { return }
            let octets = plain.exchanges[0].reply.body?.octets ?? 0
            let count = max(3, min(20, (1 << 20) / max(1, octets)))
            try await visit.compare(
                plain.repeating(Array(repeating: 0, count: count) + [1]), "rfc2449-6.6-pipelining-window",
                Checklist.ahead
            ) { plain throws(Interruption) in
                try await visit.burst([plain.octets], replies: plain.commands.count, within: plain.patience)
            }
        },
        trial("pipelining-large-batch", ["rfc2449-6.6-pipelining-large-batch"]) { visit throws(Interruption) in
            guard let plain = try await visit.runPlainly(["NOOP", "STAT"]) else { return }
            let batch = (1...1_000).map { $0.isMultiple(of: 100) ? 1 : 0 }
            try await visit.compare(
                plain.repeating(batch), "rfc2449-6.6-pipelining-large-batch", Checklist.ahead
            ) { plain throws(Interruption) in
                try await visit.burst([plain.octets], replies: plain.commands.count, within: plain.patience)
            }
        },
        Check("pipelined-login", ["rfc2449-6.6-pipelining-login-batch"]) { bench in
            guard bench.facts.offers("PIPELINING") else { return }
            guard bench.facts.method == .userPass, case .password(let secret)? = bench.options.account?.secret else {
                return bench.skip(
                    "rfc2449-6.6-pipelining-login-batch",
                    because: Localized(en: "USER and PASS do not log in here.", ja: "USER と PASS ではログインできません。"))
            }
            try await bench.logInAhead(with: secret)
        },
        Check("pipelined-quit", ["rfc2449-6.6-pipelining-quit-last"]) { bench in
            guard bench.facts.offers("PIPELINING") else { return }
            // TLS has no half of a connection that is closed: who gets close_notify may forget what it has not sent.
            guard try await bench.quitsAhead(halfClosing: false), !bench.options.isSecure else { return }
            _ = try await bench.quitsAhead(halfClosing: true)
        },
    ]
}

extension PlainRun {
    /// The commands that stand at these places, and what is to be expected of them.
    fileprivate func repeating(_ places: [Int]) -> PlainRun {
        PlainRun(commands: places.map { commands[$0] }, exchanges: places.map { exchanges[$0] }, patience: patience)
    }
}

extension Facts {
    /// The number of the largest message that was fetched whole.
    fileprivate var largest: Int {
        mail?.samples.filter(\.body.isWhole).max { $0.body.octets < $1.body.octets }?.number ?? 1
    }
}

extension Bench {
    /// Ends a session behind commands in one write, perhaps with the sending side closed at once.
    ///
    /// - Returns: whether every command was answered.
    fileprivate func quitsAhead(halfClosing: Bool) async throws -> Bool {
        try await loggedIn { visit in
            guard let plain = try await visit.runPlainly(["STAT", "NOOP"]) else { return false }
            let octets = plain.octets + Line("\(Verb.quit)").octets
            try await visit.write(octets)
            if halfClosing { await visit.conversation.link.finishSending() }
            let replies = try await visit.burst([], replies: 3, within: plain.patience)
            let isRight = replies.count == 3 && plain.firstDifference(from: replies) == nil
            if !isRight {
                visit.breach(
                    "rfc2449-6.6-pipelining-quit-last",
                    Localized(
                        en:
                            "STAT, NOOP and QUIT were sent in one write\(halfClosing ? ", and the sending side closed" : ""): \(replies.count) of 3 were answered as by themselves.",
                        ja:
                            "STAT、NOOP、QUIT をまとめて送り\(halfClosing ? "、送信側を閉じ" : "")たところ、単独のときと同じ応答は 3 個のうち \(replies.count) 個まででした。"
                    ), as: halfClosing ? .warn : nil)
            }
            _ = try await visit.closes(within: options.patience)
            await visit.drop()
            return isRight
        }
    }

    private enum Batch { case done, refused, broken }

    /// USER, PASS and what follows in one write. A login that is refused is tried again like any other.
    fileprivate func logInAhead(with secret: [UInt8]) async throws {
        let begin = ContinuousClock.now
        guard let plain = try await loggedIn({ visit in try await visit.runPlainly(["STAT", "NOOP", "STAT"]) }) else {
            return skip(Self.loginBatch, because: Checklist.outOfStep)
        }
        let taken = begin.duration(to: .now)
        let limit = min(replyLimit, max(options.patience * 2, taken * 10))
        let deadline = ContinuousClock.now + options.loginPatience
        var backoff = Backoff()
        while try await sendLogin(secret, plain, within: limit) == .refused {
            guard ContinuousClock.now < deadline else {
                // The mailbox is free, then, and the password right.
                try await loggedIn { _ in }
                return breach(Self.loginBatch, Self.outOfOrder)
            }
            try await backoff.wait()
        }
    }

    private static let loginBatch: RequirementID = "rfc2449-6.6-pipelining-login-batch"
    private static let outOfOrder = Localized(
        en: "USER, PASS, STAT, NOOP, STAT and QUIT in one write were not all carried out in their order.",
        ja: "USER、PASS、STAT、NOOP、STAT、QUIT をまとめて送ったところ、すべてが順に実行されたわけではありません。")

    private func sendLogin(_ secret: [UInt8], _ plain: PlainRun, within limit: Duration) async throws -> Batch {
        await waitForLogin()
        return try await visiting { visit in
            let user = Line("\(Verb.user) \(options.account?.user ?? "")").octets
            let pass = Line(bytes: Array("\(Verb.pass) ".utf8) + secret).octets
            let rest = plain.octets + Line("\(Verb.quit)").octets
            let replies = try await visit.burst([user + pass + rest], replies: 6, within: limit)
            if replies.count == 6, replies[0].isPositive, replies[1].isPositive,
                plain.firstDifference(from: Array(replies[2...4])) == nil
            {
                _ = try await visit.closes(within: options.patience)
                await visit.drop()
                return .done
            }
            let isRefused = replies.count > 1 && replies[0].isPositive && replies[1].isRefused
            if !isRefused { visit.breach(Self.loginBatch, Self.outOfOrder) }
            await visit.drop()
            return isRefused ? .refused : .broken
        }
    }
}
