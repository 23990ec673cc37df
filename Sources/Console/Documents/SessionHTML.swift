import Handbook
import MailText
import POP3

/// A session as one page of HTML: a sequence diagram in which each exchange opens to its meaning.
///
/// The page needs nothing beside it and runs no script. It is written as it comes, an exchange at a time.
struct SessionHTML: SessionDocument {
    private let layout: Layout
    private var hasBegun = false
    /// The connection and the encryption of the part of the page that is open; `nil` when none is.
    private var part: Part?
    private var secured: Set<Int> = []
    /// What the client said that is not on the page yet: an exchange shows its command itself.
    private var held: Command?
    /// How many commands of each connection stand on the page already, because they were sent before the reply to an
    /// earlier one.
    private var ahead: [Int: Int] = [:]
    /// The state that each connection is in.
    private var phases: [Int: Session.Phase] = [:]
    private var omitted: [Localized] = []

    private struct Part: Hashable {
        let connection: Int
        let isSecure: Bool
    }

    init(_ language: Language) {
        layout = Layout(language)
    }

    private func say(_ text: Localized) -> String { Markup.visible(layout(text)) }

    mutating func begin(_ source: SessionSource) -> [UInt8] {
        let title = Markup.visible(source.title)
        var page = hasBegun ? "" : Self.head(title, layout.language)
        hasBegun = true
        (secured, held, ahead, phases, omitted) = ([], nil, [:], [:], [])
        page += "<article>\n<h1>\(title)</h1>\n"
        let facts = [
            source.header.title == nil ? nil : Markup.visible(source.name),
            source.header.recorded.map { Markup.visible($0) },
        ].compactMap(\.self)
        if !facts.isEmpty { page += "<p class=\"facts\">\(facts.joined(separator: " &middot; "))</p>\n" }
        if source.header.isText { page += "<p class=\"facts\">\(say(ExplainWords.isText))</p>\n" }
        if source.isAnonymized { page += "<p class=\"facts\">\(say(ExplainWords.isAnonymized))</p>\n" }
        page += "<p class=\"facts\">\(say(PageWords.howToRead))</p>\n"
        return Array(page.utf8)
    }

    mutating func write(_ event: Explained, connection: Int) -> [UInt8] {
        var page = ""
        if case .body = event { return [] }
        if case .response = event { return [] }
        if part?.connection != connection { page += switchPart(to: connection) }
        page += write(event, connection)
        return Array(page.utf8)
    }

    private mutating func write(_ event: Explained, _ connection: Int) -> String {
        switch event {
        case .connected: return remark(ExplainWords.connected(connection))
        case .secured(let words):
            let rest = flushHeld()
            secured.insert(connection)
            ahead[connection] = nil
            return rest + switchPart(to: connection) + remark(ExplainWords.secured(words))
        case .sent(let command): return sent(command)
        case .response, .body: return ""
        case .omitted(let octets):
            omitted.append(ExplainWords.omitted(octets))
            return ""
        case .exchange(let told): return exchange(told)
        case .unsolicited(let line, let annotation, let phase):
            let parts = AnnotationParts(annotation, before: phase, after: phase, in: layout)
            return flushHeld() + row([ArrowHTML(.server, line: line)], parts, [phase], number: nil, body: "")
        case .ended(let end, let annotation): return ended(end, annotation, connection)
        case .note(let text): return flushHeld() + remark(Localized(verbatim: text))
        case .comment(let text): return flushHeld() + comment(text)
        }
    }

    mutating func end() -> [UInt8] {
        let rest = flushHeld() + closePart()
        return Array((rest + "</article>\n").utf8)
    }

    mutating func finish() -> [UInt8] {
        hasBegun ? Array("</main>\n</body>\n</html>\n".utf8) : []
    }
}

// MARK: Parts

