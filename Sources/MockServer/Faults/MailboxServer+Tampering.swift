import Authentication
import POP3

/// What a sound server never does, for faults to do.
extension MailboxServer {
    /// Whether lines of the client are still answered.
    var talks: Bool {
        switch phase {
        case .authorization, .transaction: true
        case .greeting, .update, .closed: false
        }
    }

    /// Logs in a user without asking for anything.
    mutating func admit(_ user: String) -> Said {
        for mechanism in Mechanism.allCases where store.admits(user, by: mechanism) {
            return Said(open(user, with: .proven(by: mechanism)), in: language)
        }
        return Said(Refusal.wrongLogin(.userPass).answer, in: language)
    }

    /// Removes messages from the store now. The session goes on with what it has seen.
    mutating func remove(_ numbers: some Sequence<Int>) {
        var doomed = LockedMaildrop(user: maildrop.user, session: maildrop.session, messages: maildrop.messages)
        for number in numbers { doomed.mark(number) }
        guard store.update(doomed) else { return }
        relock(maildrop.messages)
    }

    /// Takes the lock again, and sees these messages; those that were marked are marked.
    mutating func relock(_ messages: [StoredMessage]) {
        guard let session = store.seize(maildrop.user)?.session else { return }
        see(messages, in: session)
    }

    /// Sees other messages than at login; those that were marked are marked.
    mutating func see(_ messages: [StoredMessage], in session: Int) {
        let marked = maildrop.markedIDs
        maildrop = LockedMaildrop(user: maildrop.user, session: session, messages: messages)
        for (index, message) in messages.enumerated() where marked.contains(message.uniqueID) {
            maildrop.mark(index + 1)
        }
    }

    /// The refusal in the language of the session.
    func said(_ refusal: Refusal) -> Said { Said(refusal.answer, in: language) }
}

extension MailStore {
    /// Takes the lock of a maildrop without a credential; `nil` when it is taken, or the user may not use SASL.
    func seize(_ user: String) -> LockedMaildrop? {
        for mechanism in Mechanism.allCases {
            if case .opened(let maildrop) = open(user, with: .proven(by: mechanism)) { return maildrop }
        }
        return nil
    }

    /// Whether another session holds the maildrop.
    func isHeld(_ user: String) -> Bool {
        guard let maildrop = seize(user) else { return messages(of: user) != nil }
        release(maildrop)
        return false
    }

    /// Whether the user may log in by a mechanism, be the maildrop free or not.
    fileprivate func admits(_ user: String, by mechanism: Mechanism) -> Bool {
        switch open(user, with: .proven(by: mechanism)) {
        case .refused: return false
        case .inUse, .broken: return true
        case .opened(let maildrop):
            release(maildrop)
            return true
        }
    }
}

/// Chance that gives the same thing every time.
struct StuckDice: RandomNumberGenerator, Sendable {
    func next() -> UInt64 { 0x0123_4567_89AB_CDEF }
}
