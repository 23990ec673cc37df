/// Compares one line with what a transcript says.
struct LineComparison {
    let closeness: Closeness
    var variables: TranscriptVariables

    /// What differs, and the octet of the line where it begins.
    typealias Difference = (kind: TranscriptMismatch.Kind, offset: Int?)

    /// The difference of the first line of a reply; `nil` when there is none that counts.
    mutating func firstLine(_ line: Line, _ expected: ExpectedReply) -> Difference? {
        switch expected.first.content {
        case .line(let template): return firstLine(line, template, expected)
        case .status(let template): return status(line, template.standIn, expected)
        case .matching(let pattern): return pattern.matches(line.bytes) ? nil : (.pattern, nil)
        case .unordered(let templates): return firstLine(line, templates.first ?? LineTemplate(""), expected)
        case .anyLines, .omitted: return nil
        }
    }

    private mutating func firstLine(
        _ line: Line, _ template: LineTemplate, _ expected: ExpectedReply
    ) -> Difference? {
        let isOpen = template.parts.first == .placeholder(.anything)
        let offset = template.difference(from: line.bytes[...], &variables)
        if offset == nil || isOpen { return ending(line, template) }
        if let difference = status(line, template.standIn, expected) { return difference }
        let (standIn, reply) = (Reply(first: template.standIn, inSASL: expected.inSASL), reply(line, expected))
        switch reply.status {
        case .challenge: return (.challenge, offset)
        case .malformed: return (.text, offset)
        case .ok, .err: break
        }
        if standIn.code != reply.code { return (.code, reply.textOffset) }
        if let difference = ending(line, template) { return difference }
        if expected.command == nil, !expected.isUnsolicited, let difference = timestamp(line, template) {
            return difference
        }
        if let difference = words(line, template, expected, reply) { return difference }
        return closeness == .octets ? (.text, offset) : nil
    }

    private func reply(_ line: Line, _ expected: ExpectedReply) -> Reply {
        Reply(first: line, inSASL: expected.inSASL)
    }

    private func status(_ line: Line, _ standIn: Line, _ expected: ExpectedReply) -> Difference? {
        let (wanted, got) = (reply(standIn, expected).status, reply(line, expected).status)
        return wanted == got ? nil : (.status(expected: wanted, actual: got), 0)
    }

    private func ending(_ line: Line, _ template: LineTemplate) -> Difference? {
        guard closeness != .text, line.ending != template.ending else { return nil }
        return (.ending(expected: template.ending, actual: line.ending), line.bytes.count)
    }

    /// A greeting offers APOP by a timestamp, which is another one each time (RFC 1939 section 7).
    private mutating func timestamp(_ line: Line, _ template: LineTemplate) -> Difference? {
        let (wanted, got) = (Timestamp.find(in: template.standIn), Timestamp.find(in: line))
        if let got {
            for case .placeholder(.variable(let name)) in template.parts where name.hasPrefix("apop.stamp") {
                variables.set(name, to: Array(got.utf8))
            }
        }
        return (wanted == nil) == (got == nil) ? nil : (.timestamp, nil)
    }

    /// The words of a one-line reply that a program reads.
    private mutating func words(
        _ line: Line, _ template: LineTemplate, _ expected: ExpectedReply, _ reply: Reply
    ) -> Difference? {
        guard reply.status == .ok, let (count, kind) = expected.command?.wordsRead else { return nil }
        let start = reply.textOffset
        guard let offset = words(line.bytes[start...], template.dropping(start), count) else { return nil }
        return (kind, offset)
    }

    /// Where the first of so many words differs, as an offset in the whole line.
    private mutating func words(_ octets: ArraySlice<UInt8>, _ template: LineTemplate, _ count: Int) -> Int? {
        let wanted = template.words.prefix(count)
        let got = octets.split(separator: Octet.space, maxSplits: count, omittingEmptySubsequences: false).prefix(count)
        for (wanted, got) in zip(wanted, got) {
            if let offset = wanted.difference(from: got, &variables) { return got.startIndex + offset }
        }
        return wanted.count == got.count ? nil : got.last?.endIndex ?? octets.startIndex
    }
}

