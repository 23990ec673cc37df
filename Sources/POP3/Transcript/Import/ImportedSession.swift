/// The session that a log tells, and the entries of the transcript that comes of it.
///
/// A log may leave out what the state and the framing depend on. So that whoever plays the transcript comes to the right
/// states, something stands in for it, always behind a note that says so:
///
/// - no greeting: `S~ +OK ${*}`, a reply of which only the status counts;
/// - no login, though a command that needs one was answered with +OK: USER and PASS of a user named `user`, and such replies;
/// - no body: `S% n` when the size of the message was told before, `S* ...` when not: any lines up to the lone ".";
/// - a body without its lone ".": `S* ...` behind its lines.
struct ImportedSession {
    /// What the session has become.
    private(set) var session = Session()
    /// Whether anything came of the log that a side has sent.
    private(set) var isBegun = false
    private var record = ImportedRecord()
    /// The multi-line reply now coming; `nil` outside of one.
    private var body: OpenBody?
    /// What came since a command that needs a login, while none was seen: its reply will tell whether the log left it out.
    private var held: [Held] = []
    private var isTLSDue = false
    /// Whether the next line belongs to a connection that has not been opened yet.
    private var isConnectionDue = true

    private enum Held {
        case line(Line)
        case note(ArraySlice<UInt8>)
    }

    /// The reply to a multi-line command, as far as it has come.
    private struct OpenBody {
        let command: Command?
        let first: Line
        var lines = 0
        var notes = 0
    }
}

// MARK: What readers ask

extension ImportedSession {
    /// Whether the next server lines belong to the body of a reply.
    var isInBody: Bool { body != nil }

    /// Whether the body now coming is a message, or the beginning of one.
    var isInMail: Bool { body?.command?.verb == .retr || body?.command?.verb == .top }

    /// Whether a command waits for its reply.
    var isAwaitingReply: Bool { !session.pending.isEmpty || !held.isEmpty }

    /// The command whose reply comes next or is coming; `nil` when none is due.
    var awaited: Command? { session.pending.first }

    /// Whether no session is going on, so that a greeting would begin one.
    var isOver: Bool { isConnectionDue || ((session.phase == .update || session.phase == .closed) && !isAwaitingReply) }

    /// Whether the session has got no further than its greeting.
    var isOnlyGreeted: Bool { !isConnectionDue && session.phase == .authorization && commands == 0 }

    private var commands: Int { record.commands + held.count }
}

// MARK: What readers tell

extension ImportedSession {
    /// A line that one side sent.
    mutating func sent(_ side: Session.Side, _ line: Line) {
        switch side {
        case .client: clientSent(line)
        case .server: serverSent(line)
        }
    }

    /// A line of which the log does not tell how it ended.
    mutating func sent(_ side: Session.Side, _ text: ArraySlice<UInt8>) {
        sent(side, Line(bytes: Array(text)))
    }

    /// A line of a body, in a log that people wrote: when nothing but a note stands where a message should, it ends a body
    /// that was left out.
    mutating func sentBodyLine(_ text: ArraySlice<UInt8>) {
        guard isInMail, let body, body.lines == 0, body.notes > 0, text.elementsEqual([Octet.dot]) else {
            return sent(.server, text)
        }
        omitBody(body)
    }

    /// The body has come as far as the log has it.
    mutating func bodyBreaksOff() { endBody() }

    /// A line of the log that neither side sent.
    mutating func note(_ text: ArraySlice<UInt8>) {
        guard held.isEmpty else { return held.append(.note(text)) }
        let text = text.trimmed
        guard !text.isEmpty else { return }
        body?.notes += 1
        record.note(text, in: session)
    }

    /// What a reader has to say of the log.
    mutating func remark(_ text: String) { record.remark(text) }

    /// What comes next belongs to another connection, unless nothing has come of this one.
    mutating func connected() {
        release(withLogin: false)
        endBody()
        isConnectionDue = true
    }

    /// TLS began: behind STLS, or before the greeting.
    ///
    /// - Parameter words: the version and the cipher, as far as the log tells them.
    mutating func secured(_ words: String) {
        guard isTLSDue || isConnectionDue else { return }
        isTLSDue = false
        open()
        session.secured()
        record.secured(words)
    }

    /// One side ended the connection.
    mutating func closed(by side: Session.Side) {
        guard !isConnectionDue else { return }
        release(withLogin: false)
        endBody()
        record.closed(by: side, as: session.closed(by: side))
        isConnectionDue = true
    }

