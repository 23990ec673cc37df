import Handbook
import POP3

extension Checklist {
    /// Two accounts at once: nothing done in one mailbox shows in the other.
    static let otherAccount = [
        Check(
            "other-account",
            [
                "rfc1939-4-no-deleted-marks-at-login", "rfc1939-4-numbers-stable-in-session",
                "rfc1939-4-lock-refused-is-err",
            ],
            messages: 1
        ) { bench in
            guard let elsewhere = try await bench.viewElsewhere() else { return }
            try await bench.loggedIn { visit in
                let before = try await visit.view()
                guard let number = before.sizes.keys.min(),
                    try await visit.send("\(Verb.dele) \(number)").isPositive
                else { return }
                let left = try await visit.view()
                guard let other = try await bench.viewElsewhere() else {
                    return visit.breach("rfc1939-4-lock-refused-is-err", lockedOut, as: .warn)
                }
                bench.judge(other, elsewhere, before)
                try await visit.mustBe(left, or: "rfc1939-4-numbers-stable-in-session")
                _ = try await visit.send("\(Verb.rset)")
                try await visit.mustBe(before, or: "rfc1939-4-numbers-stable-in-session")
            }
        }
    ]

    private static let lockedOut = Localized(
        en: "The other account cannot log in while this one has a session.",
        ja: "このアカウントのセッション中は、別のアカウントがログインできません。")
}

extension Bench {
    fileprivate func judge(_ other: MailboxView, _ alone: MailboxView, _ mine: MailboxView) {
        guard other.sizes.count != alone.sizes.count || other.count != alone.count else { return }
        let isMine = !mine.sizes.isEmpty && other.sizes.count == mine.sizes.count
        breach(
            isMine ? "rfc1939-4-numbers-stable-in-session" : "rfc1939-4-no-deleted-marks-at-login",
            Localized(
                en:
                    "What is done in one account shows in the other: \(alone.summary) there before, now \(other.summary).",
                ja: "一方のアカウントでの操作がもう一方に現れています。別のアカウントは前が \(alone.summary)、今は \(other.summary) です。"))
    }
}
