import Authentication
import Handbook
import POP3

extension Shell {
    /// Sends exactly the octets that were written, with no line ending added.
    func sendOctets(_ text: String) async {
        guard isConnected() else { return }
        do {
            await send(try OctetNotation.octets(of: text))
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
        await send(commands.flatMap { Line($0).octets })
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
        for step in steps { say(ShellWords.apop(step, showsDigest: connection.target.isPractice)) }
        guard
            case .line(let line) = await terminal.ask(.line(LineAsk(prompt: "Send APOP \(Prompt.ascii(user))? [Y/n] "))),
            line.first != UInt8(ascii: "n"), line.first != UInt8(ascii: "N")
        else { return say(ShellWords.nothingSent) }
        for case .command(let command) in steps { await send(command.line.octets) }
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

    /// Writes one message to a file, octet for octet as it was before stuffing.
    func save(_ arguments: String) async {
        let words = arguments.split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2, let number = Int(words[0]), number > 0 else {
            return say(trouble: ShellWords.usage(.save))
        }
        do {
            let draft = try FileDraft(replacing: words[1])
            guard let octets = await write(number, to: draft) else {
                draft.discard()
                return say(trouble: ShellWords.cannotSave(number))
            }
            try draft.finish()
            say(ShellWords.saved(number, words[1], octets))
        } catch {
            say(trouble: ShellWords.cannotWrite(error.path, error.reason))
        }
    }

    /// Writes what RETR brought, or fetches the message again when it was too large to be kept.
    ///
    /// - Returns: how many octets were written; `nil` when the message did not come whole.
    private func write(_ number: Int, to draft: FileDraft) async -> Int? {
        if let message = message(number, wholeOnly: true) {
            draft.append(message)
            return message.count
        }
        // A reply that is still coming would end up in the file.
        guard isConnected(), connection?.session.pending.isEmpty == true else { return nil }
        let earlier = connection?.last?.number
        bodyCopy = BodyCopy(draft)
        await send(Line("RETR \(number)").octets)
        let copied = bodyCopy?.octets
        bodyCopy = nil
        guard let last = connection?.last, last.number != earlier, last.exchange.command?.verb == .retr,
            last.exchange.command?.messageNumber == number,
            last.exchange.reply.body?.isTerminated == true
        else { return nil }
        return copied
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

/// Copies a body into a file as it passes, however large it is.
struct BodyCopy {
    private let draft: FileDraft
    private var unstuffer = Unstuffer()
    /// How many octets were copied.
    private(set) var octets = 0

    init(_ draft: FileDraft) {
        self.draft = draft
    }

    mutating func append(_ wire: ArraySlice<UInt8>) {
        let message = unstuffer.message(from: wire)
        octets += message.count
        draft.append(message)
    }
}