    /// The login came before the log begins: the next line of the server answers its PASS.
    mutating func assumeLogin() {
        open()
        assumeGreeting()
        record.remark("login not in this log: USER and PASS stand in for it")
        clientSaid(Line("USER user"))
        assumeReply()
        clientSaid(Line("PASS \(Command.mask)"))
    }

    /// The log ends here.
    ///
    /// - Returns: all entries; secrets that came out late are hidden in what was noted before, too.
    mutating func finish() -> [TranscriptEntry] {
        release(withLogin: false)
        endBody()
        return record.finish()
    }
}

// MARK: The two sides

extension ImportedSession {
    private mutating func clientSent(_ line: Line) {
        guard held.isEmpty else { return held.append(.line(line)) }
        endBody()
        open()
        assumeGreeting()
        if needsLogin(line) {
            held.append(.line(line))
        } else {
            clientSaid(line)
        }
    }

    private func needsLogin(_ line: Line) -> Bool {
        session.phase == .authorization && session.pending.isEmpty && Command(line).row?.phases == [.transaction]
    }

    private mutating func clientSaid(_ line: Line) {
        record.client(line, as: record.learning { session.clientSent(line.octets, teaching: &$0) })
    }

    private mutating func serverSent(_ line: Line) {
        let isPositive = Reply.Status(reading: line, inSASL: false) == .ok
        release(withLogin: isPositive)
        if isOver, isPositive, !isInBody { isConnectionDue = true }
        open()
        let events = session.observe(line.octets, from: .server)
        record.server(line, as: events)
        body?.lines += 1
        for event in events {
            switch event {
            case .response(let first): body = OpenBody(command: session.pending.first, first: first)
            case .completed: body = nil
            case .startTLS: isTLSDue = true
            case .sent, .body, .unsolicited: break
            }
        }
    }

    /// Tells what was held back.
    ///
    /// - Parameter withLogin: whether the command was answered with +OK, so that a login must have come before it.
    private mutating func release(withLogin: Bool) {
        guard !held.isEmpty else { return }
        let released = held
        held = []
        if withLogin {
            assumeLogin()
            assumeReply()
        }
        for item in released {
            switch item {
            case .line(let line): clientSaid(line)
            case .note(let text): note(text)
            }
        }
    }

    /// Whatever is told next, it is told of an open connection, and behind STLS of one that has TLS.
    private mutating func open() {
        if isConnectionDue {
            session = Session()
            (body, isTLSDue, isConnectionDue, isBegun) = (nil, false, false, true)
            record.connected()
        }
        if isTLSDue { secured("") }
    }
}

// MARK: What a log leaves out

extension ImportedSession {
    private mutating func assumeGreeting() {
        guard !session.isGreeted else { return }
        record.remark("greeting not in this log")
        assumeReply()
    }

    private mutating func assumeReply() {
        record.standIn(.status(WireText([.octets(Array("+OK ".utf8)), .placeholder(.anything)])))
        record.hidden(Line("+OK"), as: session.observe(Line("+OK").octets, from: .server))
    }

    /// The log goes on, or ends, although the lone "." has not come.
    private mutating func endBody() {
        guard let body else { return }
        if body.lines > 0 {
            record.remark("the end of the body is not in this log")
            endBody(as: .anyLines)
        } else {
            omitBody(body)
        }
    }

    private mutating func omitBody(_ body: OpenBody) {
        record.remark("body not in this log")
        endBody(as: size(of: body).map { .omitted(octets: $0) } ?? .anyLines)
    }

    private mutating func endBody(as event: TranscriptEvent) {
        record.standIn(event)
        record.hidden(Line("."), as: session.observe(Line(".").octets, from: .server))
        body = nil
    }

    /// The size of the message that was left out: as LIST told it, or the reply itself.
    private func size(of body: OpenBody) -> Int? {
        guard let command = body.command, command.verb == .retr else { return nil }
        let listed = command.messageNumber.flatMap { session.knowledge.maildrop?.sizes[$0] }
        let words = Reply(first: body.first).text.split(separator: " ")
        guard listed == nil, words.count > 1, words[1].hasPrefix("octets") || words[1].hasPrefix("bytes") else {
            return listed
        }
        return Decimal.number(words[0])
    }
}
