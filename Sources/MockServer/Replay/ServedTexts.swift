import Authentication
import POP3

/// What a replayed server says in place of what a transcript leaves open, and what it takes from the client for it.
struct ServedTexts: Sendable {
    let stamp: Stamp
    let serverEnding: Line.Ending
    var variables: TranscriptVariables
    var challenges: TranscriptChallenges

    /// Whether a line is the one that the transcript has: keywords in any letter case, arguments exactly.
    mutating func fits(_ line: Line, _ expected: ClientLine, isStrict: Bool) -> Bool {
        let template = expected.template
        if isStrict || expected.command.kind == .response {
            return template.takes(line.bytes[...], &variables) && (!isStrict || line.ending == template.ending)
        }
        let verb = Command(template.standIn).verb
        let count = verb.name.utf8.count
        guard Command(line).verb == verb, line.ending != .missing else { return false }
        return template.dropping(count).takes(line.bytes.dropFirst(count), &variables)
    }

    /// The octets that stand for what a transcript expects.
    mutating func octets(of expectation: TranscriptScript.Expectation) -> [UInt8] {
        switch expectation {
        case .text(let text): filled(text)
        case .status(let text): filled(text)
        case .matching(let pattern): line(pattern.sample ?? Array("+OK".utf8))
        case .unordered(let texts): texts.flatMap { filled($0) }
        case .anyLines: line(Array(".".utf8))
        case .omitted(let octets): Filler.body(octets: octets) + line(Array(".".utf8))
        }
    }

    private func line(_ bytes: [UInt8]) -> [UInt8] { Line(bytes: bytes, ending: serverEnding).octets }

    private mutating func filled(_ text: WireText) -> [UInt8] {
        var octets: [UInt8] = []
        for part in text.parts {
            switch part {
            case .octets(let known): octets += known
            case .placeholder(let placeholder): octets += value(of: placeholder)
            }
        }
        return text.ending == .line ? line(octets) : octets
    }

    private mutating func value(of placeholder: Placeholder) -> [UInt8] {
        switch placeholder {
        case .anything: return Array("left out of the transcript".utf8)
        case .secret, .computed: return Array(Command.mask.utf8)
        case .variable(let name):
            if let known = variables[name] { return known }
            let value = newValue(of: name)
            variables.set(name, to: value)
            return value
        }
    }

    private func newValue(of name: String) -> [UInt8] {
        if name.hasPrefix("apop.stamp") { return Array(stamp.text.utf8) }
        if name.hasPrefix("challenge."), let challenge = challenges.challenge { return challenge }
        return variables.standIn(for: name)
    }
}
