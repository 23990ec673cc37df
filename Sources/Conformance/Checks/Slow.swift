import Handbook
import POP3

extension Checklist {
    /// What takes minutes: the timer that ends an idle session.
    static let slow = slow(SlowTimes())

    /// The same with other times, in which a test can wait.
    static func slow(_ times: SlowTimes) -> [Check] {
        [
            Check(
                "idle",
                [
                    "rfc1939-3-autologout-min-10min", "rfc1939-3-autologout-min-10min-preauth",
                    "rfc1939-3-autologout-silent-close",
                ]
            ) { bench in
                try await bench.idle(times)
            },
            Check("idle-with-commands", ["rfc1939-3-autologout-reset-by-command"]) { bench in
                try await bench.keepAwake(times)
            },
            Check("idle-until-closed", ["rfc1939-3-autologout-allowed", "rfc1939-3-autologout-silent-close"]) { bench in
                try await bench.waitForClose(times)
            },
            Check("idle-with-a-mark", ["rfc1939-3-autologout-no-update"], messages: 1) { bench in
                try await bench.waitWithMark(times)
            },
            Check("lock-behind-a-lost-connection", ["rfc1939-4-lock-released-after-quit"]) { bench in
                try await bench.waitForLock(times)
            },
        ]
    }
}

/// How long the slow checks wait.
struct SlowTimes {
    /// A little less than the ten minutes that no timer may be shorter than.
    var least = Duration.seconds(595)
    /// Between two commands that keep a session awake.
    var step = Duration.seconds(300)
    /// How often such a command is sent.
    var steps = 4
    /// The longest wait for a timer.
    var most = Duration.seconds(3_600)
    /// How long the lock of a connection that was lost may last.
    var lock = Duration.seconds(600)
}

extension Bench {
    /// Two sessions that say nothing: one in AUTHORIZATION, one in TRANSACTION.
    fileprivate func idle(_ times: SlowTimes) async throws {
        try await visiting { stranger in
            if facts.method != nil {
                try await loggedIn { visit in
                    try await visit.staysAwake(for: times.least, "rfc1939-3-autologout-min-10min")
                }
                // That took as long as this session may be idle.
                return try await stranger.staysAwake(for: .milliseconds(1), "rfc1939-3-autologout-min-10min-preauth")
            }
            try await stranger.staysAwake(for: times.least, "rfc1939-3-autologout-min-10min-preauth")
        }
    }

    fileprivate func keepAwake(_ times: SlowTimes) async throws {
        try await loggedIn { visit in
            for _ in 0..<times.steps {
                if try await visit.closes(within: times.step) { break }
                try await visit.demand(.ok, to: "\(Verb.noop)", "rfc1939-3-autologout-reset-by-command")
            }
            guard !visit.isOpen else { return }
            visit.breach("rfc1939-3-autologout-reset-by-command", Self.closedEarly(times.step))
        }
    }

    fileprivate func waitForClose(_ times: SlowTimes) async throws {
        try await loggedIn { visit in
            let began = ContinuousClock.now
            visit.blame = "rfc1939-3-autologout-silent-close"
            guard try await visit.closes(within: times.most) else { return }
            visit.inform("rfc1939-3-autologout-allowed", Self.closedEarly(ContinuousClock.now - began))
        }
    }

    fileprivate func waitWithMark(_ times: SlowTimes) async throws {
        guard let number = facts.mail?.sizes.keys.min() else { return }
        var before: Int?
        let isClosed = try await loggedIn { visit in
            before = try await visit.attempt("\(Verb.stat)").flatMap { DropListing($0.reply)?.count }
            guard try await visit.attempt("\(Verb.dele) \(number)")?.isPositive == true else { return false }
            visit.blame = "rfc1939-3-autologout-silent-close"
            return try await visit.closes(within: times.most)
        }
        let requirement: RequirementID = "rfc1939-3-autologout-no-update"
        guard isClosed, let before else {
            return skip(
                requirement,
                because: Localized(en: "The server does not close idle sessions.", ja: "サーバーは何も言わないセッションを閉じません。"))
        }
        try await loggedIn { visit in
            guard let stat = try await visit.attempt("\(Verb.stat)"), let after = DropListing(stat.reply)?.count,
                after < before
            else { return }
            visit.breach(
                requirement,
                Localized(
                    en: "The marked message was removed although the session ended by its timer.",
                    ja: "タイマーでセッションが終わったのに、削除マークの付いたメールが削除されました。"),
                actual: stat.reply.first)
        }
    }

    /// A server may not know that a connection was lost; it should find out.
    fileprivate func waitForLock(_ times: SlowTimes) async throws {
        let requirement: RequirementID = "rfc1939-4-lock-released-after-quit"
        guard options.allowsSlowness else { return skip(requirement, because: Obstacle.needsSlowness) }
        let deadline = ContinuousClock.now + times.lock
        var refusal: Line?
        repeat {
            do {
                try await loggedIn { visit in await visit.drop() }
                guard refusal == nil else { return }
                // That was the connection which is lost; the next login finds its lock.
                try await loggedIn { visit in await visit.drop() }
                return
            } catch Interruption.notLoggedIn(let line) {
                refusal = line ?? Line("")
            }
        } while ContinuousClock.now < deadline
        breach(
            requirement,
            Localized(
                en: "\(times.lock.inSeconds) s after a connection was lost the maildrop is still locked.",
                ja: "接続が切れてから \(times.lock.inSeconds) 秒たっても、メールドロップがロックされています。"),
            actual: refusal, as: .warn)
    }

    fileprivate static func closedEarly(_ time: Duration) -> Localized {
        Localized(
            en: "The server closed an idle session after \(time.components.seconds) s.",
            ja: "何も言わないセッションを、サーバーが \(time.components.seconds) 秒後に閉じました。")
    }
}

extension Visit {
    /// Says nothing for so long, and then asks whether the session is still there.
    fileprivate func staysAwake(for time: Duration, _ requirement: RequirementID) async throws {
        let began = ContinuousClock.now
        blame = "rfc1939-3-autologout-silent-close"
        defer { blame = nil }
        if try await closes(within: time) {
            return breach(requirement, Bench.closedEarly(ContinuousClock.now - began))
        }
        guard try await attempt(phase == .transaction ? "\(Verb.noop)" : Self.nonsense) == nil else { return }
        breach(requirement, Bench.closedEarly(ContinuousClock.now - began))
    }
}