extension SessionHTML {
    private mutating func switchPart(to connection: Int) -> String {
        let rest = flushHeld() + closePart()
        let next = Part(connection: connection, isSecure: secured.contains(connection))
        part = next
        let name = say(PageWords.part(connection, isSecure: next.isSecure))
        return rest
            + """
            <section class="part\(next.isSecure ? " tls" : "")" aria-label="\(name)">
            <h2>\(name)</h2>
            <p class="sides" aria-hidden="true"><b>\(say(PageWords.client))</b><b>\(say(PageWords.server))</b></p>
            <ol>

            """
    }

    private mutating func closePart() -> String {
        guard part != nil else { return "" }
        part = nil
        return "</ol>\n</section>\n"
    }

    private func remark(_ text: Localized) -> String { "<li class=\"remark\"><p>\(say(text))</p></li>\n" }

    /// A line of a comment; those that follow each other stand close.
    private func comment(_ text: String) -> String {
        "<li class=\"remark comment\"><p>\(say(Localized(verbatim: "#" + text)))</p></li>\n"
    }

    private mutating func ended(_ end: PlayedEnd, _ annotation: Annotation, _ connection: Int) -> String {
        let rest = flushHeld()
        secured.remove(connection)
        (ahead[connection], phases[connection]) = (nil, nil)
        guard end.cause != .transcriptEnds else {
            return rest + (ExplainWords.transcriptEnds(end).map { remark($0) } ?? "") + closePart()
        }
        let parts = AnnotationParts(annotation, before: end.phase, after: .closed, in: layout)
        return rest + row([], parts, [end.phase, .closed], number: nil, body: "") + closePart()
    }
}

// MARK: Exchanges

extension SessionHTML {
    /// The connection that the open part of the page is of.
    private var current: Int { part?.connection ?? 1 }

    private mutating func sent(_ command: Command) -> String {
        // Sent before the reply to the one before: the order on the page is that of the wire.
        let rest = flushHeld()
        if ahead[current, default: 0] > 0 { return rest + putAhead(command) }
        held = command
        return rest
    }

    /// Puts a command on the page that has no reply yet.
    private mutating func flushHeld() -> String {
        guard let command = held else { return "" }
        held = nil
        return putAhead(command)
    }

    private mutating func putAhead(_ command: Command) -> String {
        ahead[current, default: 0] += 1
        return lone(command)
    }

    private func lone(_ command: Command) -> String {
        let wire = ArrowHTML(.client, command: command).html
        return
            "<li class=\"row lone\">\n\(band([phases[current] ?? .greeting]))<div class=\"wire\">\(wire)</div>\n</li>\n"
    }

    /// The states that a row of the page stands in, the earlier one first.
    private func band(_ phases: [Session.Phase]) -> String {
        let named = phases.filter { $0.name != nil || phases.count == 1 }
        let spans = named.enumerated().filter { $0 == 0 || named[$0 - 1] != $1 }
            .map { "<span class=\"\($1.rawValue)\">\($1.name ?? "")</span>" }
        return "<p class=\"band\">\(spans.joined())</p>\n"
    }

    private mutating func exchange(_ told: ExplainedExchange) -> String {
        var arrows: [ArrowHTML] = []
        var rest = ""
        var answered = ""
        if let command = told.exchange.command {
            if held != nil {
                arrows.append(ArrowHTML(.client, command: command))
            } else {
                ahead[current, default: 1] -= 1
                answered = say(PageWords.reply(to: Sanitizer.visible(command.redacted().line.bytes)))
            }
            held = nil
        } else {
            // Whoever speaks before the greeting has no reply in it.
            rest = flushHeld()
        }
        arrows.append(ArrowHTML(.server, line: told.exchange.reply.first))
        phases[current] = told.exchange.after
        let body = told.exchange.reply.body.map { self.body($0, told.exchange) } ?? ""
        omitted = []
        return rest
            + row(
                arrows, told.parts(in: layout), [told.exchange.before, told.exchange.after], number: told.number,
                body: body, lead: answered)
    }

