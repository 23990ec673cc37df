import Handbook
import POP3

extension Checklist {
    /// How a session ends, and what that does to the mail. On a sound server two messages at most are deleted, both here.
    static let update = [
        Check(
            "ends-without-update",
            [
                "rfc1939-6-no-update-on-drop", "rfc1939-6-no-update-on-partial-quit",
                "rfc1939-4-no-deleted-marks-at-login", "rfc1939-5-rset-then-quit-keeps",
                "rfc1939-8-no-retr-delete-on-drop", "rfc1939-6-quit-keeps-unmarked",
            ], messages: 1, deletes: true
        ) { bench in
            try await bench.endWithoutUpdate()
        },
        Check(
            "update",
            [
                "rfc1939-6-quit-removes-marked", "rfc1939-6-quit-keeps-unmarked", "rfc1939-6-deletions-persist",
                "rfc1939-7-uidl-persistent-after-delete",
            ], messages: 1, deletes: true
        ) { bench in
            let elsewhere = try await bench.viewElsewhere()
            // Where two sessions are let in, what the lock is for takes another message.
            let isLocked = try await !bench.loggedIn { _ in try await bench.secondLogin { _ in } }.isAdmitted
            let removal = try await bench.remove { numbers in
                isLocked && numbers.count > 2 ? [numbers[0], numbers[numbers.count - 1]] : Array(numbers.prefix(1))
            }
            guard let removal else {
                return bench.skip(
                    "rfc1939-6-quit-removes-marked", "rfc1939-6-quit-keeps-unmarked", "rfc1939-6-deletions-persist",
                    "rfc1939-7-uidl-persistent-after-delete", because: nothingToRemove)
            }
            try await bench.judge(removal)
            guard let elsewhere, let later = try await bench.viewElsewhere(), later.sizes.count < elsewhere.sizes.count
            else { return }
            bench.breach(
                "rfc1939-6-quit-keeps-unmarked",
                Localized(
                    en: "QUIT has removed messages of the other account.", ja: "QUIT で別のアカウントのメールが削除されました。"))
        },
    ]
}

extension Checklist {
    /// Why nothing was deleted.
    static let nothingToRemove = Localized(
        en: "The mailbox is empty, or DELE was refused: nothing could be removed.",
        ja: "メールボックスが空か、DELE が拒否されたため、何も削除できませんでした。")
}

/// A way in which a session ends that must remove nothing.
private struct Ending: Sendable {
    let row: RequirementID
    /// What is sent; `%` stands for the number of a message.
    let commands: [String]
    /// Which message `%` is.
    var isLast = false
    /// Octets without a line end, sent behind that.
    var tail = ""
    /// How the connection is closed; `nil` for QUIT.
    var closing: Closing?

    static let all: [Ending] = [
        Ending(row: "rfc1939-6-quit-keeps-unmarked", commands: ["NOOP"]),
        Ending(row: "rfc1939-6-no-update-on-drop", commands: ["DELE %"], closing: .orderly),
        Ending(row: "rfc1939-6-no-update-on-drop", commands: ["dele %", "NOOP"], isLast: true, closing: .reset),
        Ending(row: "rfc1939-8-no-retr-delete-on-drop", commands: ["RETR %"], closing: .orderly),
        Ending(row: "rfc1939-8-no-retr-delete-on-drop", commands: ["RETR %"], isLast: true, closing: .reset),
        Ending(row: "rfc1939-6-no-update-on-partial-quit", commands: ["DELE %"], tail: "QUI", closing: .orderly),
        Ending(row: "rfc1939-6-no-update-on-partial-quit", commands: ["DELE %"], tail: "QUIT", closing: .orderly),
        Ending(row: "rfc1939-6-no-update-on-partial-quit", commands: ["DELE %"], tail: "QUIT", closing: .reset),
        Ending(row: "rfc1939-5-rset-then-quit-keeps", commands: ["DELE %", "RSET"]),
        Ending(row: "rfc1939-5-rset-then-quit-keeps", commands: ["DELE %", "NOOP", "rset", "NOOP"], isLast: true),
    ]

    func end(_ visit: Visit, _ view: MailboxView) async throws(Interruption) {
        let numbers = view.sizes.keys.sorted()
        guard let number = isLast ? numbers.last : numbers.first else { return }
        for command in commands {
            let exchange = try await visit.send(command.replacing("%", with: "\(number)"))
            // With RSET refused QUIT would rightly delete.
            if exchange.command?.verb == .rset, !exchange.isPositive { return await visit.drop() }
        }
        if !tail.isEmpty { try await visit.write(Array(tail.utf8)) }
        if let closing { await visit.drop(closing) } else { _ = try await visit.quit() }
    }
}

