/// Reads the events of a transcript into steps, and what they mean to the session of their connection.
struct ScriptReader {
    private let serverEnding: Line.Ending
    private var steps: [TranscriptScript.Step] = []
    private var dialogues: [Int: ScriptedDialogue] = [:]

    init(_ header: TranscriptHeader) {
        serverEnding = header.serverEndsLinesInLF ? .lf : .crlf
    }

    mutating func read(
        _ event: TranscriptEvent, _ line: Int, _ connection: Int, _ file: (String) -> [UInt8]?
    ) throws(TranscriptScript.Fault) {
        // Taken out, not copied: a body has as many lines as it likes.
        var dialogue = dialogues.removeValue(forKey: connection) ?? ScriptedDialogue()
        defer { dialogues[connection] = dialogue }
        if let action = try action(event, line, &dialogue, file) {
            steps.append(.init(line: line, connection: connection, action: action))
        }
    }

    mutating func finish() -> ([TranscriptScript.Step], [Int: ScriptedDialogue]) {
        for connection in dialogues.keys { dialogues[connection]?.closed(by: .server) }
        return (steps, dialogues)
    }

    private func action(
        _ event: TranscriptEvent, _ line: Int, _ dialogue: inout ScriptedDialogue, _ file: (String) -> [UInt8]?
    ) throws(TranscriptScript.Fault) -> TranscriptScript.Action? {
        switch event {
        case .connect: return .connect
        case .tls:
            dialogue.secured()
            return .secure
        case .close(let side):
            dialogue.closed(by: side)
            return .close(side, .orderly)
        case .reset(let side):
            dialogue.closed(by: side)
            return .close(side, .reset)
        case .timeout: return .silence
        case .note: return nil
        case .sent(.client, let text):
            dialogue.sent(text.template(endingIn: .crlf), line)
            return .send(text)
        case .sent(.server, let text):
            return receive(.text(text), .line(text.template(endingIn: serverEnding)), line, &dialogue)
        case .status(let text):
            return receive(.status(text), .status(text.template(endingIn: serverEnding)), line, &dialogue)
        case .matching(let text):
            let pattern = try TranscriptScript.Fault.at(line) { () throws(TranscriptPattern.Fault) in
                try TranscriptPattern(text)
            }
            return receive(.matching(pattern), .matching(pattern), line, &dialogue)
        case .unordered(let texts):
            let templates = texts.map { $0.template(endingIn: serverEnding) }
            return receive(.unordered(texts), .unordered(templates), line, &dialogue)
        case .anyLines: return receive(.anyLines, .anyLines, line, &dialogue)
        case .file(let name):
            guard let octets = file(name) else { throw .init(line: line, reason: .file(name)) }
            let text = WireText(DotStuffing.stuff(octets) + Line(".").octets, ending: .exact)
            return receive(.text(text), .line(text.template(endingIn: .missing)), line, &dialogue)
        case .omitted(let octets):
            guard octets <= TranscriptScript.largestBody else { throw .init(line: line, reason: .body(octets)) }
            return receive(.omitted(octets: octets), .omitted(octets: octets), line, &dialogue)
        case .pause(let milliseconds): return .pause(.milliseconds(milliseconds))
        case .segment: return .segment
        }
    }

    private func receive(
        _ expectation: TranscriptScript.Expectation, _ content: ExpectedLine.Content, _ line: Int,
        _ dialogue: inout ScriptedDialogue
    ) -> TranscriptScript.Action {
        let place = dialogue.place
        dialogue.received(content, line)
        return .receive(expectation, place)
    }
}

extension WireText {
    /// The text as a line, or as a piece of one.
    func template(endingIn ending: Line.Ending) -> LineTemplate {
        LineTemplate(parts, ending: self.ending == .line ? ending : .missing)
    }
}
