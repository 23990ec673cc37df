/// A line that the client sends in a transcript.
public struct ClientLine: Hashable, Sendable {
    /// The line of the file on which it begins, counted from 1.
    public let line: Int
    /// The line, with its placeholders.
    public let template: LineTemplate
    /// What it means at its place; placeholders have stand-ins, secrets are masked.
    public let command: Command
    /// The line for people, placeholders by their names and a secret masked; still to be sanitised.
    public let text: [UInt8]
}

/// A reply as a transcript expects it; or a line of the server that answers nothing.
public struct ExpectedReply: Hashable, Sendable {
    /// What it answers; `nil` for the greeting, and for what answers nothing.
    public let command: Command?
    /// Whether it answers nothing.
    public let isUnsolicited: Bool
    /// Whether it stands within a SASL exchange.
    public let inSASL: Bool
    /// The state in which it comes.
    public let before: Session.Phase
    /// Its first line.
    public let first: ExpectedLine
    /// What stands behind that, without the lone "."; empty for a reply of one line.
    public internal(set) var body: [ExpectedLine] = []
    /// The lone "."; `nil` when none is expected, and where ``ExpectedLine/Content/anyLines`` or
    /// ``ExpectedLine/Content/omitted(octets:)`` brings it.
    public internal(set) var end: ExpectedLine?
    /// Whether the transcript has it as a reply with a body.
    public internal(set) var hasBody = false
    /// Whether it belongs to a login that succeeds in the transcript: the reply to PASS or APOP, or any of an AUTH.
    public internal(set) var isOfLogin = false
    /// Whether it is the reply with which that login succeeds.
    public internal(set) var endsLogin = false

    /// The lines of the file that it stands on, ascending.
    public var lines: [Int] { ([first] + body + (end.map { [$0] } ?? [])).map(\.line) }
}

/// A line, or several, as a transcript expects them.
public struct ExpectedLine: Hashable, Sendable {
    /// The line of the file on which it begins, counted from 1.
    public let line: Int
    /// The line of the file on which its last piece stands.
    public let lastLine: Int
    /// What is expected.
    public let content: Content

    init(line: Int, lastLine: Int? = nil, content: Content) {
        self.line = line
        self.lastLine = lastLine ?? line
        self.content = content
    }

    /// What can be expected.
    public enum Content: Hashable, Sendable {
        case line(LineTemplate)
        case status(LineTemplate)
        case matching(TranscriptPattern)
        case unordered([LineTemplate])
        case anyLines
        case omitted(octets: Int)
    }

    /// The line for people, still to be sanitised.
    public var text: [UInt8] {
        switch content {
        case .line(let template): template.text
        case .status(let template): template.text
        case .matching(let pattern): Array(pattern.text.utf8)
        case .unordered(let templates): templates.first?.text ?? []
        case .anyLines: Array("...".utf8)
        case .omitted(let octets): Array("\(octets)".utf8)
        }
    }
}

/// What the two sides of one connection say in a transcript, as a session reads it.
struct ScriptedDialogue: Hashable, Sendable {
    private(set) var clientLines: [ClientLine] = []
    private(set) var replies: [ExpectedReply] = []
    /// Keeps secrets, since only it knows where in a line they stand; nothing that leaves here has one.
    private var session = Session(keepsSecrets: true)
    /// The reply whose body comes.
    private var isInBody = false
    private var clientPieces = TemplateSplitter()
    private var serverPieces = TemplateSplitter()

    /// Where the next server line belongs.
    var place: TranscriptScript.Place {
        let reply = isInBody ? replies.count - 1 : replies.count
        guard isInBody || !session.pending.isEmpty else {
            return .init(reply: reply, behind: clientLines.count)
        }
        return .init(reply: reply, behind: clientLines.count - max(0, session.pending.count - 1))
    }

    mutating func sent(_ text: LineTemplate, _ line: Int) {
        for (line, template) in clientPieces.append(text, line) {
            for case .sent(let command) in session.observe(template.standIn.octets, from: .client) {
                clientLines.append(
                    ClientLine(
                        line: line, template: template, command: command.redacted(),
                        text: template.text(masking: command)))
            }
        }
    }

    mutating func received(_ text: LineTemplate, _ line: Int) {
        for (from, template) in serverPieces.append(text, line) {
            received(.line(template), from, to: line, as: template.standIn)
        }
    }

    mutating func received(_ content: ExpectedLine.Content, _ line: Int) {
        switch content {
        case .line(let template): received(template, line)
        case .status(let template): received(content, line, as: template.standIn)
        case .matching(let pattern): received(content, line, as: Line(bytes: pattern.sample ?? Array("+OK".utf8)))
        case .unordered(let templates): receivedUnordered(templates, line)
        case .anyLines, .omitted:
            // Without a status line before it, it takes that too.
            if !isInBody { received(content, line, as: "+OK") }
            if isInBody { received(content, line, as: ".") }
        }
    }