extension Visit {
    /// Ends the session by QUIT: the UPDATE state.
    ///
    /// - Returns: the reply; `nil` when the server closed without one.
    func quit() async throws(Interruption) -> Exchange? {
        let exchange = try await attempt("\(Verb.quit)")
        _ = try await closes(within: bench.options.patience)
        await drop()
        return exchange
    }
}

extension Bench {
    /// Ends sessions in every way that must remove nothing; each session sees what the one before it has left.
    fileprivate func endWithoutUpdate() async throws {
        var known: MailboxView?
        var done: [Ending] = []
        for ending in Ending.all.map(Optional.some) + [nil] {
            let now = try await loggedIn { visit in
                let now = try await visit.view()
                if known?.showsSame(as: now) != false { try await ending?.end(visit, now) }
                return now
            }
            if known == nil { judgeFetched(now) }
            if let known, let last = done.last, !known.showsSame(as: now) {
                // What is lost is lost: no other message is put at risk.
                let judged = Set(done.map(\.row))
                for left in Set(Ending.all.map(\.row)).subtracting(judged) { skip(left, because: Self.lost) }
                return try await judge(last, known, now)
            }
            known = now
            if let ending { done.append(ending) }
        }
    }

    private static let lost = Localized(
        en: "The check ended early: a message was lost, or its mark stayed.", ja: "メールが失われたか削除マークが残ったため、チェックを途中で終えました。")

    /// The mailbox of the other account; `nil` where there is none, or nobody can log in to it.
    func viewElsewhere() async throws -> MailboxView? {
        guard options.otherAccount != nil else { return nil }
        do {
            return try await loggedInElsewhere { visit in try await visit.view() }
        } catch Interruption.notLoggedIn {
            return nil
        }
    }

    /// Whether just those messages are gone that this run has fetched before.
    fileprivate func judgeFetched(_ view: MailboxView) {
        guard let mail = facts.mail, !mail.samples.isEmpty, view.sizes.count < mail.sizes.count else { return }
        let left = mail.sizes.filter { number, _ in !mail.samples.contains { $0.number == number } }
        guard view.sizes.count == left.count, view.sizes.values.sorted() == left.values.sorted() else { return }
        breach(
            "rfc1939-8-no-retr-delete-on-drop",
            Localized(
                en: "The messages that were fetched are gone, although no session has ended by QUIT since.",
                ja: "QUIT で終わったセッションがないのに、取り出したメールがなくなりました。"))
    }

    /// Says what an ending has done.
    private func judge(_ ending: Ending, _ known: MailboxView, _ now: MailboxView) async throws {
        guard now.sizes.count < known.sizes.count || now.count != known.count else { throw Interruption.changed }
        let unmarked = try await loggedIn { visit in
            _ = try await visit.send("\(Verb.rset)")
            return try await visit.view()
        }
        guard unmarked.sizes.count < known.sizes.count else {
            return breach("rfc1939-4-no-deleted-marks-at-login", Self.stillMarked, actual: Line(now.summary))
        }
        if ending.row == "rfc1939-6-no-update-on-drop" {
            breach("rfc1939-4-no-deleted-marks-at-login", ending.sentence, actual: Line(now.summary))
        }
        breach(ending.row, ending.sentence, expected: [known.summary], actual: Line(unmarked.summary))
    }

    private static let stillMarked = Localized(
        en: "A mark of the session before is still there after login; RSET takes it off.",
        ja: "前のセッションの削除マークが、ログイン後も残っています (RSET で消えます)。")
}

extension Ending {
    /// What was done that must remove nothing.
    fileprivate var sentence: Localized {
        let said =
            commands.joined(separator: ", ") + (tail.isEmpty ? "" : ", \"\(tail)\"") + (closing == nil ? ", QUIT" : "")
        let way: Localized =
            switch closing {
            case nil: Localized(en: "", ja: "")
            case .orderly: Localized(en: " and a close", ja: "と切断")
            case .reset: Localized(en: " and a reset", ja: "とリセット")
            }
        return Localized(
            en: "A message is gone after \(said.replacing("%", with: "n"))\(way.en).",
            ja: "\(said.replacing("%", with: "n"))\(way.ja)の後、メールがなくなりました。")
    }
}
