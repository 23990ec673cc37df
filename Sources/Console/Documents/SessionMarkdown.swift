import Handbook
import POP3

/// A session in Markdown: a section for each exchange, its lines fenced, then what it means.
struct SessionMarkdown: SessionDocument {
    private let layout: Layout
    private var connections = 1
    private var hasBegun = false
    private var omitted: [Localized] = []

    init(_ language: Language) {
        layout = Layout(language)
    }

    private func say(_ text: Localized) -> String { Markdown.visible(layout(text)) }

    mutating func begin(_ source: SessionSource) -> [UInt8] {
        var text = hasBegun ? "\n" : ""
        hasBegun = true
        (connections, omitted) = (1, [])
        text += "# \(Markdown.visible(source.title))\n"
        if source.header.title != nil { text += "\n" + Markdown.visible(source.name) + "\n" }
        if let recorded = source.header.recorded { text += "\n" + Markdown.visible(recorded) + "\n" }
        if source.header.isText { text += "\n" + say(ExplainWords.isText) + "\n" }
        if source.isAnonymized { text += "\n" + say(ExplainWords.isAnonymized) + "\n" }
        return Array(text.utf8)
    }

    mutating func write(_ event: Explained, connection: Int) -> [UInt8] {
        connections = max(connections, connection)
        return Array(text(event, connection).utf8)
    }

    private mutating func text(_ event: Explained, _ connection: Int) -> String {
        switch event {
        case .connected: return paragraph(ExplainWords.connected(connection))
        case .secured(let words): return paragraph(ExplainWords.secured(words))
        case .sent, .response, .body: return ""
        case .omitted(let octets):
            omitted.append(ExplainWords.omitted(octets))
            return ""
        case .exchange(let told): return exchange(told, connection)
        case .unsolicited(let line, let annotation, let phase):
            let parts = AnnotationParts(annotation, before: phase, after: phase, in: layout)
            return "\n" + Markdown.fenced(["S: " + Sanitizer.visible(line.bytes)]) + meaning(parts)
        case .ended(let end, _) where end.cause == .transcriptEnds:
            return ExplainWords.transcriptEnds(end).map { paragraph($0) } ?? ""
        case .ended(let end, let annotation):
            return meaning(AnnotationParts(annotation, before: end.phase, after: .closed, in: layout))
        case .note(let text): return paragraph(Localized(verbatim: text))
        case .comment(let text): return paragraph(Localized(verbatim: "#" + text))
        }
    }

    mutating func end() -> [UInt8] { [] }

    mutating func finish() -> [UInt8] { [] }

    private func paragraph(_ text: Localized) -> String { "\n\(say(text))\n" }

    private mutating func exchange(_ told: ExplainedExchange, _ connection: Int) -> String {
        let reply = told.exchange.reply
        let parts = told.parts(in: layout)
        let prefix = connections > 1 ? "\(connection)." : ""
        var lines = told.exchange.command.map { ["C: " + Sanitizer.visible($0.redacted().line.bytes)] } ?? []
        lines.append("S: " + Sanitizer.visible(reply.first.bytes))
        var text = "\n## \(prefix)\(told.number). \(Markdown.visible(told.annotation.about(told.exchange).topic))\n\n"
        if let body = reply.body {
            lines += body.pageLines.map { "S: " + $0 }
            if body.octetsBeyondPage > 0 {
                omitted.append(ExplainWords.cut(Body.pageLimit, of: body.octets))
            } else if body.isTerminated, omitted.isEmpty {
                lines.append("S: .")
            }
        }
        text += Markdown.fenced(lines) + omitted.map { paragraph($0) }.joined() + meaning(parts)
        omitted = []
        return text
    }

    private func meaning(_ parts: AnnotationParts) -> String {
        var text = "\n**\(Markdown.escape(parts.heading))**: \(Markdown.escape(parts.meaning))\n"
        text += list(parts.notes.map { Markdown.escape($0) })
        if !parts.causes.isEmpty {
            text += paragraph(PageWords.causes) + list(parts.causes.map { Markdown.escape($0) }, mark: "1.")
        }
        if !parts.steps.isEmpty {
            let steps = parts.steps.map { "\(Markdown.code($0.line)) \(Markdown.escape($0.purpose))" }
            text += paragraph(PageWords.steps) + list(steps)
        }
        if !parts.sources.isEmpty { text += paragraph(PageWords.sources(parts.sources)) }
        if let next = parts.next { text += "\n\(Markdown.escape(next))\n" }
        return text + list(parts.findings.map { "**!** \(Markdown.escape($0.text)) \(Markdown.code($0.id))" })
    }

    private func list(_ items: [String], mark: String = "-") -> String {
        items.isEmpty ? "" : "\n" + items.map { "\(mark) \($0)\n" }.joined()
    }
}

/// Text as Markdown shows it: nothing in it begins a heading, a link, an element of HTML or the end of a fence.
enum Markdown {
    /// Text that is safe for a terminal already. A sign that never begins anything within a line stays as it is.
    static func escape(_ text: String) -> String {
        // By scalars: inside one Character another could hide a sign in front of it or behind it.
        let scalars = text.unicodeScalars
        // "1." would begin a list.
        let endOfNumber = scalars.firstIndex { !("0"..."9").contains($0) } ?? scalars.endIndex
        return scalars.indices.reduce(into: "") { escaped, index in
            let isFirst = index == scalars.startIndex
            let isBehindNumber = !isFirst && index == endOfNumber
            if isMark(scalars[index], isFirst: isFirst, isBehindNumber: isBehindNumber) { escaped += "\\" }
            escaped.unicodeScalars.append(scalars[index])
        }
    }

    /// Marks of CommonMark 0.31 (2.4): some mean something at the beginning of a line alone.
    private static func isMark(_ scalar: Unicode.Scalar, isFirst: Bool, isBehindNumber: Bool) -> Bool {
        switch scalar {
        case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "&", "!": true
        case "#", "+", "-", "=": isFirst
        case ".", ")": isBehindNumber
        default: false
        }
    }

    /// Text that may hold anything, controls made visible.
    static func visible(_ text: String) -> String { escape(Sanitizer.visible(text)) }

    /// Lines between fences that are longer than any run of backticks in them.
    static func fenced(_ lines: [String]) -> String {
        let fence = String(repeating: "`", count: max(3, (lines.map(longestRun).max() ?? 0) + 1))
        return "\(fence)text\n" + lines.map { $0 + "\n" }.joined() + "\(fence)\n"
    }

    /// Text as code within a line.
    static func code(_ text: String) -> String {
        let mark = String(repeating: "`", count: longestRun(text) + 1)
        let gap = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
        return mark + gap + text + gap + mark
    }

    /// The length of the longest run of backticks.
    private static func longestRun(_ text: String) -> Int {
        var (longest, run) = (0, 0)
        for octet in text.utf8 {
            run = octet == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
