import Authentication
import Handbook
import POP3

extension Shell {
    /// Sends exactly the octets that were written, with no line ending added.
    func sendOctets(_ text: String) async {
        guard isConnected() else { return }
        do {
            let octets = try OctetNotation.octets(of: text)
            guard await isWanted(octets) else { return }
            settleExpectation(of: octets)
            await send(octets)
            if octets.last != 0x0A { say(ShellWords.noLineEnd) }
        } catch {
            say(trouble: ShellWords.badOctets(error))
        }
    }

    /// Sends several commands in one write; PIPELINING allows that where it is announced (RFC 2449 section 6.6).
    func pipeline(_ text: String) async {
        guard isConnected() else { return }
        let commands = text.split(separator: ";").map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
        guard !commands.isEmpty else { return say(trouble: ShellWords.usage(.pipeline)) }
        if connection?.session.knowledge.capabilities?.announces("PIPELINING") == false { say(ShellWords.notAnnounced) }
        let octets = commands.flatMap { Line($0).octets }
        guard await isWanted(octets) else { return }
        settleExpectation(of: octets)
        await send(octets)
    }

    /// Shows how APOP's digest comes about, and sends it if the person wants that.
    func workOutAPOP(_ user: String) async {
        guard isConnected(), let connection else { return }
        guard !user.isEmpty else { return say(trouble: ShellWords.usage(.apop)) }
        guard let timestamp = connection.session.knowledge.timestamp else {
            return say(trouble: ShellWords.noTimestamp)
        }
        guard
            case .secret(_, let secret) = await terminal.ask(
                .secret(prompt: ShellWords.password(for: user)[settings.language]))
        else { return say(ShellWords.nothingSent) }
        let steps = APOP.steps(user: user, timestamp: timestamp, secret: secret)
        let isPublic = connection.target.isPractice(user: user, password: secret)
        for step in steps { say(ShellWords.apop(step, isPublic: isPublic)) }
        guard await isYes(to: "Send APOP \(Prompt.ascii(user))? [Y/n] ") else { return say(ShellWords.nothingSent) }
        for case .command(let command) in steps { await send(command.line.octets) }
    }

    /// Asks; Enter alone means yes, and whatever is no clear yes means no.
    private func isYes(to question: String) async -> Bool {
        guard case .line(let line) = await terminal.ask(.line(LineAsk(prompt: question))) else { return false }
        let answer = String(decoding: line, as: UTF8.self).split(separator: " ").joined(separator: " ").lowercased()
        return ["", "y", "yes", "はい"].contains(answer)
    }

    /// Encodes or decodes base64.
    func base64(_ arguments: String) {
        let words = arguments.split(separator: " ", maxSplits: 1)
        let text = words.count > 1 ? String(words[1]) : ""
        switch words.first {
        case "enc": say(Localized(verbatim: Base64.encode(Array(text.utf8))))
        case "dec":
            switch Base64.decode(text) {
            case .success(let octets): say(Localized(verbatim: Sanitizer.visible(octets)))
            case .failure: say(trouble: ShellWords.notBase64)
            }
        default: say(trouble: ShellWords.usage(.b64))
        }
    }

    /// Goes back to an earlier exchange; only the practice server can.
    func rewind(_ argument: String) async {
        guard let connection, connection.isRewindable else { return say(trouble: ShellWords.cannotRewind) }
        let standing = connection.records.filter { !$0.isUndone }
        let last = standing.last?.number ?? 0
        guard let number = argument.isEmpty ? last - 1 : Int(argument), (1..<max(last, 2)).contains(number),
            connection.moments.contains(where: { $0.number <= number })
        else { return say(trouble: ShellWords.rewindRange(last)) }
        pump?.cancel()
        await pump?.value
        if let reached = connection.rewind(to: number) {
            say(ShellWords.rewound(to: reached, connection.session.phase))
        }
        startPump(connection)
    }

    /// The octets of a message that RETR or TOP brought last; `nil` when none did.
    func message(_ number: Int, wholeOnly: Bool = false) -> [UInt8]? {
        let exchange = connection?.standing.last { exchange in
            guard let command = exchange.command, exchange.reply.status == .ok, command.messageNumber == number
            else { return false }
            return command.verb == .retr || (command.verb == .top && !wholeOnly)
        }
        guard let body = exchange?.reply.body, !wholeOnly || (body.isWhole && body.isTerminated) else { return nil }
        return body.message
    }

    func isConnected() -> Bool {
        if connection?.isOpen == true { return true }
        say(trouble: ShellWords.notConnected)
        return false
    }
}

extension Target {
    /// Whether these are the user and the password that the practice server tells everyone.
    fileprivate func isPractice(user: String, password: [UInt8]) -> Bool {
        switch self {
        case .practice(let login): login.user == user && Array(login.password.utf8) == password
        case .server: false
        }
    }
}