extension LineComparison {
    /// The difference of a line of a body; `nil` when there is none that counts.
    mutating func bodyLine(_ line: Line, _ content: ExpectedLine.Content, of command: Command?) -> Difference? {
        switch content {
        case .line(let template): return bodyLine(line, template, command)
        case .status(let template):
            return Reply(first: line).status == Reply(first: template.standIn).status ? nil : (.body, 0)
        case .matching(let pattern): return pattern.matches(line.bytes) ? nil : (.pattern, nil)
        case .unordered(let templates):
            return templates.contains { fits(line, $0, command) } ? nil : (command.kindOfLines, nil)
        case .anyLines, .omitted: return nil
        }
    }

    /// Whether a line of a body fits one of those that have no order.
    mutating func fits(_ line: Line, _ expected: ExpectedLine, _ command: Command?) -> Bool {
        switch expected.content {
        case .line(let template): fits(line, template, command)
        case .status, .matching, .unordered, .anyLines, .omitted:
            bodyLine(line, expected.content, of: command) == nil
        }
    }

    /// Whether a line of a body fits one of several; variables get their values from it.
    mutating func fits(_ line: Line, _ template: LineTemplate, _ command: Command?) -> Bool {
        if command?.verb == .capa, closeness != .octets, let wanted = CapabilityMeaning(template),
            let got = CapabilityMeaning(line)
        {
            return wanted == got && ending(line, template) == nil
        }
        return bodyLine(line, template, command) == nil
    }

    private mutating func bodyLine(_ line: Line, _ template: LineTemplate, _ command: Command?) -> Difference? {
        let offset: Int?
        switch closeness {
        case .meaning where command?.verb == .list: offset = words(line.bytes[...], template, 2)
        case .text: offset = template.asText.difference(from: line.asText[...], &variables)
        case .meaning, .octets: offset = template.difference(from: line.bytes[...], &variables)
        }
        return offset.map { (command.kindOfLines, $0) } ?? ending(line, template)
    }
}

extension Reply {
    /// Where the text for people begins in the first line.
    fileprivate var textOffset: Int { min(first.bytes.count, status.indicator.utf8.count + 1) }
}

extension Command {
    /// How many words of a one-line +OK a program reads, and what they are; `nil` for none.
    fileprivate var wordsRead: (count: Int, kind: TranscriptMismatch.Kind)? {
        guard kind == .command else { return nil }
        switch verb {
        case .stat: return (2, .dropListing)
        case .list: return arguments.isEmpty ? nil : (2, .scanListing)
        case .uidl: return arguments.isEmpty ? nil : (2, .uniqueID)
        case .lang: return arguments.isEmpty ? nil : (1, .word)
        case .last: return (1, .word)
        default: return nil
        }
    }
}

extension Command? {
    /// What the lines of the reply are.
    var kindOfLines: TranscriptMismatch.Kind {
        switch self?.verb {
        case .capa: .capability
        case .list: .scanListing
        case .uidl: .uniqueID
        default: .body
        }
    }
}

extension Line {
    /// The line without what a paste may have lost or kept: dots at its beginning, blanks at its end.
    var asText: [UInt8] { Self.withoutBlanks(bytes.drop { $0 == Octet.dot }) }

    fileprivate static func withoutBlanks(_ octets: ArraySlice<UInt8>) -> [UInt8] {
        var octets = octets
        while let last = octets.last, last == Octet.space || last == 0x09 { octets.removeLast() }
        return Array(octets)
    }
}

extension LineTemplate {
    /// The same for a template; only known octets can be blanks or dots.
    fileprivate var asText: LineTemplate {
        var parts = parts
        if case .octets(let first) = parts.first { parts[0] = .octets(Array(first.drop { $0 == Octet.dot })) }
        if case .octets(let last) = parts.last { parts[parts.count - 1] = .octets(Line.withoutBlanks(last[...])) }
        return LineTemplate(parts, ending: ending)
    }
}

/// What a line of CAPA says to a program: some parameters say nothing that a client acts on, some have no order.
private struct CapabilityMeaning: Hashable {
    private let tag: String
    private let parameters: [String]

    init?(_ template: LineTemplate) {
        guard template.parts.allSatisfy({ if case .octets = $0 { true } else { false } }) else { return nil }
        self.init(template.standIn)
    }

    init?(_ line: Line) {
        guard let capability = Capability(line) else { return nil }
        tag = capability.tag
        switch capability.tag {
        case "IMPLEMENTATION", "EXPIRE", "LOGIN-DELAY": parameters = []
        case "SASL": parameters = capability.parameters.map { $0.uppercased() }.sorted()
        default: parameters = capability.parameters
        }
    }
}