    private func row(
        _ arrows: [ArrowHTML], _ parts: AnnotationParts, _ phases: [Session.Phase], number: Int?, body: String,
        lead: String = ""
    ) -> String {
        let count = parts.findings.count
        let flag = count == 0 ? "" : "<span class=\"flag\">\(say(PageWords.findings(count)))</span>"
        let wire = arrows.map(\.html).joined()
        let sentence = arrows.isEmpty ? Markup.escape(parts.meaning) : lead
        let lead = sentence.isEmpty ? "" : "<span class=\"lead\">\(sentence)</span>"
        return """
            <li class="row">
            \(band(phases))<details\(count == 0 ? "" : " open")>
            <summary><span class="no">\(number.map(String.init) ?? "")</span><span class="wire">\(wire)</span>\(lead)\(flag)</summary>
            <div class="told">
            \(body)\(meaning(parts))</div>
            </details>
            </li>

            """
    }

    private func meaning(_ parts: AnnotationParts) -> String {
        let meaning = "<strong>\(Markup.escape(parts.heading))</strong>: \(Markup.escape(parts.meaning))"
        var html = "<p\(parts.isTrouble ? " class=\"trouble\"" : "")>\(meaning)</p>\n"
        html += list("ul", parts.notes.map { Markup.escape($0) })
        if !parts.causes.isEmpty {
            html += "<p>\(say(PageWords.causes))</p>\n" + list("ol", parts.causes.map { Markup.escape($0) })
        }
        if !parts.steps.isEmpty {
            let steps = parts.steps.map { "<code>\(Markup.escape($0.line))</code> \(Markup.escape($0.purpose))" }
            html += "<p>\(say(PageWords.steps))</p>\n" + list("ul", steps)
        }
        if !parts.sources.isEmpty {
            html += "<p>\(say(PageWords.sources(parts.sources)))</p>\n"
        }
        if let next = parts.next { html += "<p>\(Markup.escape(next))</p>\n" }
        let findings = parts.findings.map { "\(Markup.escape($0.text)) <code>\(Markup.escape($0.id))</code>" }
        return html + list("ul", findings, className: "findings")
    }

    private func list(_ element: String, _ items: [String], className: String? = nil) -> String {
        guard !items.isEmpty else { return "" }
        let attribute = className.map { " class=\"\($0)\"" } ?? ""
        return "<\(element)\(attribute)>\n" + items.map { "<li>\($0)</li>\n" }.joined() + "</\(element)>\n"
    }
}

// MARK: Bodies

extension SessionHTML {
    private func body(_ body: Body, _ exchange: Exchange) -> String {
        let notes = omitted.map { "<p class=\"facts\">\(say($0))</p>\n" }.joined()
        let lines = body.pageLines
        guard !lines.isEmpty || body.isTerminated && omitted.isEmpty else { return notes }
        let isMail = exchange.command?.verb.bringsMessage == true
        let size = say([Count.lines(body.lines), Count.octets(body.octets)].joined(by: PageWords.comma))
        let end = body.isTerminated && body.octetsBeyondPage == 0 ? ["."] : []
        let wire = (lines + end).map { "S: \(Markup.escape($0))" }.joined(separator: "\n")
        let isOpen = !isMail && lines.count <= 24
        var html =
            "<details class=\"body\"\(isOpen ? " open" : "")><summary>\(say(PageWords.body)) (\(size))</summary>\n"
        html += "<pre>\(wire)</pre>\n"
        if body.octetsBeyondPage > 0 {
            html += "<p class=\"facts\">\(say(ExplainWords.cut(Body.pageLimit, of: body.octets)))</p>\n"
        }
        html += "</details>\n"
        if isMail, exchange.reply.status == .ok, !lines.isEmpty { html += mail(body) }
        return html + notes
    }

    /// The message as a person reads it.
    private func mail(_ body: Body) -> String {
        let lines = MailView(layout, maximumLines: 40).lines(
            Message(DotStuffing.unstuff(body.kept.prefix(Body.pageLimit))))
        guard lines.contains(where: { $0.hasPrefix(Gutter.decoded.text) }) else { return "" }
        let text = lines.map { Markup.escape($0.drop { $0 == " " }) }.joined(separator: "\n")
        return "<details class=\"body\"><summary>\(say(PageWords.decoded))</summary>\n<pre>\(text)</pre>\n</details>\n"
    }
}
