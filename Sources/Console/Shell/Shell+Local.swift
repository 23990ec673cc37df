import Authentication
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
        case .caps: showCapabilities()
        case .hex: showHex(arguments)
        case .raw: choose("decode", arguments == "on" ? "off" : arguments == "off" ? "on" : arguments)
        case .decode: decode(arguments)
        case .more: showMore()
        case .save: await save(arguments)
        case .lines: expectLinesNext()
        case .timing: showTiming()
        case .wiretap: showWiretap()
        case .help: help(arguments)
        case .why: why()
        case .rfc: showSections(arguments)
        case .notes: choose("notes", arguments)
        case .state: showState()
        case .send: await sendOctets(arguments)
        case .pass: if isConnected() { await askForPassword(keyword: "PASS") }
        case .apop: await workOutAPOP(arguments)
        case .b64: base64(arguments)
        case .pipeline: await pipeline(arguments)
        case .source: return await runFile(arguments)
        case .rewind: await rewind(arguments)
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
            let endpoint = try Endpoint(parsing: text)
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

    private func expectLinesNext() {
        expectsLines = true
        say(ShellWords.expectingLines)
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
        for setting in table {
            let head = "\(setting.key) = \(setting.read(settings))".padded(to: 20)
            say(Localized(verbatim: head + " ") + setting.summary + Localized(verbatim: " (\(setting.values))"))
        }
    }

    /// Changes one setting, or says which values there are.
    private func choose(_ key: String, _ value: String) {
        do {
            try settings.set(key, to: value)
            say(ShellWords.isNow(key, Setting.named(key.lowercased())?.read(settings) ?? value))
        } catch {
            say(trouble: ShellWords.refused(error))
        }
    }

    private func runFile(_ path: String) async -> Next? {
        guard !path.isEmpty else {
            say(trouble: ShellWords.usage(.source))
            return nil
        }
        do {
            guard let text = try PrivateFile.read(path) else {
                say(trouble: ShellWords.noSuchFile(path))
                return nil
            }
            return await run(text)
        } catch {
            say(trouble: ShellWords.cannotRead(error.path, error.reason))
            return nil
        }
    }

    private func run(_ text: [UInt8]) async -> Next? {
        // A file that names itself would never end.
        guard sourceDepth < 8 else {
            say(trouble: ShellWords.sourcesTooDeep)
            return nil
        }
        sourceDepth += 1
        defer { sourceDepth -= 1 }
        for line in text.split(separator: UInt8(ascii: "\n")) {
            let line = Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
            if let next = await take(line) { return next }
            if isInterrupted { break }
        }
        return nil
    }
}
