import Handbook
import POP3

extension Shell {
    /// Performs a local command.
    ///
    /// - Returns: what the visit ends with; `nil` to go on.
    func perform(_ command: LocalCommand, _ arguments: String) async -> Next? {
        switch command {
        case .open: return await open(arguments)
        case .close: await closeByHand()
        case .reconnect: return await reconnect()
        case .status: showStatus()
        case .tls: showTLS()
        case .caps: showCapabilities()
        case .hex: showHex(arguments)
        case .raw: chooseRaw(arguments)
        case .decode: decode(arguments)
        case .more: showMore()
        case .save: await save(arguments)
        case .lines: expectLinesNext()
        case .timing: if arguments.isEmpty { showTiming() } else { choose("timing", arguments) }
        case .wiretap: showWiretap()
        case .check: showCheck(arguments)
        case .help: help(arguments)
        case .why: why()
        case .rfc: showSections(arguments)
        case .notes: choose("notes", arguments)
        case .state: showState()
        case .login: await logInByHand(arguments)
        case .send: await sendOctets(arguments)
        case .pass:
            settleExpectation(of: Array("PASS".utf8))
            if isConnected() { await askForPassword(keyword: "PASS") }
        case .apop:
            settleExpectation(of: Array("APOP".utf8))
            await workOutAPOP(arguments)
        case .b64: base64(arguments)
        case .pipeline: await pipeline(arguments)
        case .source: runFile(arguments)
        case .rewind: await rewind(arguments)
        case .record: await record(arguments)
        case .redact: redact(arguments)
        case .set: set(arguments)
        case .lang: choose("lang", arguments)
        case .clear: if terminal.isInteractive { show(Array("\u{1B}[H\u{1B}[2J".utf8)) }
        case .quit: return await leave()
        case .drop: return .leave
        }
        return nil
    }

    private func open(_ text: String) async -> Next? {
        do {
            var endpoint = try Endpoint(parsing: text)
            if endpoint.security == .clear { endpoint.security = options.security }
            if let connection, connection.isOpen, await !isLeavingWanted(connection) { return nil }
            return .open(.server(endpoint))
        } catch {
            say(trouble: ShellWords.badEndpoint(error))
            return nil
        }
    }

    private func closeByHand() async {
        guard let connection, connection.isOpen else { return say(trouble: ShellWords.notConnected) }
        await hangUp(connection)
    }

    private func reconnect() async -> Next? {
        guard let target else {
            say(trouble: ShellWords.notConnected)
            return nil
        }
        if let connection, connection.isOpen, await !isLeavingWanted(connection) { return nil }
        return .open(target)
    }

    private func leave() async -> Next? {
        guard let connection, connection.isOpen, terminal.isInteractive else { return .leave }
        return await isLeavingWanted(connection) ? .leave : nil
    }

    private func set(_ arguments: String) {
        let words = arguments.split(separator: " ", maxSplits: 1).map(String.init)
        switch words.count {
        case 0: list(Setting.table)
        case 1:
            guard let setting = Setting.named(words[0].lowercased()) else {
                return say(trouble: ShellWords.refused(.unknownKey(words[0])))
            }
            list([setting])
        default: choose(words[0], words[1])
        }
    }

    private func list(_ table: [Setting]) {
        for setting in table { list(setting.key, setting.read(settings), setting.summary, setting.values) }
    }

    private func list(_ key: String, _ value: String, _ summary: Localized, _ values: String) {
        let head = "\(key) = \(value)".padded(to: 20)
        say(Localized(verbatim: head + " ") + summary + Localized(verbatim: " (\(values))"))
    }

    /// Changes one setting. Without a value it shows the one that holds, and which there are.
    private func choose(_ key: String, _ value: String) {
        guard !value.isEmpty else { return list([Setting.named(key)].compactMap { $0 }) }
        do {
            try settings.set(key, to: value)
            say(ShellWords.isNow(key, Setting.named(key.lowercased())?.read(settings) ?? value))
            if key.lowercased() == "prompt" { warnOfPrompt() }
        } catch {
            say(trouble: ShellWords.refused(error))
        }
    }

    /// `:raw` is the setting `decode` the other way round, and answers in the word that was typed.
    private func chooseRaw(_ value: String) {
        guard !value.isEmpty else {
            guard let row = LocalCommand.raw.row else { return }
            return list("raw", settings.decodesMail ? "off" : "on", row.summary, "on|off")
        }
        var opposite = settings
        do {
            try opposite.set("decode", to: value)
            settings.decodesMail = !opposite.decodesMail
            say(ShellWords.isNow("raw", settings.decodesMail ? "off" : "on"))
        } catch {
            say(trouble: ShellWords.refused(.badValue(key: "raw", value: value, expected: "on|off")))
        }
    }

    /// Says which parts a prompt can have, if it has others.
    private func warnOfPrompt() {
        let letters = Set(
            settings.prompt.split(separator: "%", omittingEmptySubsequences: false).dropFirst().map(\.first))
        guard !letters.isSubset(of: ["h", "t", "s"]) else { return }
        say(ShellWords.promptParts)
    }
}
