import Authentication
import Handbook
import POP3

extension Visit {
    /// Logs in.
    ///
    /// - Returns: the exchange in which that was refused; `nil` when the server let us in.
    func logIn(by method: LoginMethod, _ account: Credentials) async throws(Interruption) -> Exchange? {
        var dialogue = LoginDialogue(
            method, account, knowledge: knowledge, nonce: bench.options.nonce(), allowsClear: true)
        var last: Exchange?
        while true {
            switch dialogue.next(after: last) {
            case .send(let command, _): last = try await send(command)
            case .done: return nil
            case .failed:
                guard let last else { throw .notLoggedIn(nil) }
                return last
            }
        }
    }

    /// Sends a command as the dialogue of a login made it.
    private func send(_ command: Command) async throws(Interruption) -> Exchange {
        try await send(command.line)
    }
}

extension Visit {
    /// A command that no RFC defines: an answer that is `-ERR` and one line.
    static let nonsense = "XPRB"
    /// What is sent in its place to a server that passes over such commands: it is refused as well.
    static let harmless = "LIST 0"

    /// Ends a connection that a check has left open, and sees whether every command had one reply.
    ///
    /// QUIT is sent only where it cannot delete mail; the connection is dropped otherwise.
    func finish() async throws(Interruption) {
        try await tidy()
        if !hasTouchedMail, isOpen, try await attempt("\(Verb.quit)") != nil {
            if try await !closes(within: bench.closeLimit) { bench.noteOpenEnd() }
        }
        await drop()
    }

    /// Sees whether every command had one reply, and takes marks off: the session is as it was behind the login.
    func tidy() async throws(Interruption) {
        guard isOpen else { return }
        switch phase {
        case .transaction:
            // Some server may take a lost connection for QUIT.
            if let maildrop = knowledge.maildrop, !maildrop.marked.isEmpty || !maildrop.perhapsMarked.isEmpty {
                guard try await attempt("\(Verb.rset)") != nil else { return }
            }
            try await sendAhead(["\(Verb.stat)", Self.nonsense])
            guard let stat = try await attempt("\(Verb.stat)") else { return }
            guard let odd = try await attempt(Self.nonsense) else { return }
            if DropListing(stat.reply) == nil, DropListing(odd.reply) != nil { answeredTwice() }
        case .authorization: _ = try await attempt(Self.nonsense)
        case .greeting, .update, .closed: break
        }
    }

    private func answeredTwice() {
        breach(
            "rfc1939-5-one-response-per-command",
            .init(
                en: "The replies are out of step: a command was answered more than once.",
                ja: "応答がコマンドとずれています。1 つのコマンドに 2 つ以上の応答が返されました。"))
    }
}
