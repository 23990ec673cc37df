import Handbook
import POP3

extension Shell {
    /// Ctrl-C while nothing is asked: back to the prompt; the reply is still read and shown when it comes.
    func interrupted() {
        isInterrupted = true
        wake()
    }

    /// The program was suspended: what has become of the connection meanwhile shows by itself.
    func resumed(after seconds: Double?) {
        guard let seconds, seconds >= 1, let connection, connection.isOpen else { return }
        say(ShellWords.resumed(Int(seconds)))
    }

    /// Ctrl-C at the prompt: the line is dropped; on an empty line with replies outstanding the connection is.
    func interruptedWhileTyping(_ text: String) async -> Next? {
        guard text.isEmpty, let connection, connection.isOpen else { return nil }
        if !connection.session.pending.isEmpty {
            await hangUp(connection)
        } else if !hasHinted {
            hasHinted = true
            say(ShellWords.howToLeave(marked(connection)))
        }
        return nil
    }

    /// Ctrl-D on an empty line, or the end of a batch. QUIT is never sent silently.
    func endOfInput() async -> Next? {
        guard let connection, connection.isOpen else { return .leave }
        guard terminal.isInteractive else { return await endOfBatch(connection) }
        return await isLeavingWanted(connection) ? .leave : nil
    }

    private func endOfBatch(_ connection: Connection) async -> Next {
        if options.quitsAtEnd {
            _ = await submit(Array("QUIT".utf8))
        } else {
            warn(ShellWords.endWithoutQuit(marked(connection)))
        }
        return .leave
    }

    /// Whether to leave although messages are marked as deleted; may send QUIT.
    func isLeavingWanted(_ connection: Connection) async -> Bool {
        let marked = marked(connection)
        guard marked > 0, connection.session.phase == .transaction, terminal.isInteractive else { return true }
        while true {
            say(ShellWords.leaveWithMarks(marked))
            switch await terminal.ask(.line(LineAsk(prompt: "[q/d/c] "))) {
            case .line(let line):
                switch String(decoding: line, as: UTF8.self).lowercased() {
                case "q", "quit":
                    expectsLines = false
                    await send(Line("QUIT").octets)
                    return true
                case "d", "drop": return true
                case "c", "": return false
                default: continue
                }
            // Ctrl-D again drops, as does a terminal that is gone: nothing is deleted.
            case .endOfInput: return true
            case .interrupted, .secret: return false
            }
        }
    }

    /// Closes the connection without QUIT and says what that means.
    func hangUp(_ connection: Connection) async {
        let session = connection.session
        let annotation = explainer.explain(
            closedBy: .client, in: session.phase, session.knowledge, pending: Array(session.pending), idle: nil,
            after: connection.last?.exchange)
        connection.end()
        pump?.cancel()
        await connection.conversation.abandon()
        show(narrator.closed(by: .client, in: session.phase, annotation))
    }

    func marked(_ connection: Connection) -> Int {
        guard let maildrop = connection.session.knowledge.maildrop else { return 0 }
        // A DELE whose answer could not be read may have marked its message.
        return maildrop.marked.union(maildrop.perhapsMarked).count
    }
}
