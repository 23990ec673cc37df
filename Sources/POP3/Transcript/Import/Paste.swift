/// The lines of a paste, and the place that reading has come to.
///
/// Looking ahead never goes over the same lines twice: what was found stays found until it is passed.
struct Paste {
    private let lines: [ArraySlice<UInt8>]
    /// The line that is read next.
    private var index = 0
    /// Where the next lone "." stands, and the next command that has a reply; behind the last line when there is none.
    private var nextDot = -1
    private var nextCommand = -1
    /// The greeting of the session in hand.
    private var greeting: [UInt8] = []
    /// How many blanks stood before the status line of the reply in hand: a page may set off the whole session.
    private var indentation = 0
    private var chain = Chain(end: 0, isAnswered: false)
    private var latestCommand: (index: Int, octets: [UInt8])?

    /// Commands without anything between them, up to a line that is none.
    private struct Chain {
        let end: Int
        let isAnswered: Bool
    }

    init(_ lines: [ArraySlice<UInt8>]) {
        self.lines = lines
    }

    /// The next line that is not blank.
    mutating func next() -> ArraySlice<UInt8>? {
        while index < lines.count {
            defer { index += 1 }
            if !lines[index].trimmed.isEmpty { return lines[index] }
        }
        return nil
    }
}

// MARK: Outside of bodies

extension Paste {
    /// Reads a line that begins with a status indicator.
    mutating func read(_ status: PastedStatus, _ text: ArraySlice<UInt8>, into log: inout ImportedSession) {
        let isGreeting = log.isOver || !log.session.isGreeted
        // A page may show the greeting before it shows the session.
        let isRepeated = log.isOnlyGreeted && !log.isAwaitingReply && status.octets == greeting
        let isStray =
            !isGreeting && !log.isAwaitingReply && (status.isGarbled || status.octets.first == UInt8(ascii: "+"))
        if isStray, !isRepeated, !status.isGarbled, Timestamp.find(in: Line(bytes: status.octets)) != nil {
            log.connected()
        } else if isRepeated || isStray {
            return log.note(text)
        }
        if status.isGarbled { log.note(text) }
        if isGreeting { greeting = status.octets }
        indentation = text.count - text.withoutIndentation.count
        log.sent(.server, status.octets[...])
    }

    /// What the client sent, if a line shows that: the line itself, or the command that a translated word stands for.
    mutating func command(_ text: ArraySlice<UInt8>, in log: ImportedSession) -> [UInt8]? {
        guard !isEcho(text), let command = readCommand(text, in: log) else { return nil }
        latestCommand = (index, command)
        return command
    }

    private mutating func readCommand(_ text: ArraySlice<UInt8>, in log: ImportedSession) -> [UInt8]? {
        if log.awaited == nil, log.session.isAnsweringChallenge, isWord(text) { return Array(text) }
        if let command = PastedCommand(text) { return isAnswered(command) ? command.octets : nil }
        guard index < lines.count, PastedStatus(lines[index].trimmed) != nil, !log.isAwaitingReply, !log.isOver else {
            return nil
        }
        if let translated = translated(text) { return translated }
        return isTyped(text) ? Array(text) : nil
    }

    private func isWord(_ text: ArraySlice<UInt8>) -> Bool { text.allSatisfy { (0x21...0x7E).contains($0) } }

    /// Whether a reply follows, perhaps behind more commands that were sent at once, or nothing at all.
    private mutating func isAnswered(_ command: PastedCommand) -> Bool {
        if index >= chain.end { chain = findChain() }
        let next = lines[index...].first { !$0.trimmed.isEmpty }
        return chain.isAnswered || command.isAuthentication && next.map { PastedChallenge.isOne($0.trimmed) } == true
    }

    /// The commands that stand here one behind the other.
    private func findChain() -> Chain {
        let end = lines[index...].firstIndex { !$0.trimmed.isEmpty && PastedCommand($0.trimmed) == nil }
        return Chain(end: end ?? lines.count, isAnswered: end.map { PastedStatus(lines[$0].trimmed) != nil } ?? true)
    }

    /// Whether the line is the one before once more: typed with an echo of its own, and echoed by the other side.
    private func isEcho(_ text: ArraySlice<UInt8>) -> Bool {
        guard let latestCommand, latestCommand.index == index - 1, text.elementsEqual(latestCommand.octets) else {
            return false
        }
        let replies = lines[index...].prefix(2).map { PastedStatus($0.trimmed) != nil }
        return replies.first == true && replies.dropFirst().first != true
    }

    // A machine translation turns LIST into "リスト", and QUIT into "終了する".
    private func translated(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        let words = text.split(separator: Octet.space, maxSplits: 1)
        guard let first = words.first, first.contains(where: { $0 >= 0x80 }) else { return nil }
        let verb = Verb(resembling: String(decoding: first, as: UTF8.self))
        guard CommandTable[verb] != nil else { return nil }
        let command = Array(verb.name.utf8) + words.dropFirst().flatMap { [Octet.space] + $0 }
        return PastedCommand(command[...])?.octets
    }

    /// Whether a line that a reply follows at once looks like something that a person typed: a few words in ASCII that
    /// begin with letters, no sentence, and no command of a shell.
    private func isTyped(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.count <= 80, text.allSatisfy({ (0x20...0x7E).contains($0) }), let last = text.last,
            !".:,;".utf8.contains(last)
        else { return false }
        let words = text.split(separator: Octet.space)
        let isVerb = words[0].count <= 12 && words[0].allSatisfy { (0x41...0x5A).contains($0 & 0xDF) }
        return isVerb && words.count <= 4 && !Self.programs.contains(String(decoding: words[0], as: UTF8.self))
    }

    private static let programs: Set = ["telnet", "openssl", "nc", "ncat", "netcat", "socat", "gnutls-cli", "stunnel"]
}

// MARK: Looking ahead

extension Paste {
    /// Where the body ends that begins at the next line, and whether a lone "." stands there.
    ///
    /// A command that has a reply ends it too: then the "." was lost.
    mutating func findEnd() -> (index: Int, hasDot: Bool) {
        if nextDot < index {
            nextDot = lines[index...].firstIndex { $0.trimmed.elementsEqual([Octet.dot]) } ?? lines.count
        }
        if nextCommand < index {
            nextCommand = lines.indices[index...].first(where: isAnsweredCommand) ?? lines.count
        }
        return (min(nextDot, nextCommand), nextDot < nextCommand)
    }

    private func isAnsweredCommand(at place: Int) -> Bool {
        guard let command = PastedCommand(lines[place].trimmed), command.isForTransaction else { return false }
        let reply = lines[(place + 1)...].first { !$0.trimmed.isEmpty }
        return reply.flatMap { PastedStatus($0.trimmed) } != nil
    }

    /// The lines up to a place, without the blanks that set off the whole session.
    mutating func take(upTo end: Int) -> [ArraySlice<UInt8>] {
        defer { index = max(index, end) }
        return lines[index..<max(index, end)].map { line in
            line.dropFirst(min(indentation, line.count - line.withoutIndentation.count))
        }
    }

    /// The next line that is not blank, before a place; it stays the next one.
    mutating func peek(before end: Int) -> ArraySlice<UInt8>? {
        while index < end, lines[index].trimmed.isEmpty { index += 1 }
        return index < end ? lines[index] : nil
    }

    /// The first blank line before a place.
    func endOfParagraph(before end: Int) -> Int {
        lines[index..<end].firstIndex { $0.trimmed.isEmpty } ?? end
    }

    mutating func skip() { index += 1 }

    mutating func skip(to place: Int) { index = place }
}