    /// Lines in any order make sense in a body alone; elsewhere each answers something else.
    private mutating func receivedUnordered(_ templates: [LineTemplate], _ line: Int) {
        let lines = templates.filter { $0.standIn.bytes != [Octet.dot] }
        guard isInBody else {
            for (offset, template) in templates.enumerated() { received(template, line + 1 + offset) }
            return
        }
        replies[replies.count - 1].body.append(
            ExpectedLine(line: line, lastLine: line + templates.count + 1, content: .unordered(lines)))
        for template in lines { _ = session.observe(template.standIn.octets, from: .server) }
        if lines.count < templates.count { received(.line(LineTemplate(".")), line + templates.count, as: ".") }
    }

    private mutating func received(
        _ content: ExpectedLine.Content, _ line: Int, to last: Int? = nil, as standIn: Line
    ) {
        let expected = ExpectedLine(line: line, lastLine: last, content: content)
        // In a body nobody asks for the command, and a body has as many lines as it likes.
        let command = isInBody ? nil : session.pending.first?.redacted()
        let (wasGreeted, before) = (session.isGreeted, session.phase)
        let events = session.observe(standIn.octets, from: .server)
        let isComplete = events.contains { if case .completed = $0 { true } else { false } }
        if isInBody {
            isInBody = !isComplete
            add(expected, endsBody: isComplete)
            return
        }
        let answers = wasGreeted ? command : nil
        replies.append(
            ExpectedReply(
                command: answers, isUnsolicited: wasGreeted && command == nil, inSASL: answers?.shape == .challenges,
                before: before, first: expected))
        isInBody = !isComplete && answers != nil
        replies[replies.count - 1].hasBody = isInBody
        if before == .authorization, session.phase == .transaction { markLogin() }
    }

    /// The last reply has ended a login: all replies of it, back to its first line, are marked.
    private mutating func markLogin() {
        var index = replies.count - 1
        (replies[index].isOfLogin, replies[index].endsLogin) = (true, true)
        while replies[index].command?.kind == .response, index > 0 {
            index -= 1
            replies[index].isOfLogin = true
        }
    }

    private mutating func add(_ expected: ExpectedLine, endsBody: Bool) {
        switch expected.content {
        // These stand for the lines before the lone "." as well.
        case .anyLines, .omitted: if replies[replies.count - 1].first != expected { addToBody(expected) }
        case .line, .status, .matching, .unordered:
            if endsBody { replies[replies.count - 1].end = expected } else { addToBody(expected) }
        }
    }

    private mutating func addToBody(_ expected: ExpectedLine) {
        replies[replies.count - 1].body.append(expected)
    }

    mutating func secured() {
        session.secured()
        isInBody = false
    }

    mutating func closed(by side: Session.Side) {
        if let (line, template) = serverPieces.finish() { received(.line(template), line, as: template.standIn) }
        _ = session.closed(by: side)
        isInBody = false
    }
}

/// Joins pieces of text to lines, as ``LineSplitter`` does with octets.
private struct TemplateSplitter: Hashable, Sendable {
    private var parts: [WireText.Part] = []
    private var start = 0

    /// The lines that end within `text`, each with the line of the file on which it begins.
    mutating func append(_ text: LineTemplate, _ line: Int) -> [(line: Int, template: LineTemplate)] {
        var lines: [(Int, LineTemplate)] = []
        for part in text.parts + [.octets(Line(bytes: [], ending: text.ending).octets)] {
            guard case .octets(var octets) = part else {
                add(part, line)
                continue
            }
            while let feed = octets.firstIndex(of: Octet.lf) {
                add(.octets(Array(octets[..<feed])), line)
                lines.append((start, take(endedBy: .lf)))
                octets = Array(octets[(feed + 1)...])
            }
            if !octets.isEmpty { add(.octets(octets), line) }
        }
        return lines
    }

    /// What came behind the last line ending; `nil` when nothing did.
    mutating func finish() -> (line: Int, template: LineTemplate)? {
        parts.isEmpty ? nil : (start, take(endedBy: .missing))
    }

    private mutating func add(_ part: WireText.Part, _ line: Int) {
        if parts.isEmpty { start = line }
        parts.append(part)
    }

    private mutating func take(endedBy ending: Line.Ending) -> LineTemplate {
        defer { parts = [] }
        let whole = WireText(parts).parts
        guard ending == .lf, case .octets(let last) = whole.last, last.last == Octet.cr else {
            return LineTemplate(whole, ending: ending)
        }
        return LineTemplate(whole.dropLast() + [.octets(last.dropLast())])
    }
}
