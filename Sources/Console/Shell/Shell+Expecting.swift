import Handbook
import POP3

extension Shell {
    /// `:lines`: the next line is taken to have a multi-line reply.
    func expectLinesNext() {
        expectsLines = true
        say(ShellWords.expectingLines)
    }

    /// Drops what `:lines` asked for where the protocol itself says whether a body follows: a body forced upon such a
    /// reply would be waited for in vain.
    ///
    /// - Parameter octets: what is about to be sent; its first line counts.
    func settleExpectation(of octets: [UInt8]) {
        if connection?.session.pending.isEmpty != false { awaitsLines = false }
        guard expectsLines else { return }
        let command = Command(Line(bytes: Array(octets.prefix { $0 != 0x0D && $0 != 0x0A })))
        guard isChallenged || command.row != nil else {
            awaitsLines = true
            return
        }
        expectsLines = false
        say(ShellWords.linesNotNeeded(isChallenged ? "AUTH" : command.verb.name))
    }

    /// What to say of a silence that has lasted for `limit`: what is waited for, and what it may mean.
    func wordsForSilence(_ session: Session, _ limit: Duration) -> Localized {
        guard session.isGreeted else { return ShellWords.noGreeting(limit) }
        return awaitsLines ? ShellWords.noTerminator(limit) : ShellWords.stillWaiting(limit)
    }
}
