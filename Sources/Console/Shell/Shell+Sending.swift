import Authentication
import Handbook
import POP3

extension Shell {
    /// Sends a line for the server, after what must be asked first.
    func submit(_ line: [UInt8]) async -> Next? {
        guard let connection, connection.isOpen else {
            say(unsent: line, connection == nil ? ShellWords.notConnected : ShellWords.closedNothingSent)
            if !terminal.isInteractive { outcome.failed(.lost("")) }
            return nil
        }
        let command = Command(Line(bytes: line))
        if terminal.isInteractive, command.verb == .pass, command.argument == nil {
            await askForPassword(keyword: command.line.text)
            return nil
        }
        if command.verb == .quit, await !isQuitWanted() { return nil }
        if !connection.session.command(reading: Line(bytes: line)).hasSecret { remember(line) }
        await send(Line(bytes: line).octets, typed: isTyped ? line : nil)
        return nil
    }

    /// Whether the line in hand stands on the screen.
    private var isTyped: Bool { terminal.isInteractive && sourceDepth == 0 }

    /// A secret came from the hidden prompt: the PASS that was being typed, or a response to a challenge.
    func takeSecret(_ keyword: String, _ secret: [UInt8]) async -> Next? {
        let line = keyword.isEmpty ? secret : Array(keyword.utf8) + [UInt8(ascii: " ")] + secret
        guard let connection, connection.isOpen else {
            say(trouble: ShellWords.notConnected)
            return nil
        }
        // The server may have given up while the response was being typed: now it would be a command, for all to see.
        guard !keyword.isEmpty || connection.session.isAnsweringChallenge else {
            say(ShellWords.nothingSent)
            return nil
        }
        await send(Line(bytes: line).octets, isAnnounced: true)
        return nil
    }

    func askForPassword(keyword: String) async {
        guard case .secret(_, let secret) = await terminal.ask(.secret(prompt: passwordPrompt())) else {
            say(ShellWords.nothingSent)
            return
        }
        await send(Line(bytes: Array(keyword.utf8) + [UInt8(ascii: " ")] + secret).octets, isAnnounced: true)
    }

    /// Sends octets and waits until every command has its reply, the server has closed, or Ctrl-C was pressed.
    ///
    /// - Parameters:
    ///   - typed: the line as it stands on the screen; `nil` when nobody typed it.
    ///   - isAnnounced: whether it was said already that others can read the secret in it.
    func send(_ octets: [UInt8], typed: [UInt8]? = nil, isAnnounced: Bool = false) async {
        guard let connection, connection.isOpen else { return }
        guard !connection.isSecuring else { return say(trouble: TLSWords.underWay) }
        isInterrupted = false
        if case .refused = unsentLine { unsentLine = nil }
        connection.remember()
        if expectsLines { connection.conversation.expectLines() }
        expectsLines = false
        let isClear = connection.target.isPractice == false && !connection.session.knowledge.isSecure
        connection.tape.learn(redaction)
        do {
            try await connection.conversation.send(octets) { event in
                redaction.formUnion(connection.conversation.redaction)
                guard case .sent(let command) = event else { return }
                connection.commandLeaves()
                if isClear, !isAnnounced, exposes(command, connection.session.knowledge) { warn(Exposure.inTheClear) }
                show(narrator.sent(command, typed: typed))
            }
        } catch {
            lose(connection, error)
        }
        checkRecording()
        await replies()
    }

    /// Whether a command shows its secret to anyone who reads the wire.
    private func exposes(_ command: Command, _ knowledge: Knowledge) -> Bool {
        guard command.hasSecret, !command.isSecretMisplaced else { return false }
        switch command.kind {
        case .command where command.verb == .auth: return isReadable(command.arguments.first.map(String.init))
        case .command: return command.verb == .pass
        case .response: return isResponseReadable(knowledge)
        }
    }

    /// Whether the response to the challenge that waits can be read by others.
    func isResponseReadable(_ knowledge: Knowledge) -> Bool {
        switch knowledge.login {
        case .sasl(let mechanism, _): isReadable(mechanism)
        case .idle, .userAccepted: false
        }
    }

    private func isReadable(_ mechanism: String?) -> Bool {
        mechanism.flatMap { Mechanism($0) }?.row.isReadable == true
    }

    /// Whether octets may be sent: a QUIT among them that deletes is asked about, however it is sent.
    func isWanted(_ octets: [UInt8]) async -> Bool {
        let lines = octets.split(separator: 0x0A).map { Array($0.last == 0x0D ? $0.dropLast() : $0) }
        return lines.contains { Command(Line(bytes: $0)).verb == .quit } ? await isQuitWanted() : true
    }

    /// Whether a QUIT may be sent: it is asked about once when it deletes mail that matters.
    private func isQuitWanted() async -> Bool {
        guard let connection, marked(connection) > 0, connection.session.phase == .transaction,
            !connection.target.isPractice
        else { return true }
        let marked = marked(connection)
        guard terminal.isInteractive else {
            warn(ShellWords.quitDeletes(marked))
            return true
        }
        guard settings.confirmsQuit else { return true }
        say(ShellWords.quitDeletes(marked))
        let answer = await terminal.ask(.line(LineAsk(prompt: "Send QUIT? [y/N] ")))
        if case .line(let line) = answer, line.first == UInt8(ascii: "y") || line.first == UInt8(ascii: "Y") {
            return true
        }
        say(ShellWords.nothingSent)
        return false
    }

    /// Waits until no reply is due.
    func replies() async {
        while let connection, connection.isOpen, !isInterrupted || connection.isSecuring, isDue(connection) {
            await withCheckedContinuation { waiter = $0 }
        }
        if isInterrupted, let connection, connection.isOpen, !connection.session.pending.isEmpty {
            say(ShellWords.repliesOutstanding(connection.session.pending.count))
        }
    }

    /// Whether something must still come: a reply, or, in a batch, the close that ends a session.
    private func isDue(_ connection: Connection) -> Bool {
        !connection.session.isGreeted || !connection.session.pending.isEmpty || connection.isSecuring
            || (connection.isOver && !terminal.isInteractive)
    }

    func wake() {
        waiter?.resume()
        waiter = nil
    }
}
