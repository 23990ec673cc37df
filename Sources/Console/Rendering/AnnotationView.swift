import Handbook
import POP3

/// Lays an annotation out: first the state, the source and the meaning, then the advice.
struct AnnotationView {
    private let layout: Layout

    /// A view in one layout.
    init(_ layout: Layout) {
        self.layout = layout
    }

    /// The lines about an exchange.
    func lines(_ annotation: Annotation, on exchange: Exchange, _ verbosity: Verbosity) -> [String] {
        lines(annotation.about(exchange), before: exchange.before, after: exchange.after, verbosity)
    }

    /// The lines about something that happened between two states.
    func lines(
        _ annotation: Annotation, before: Session.Phase, after: Session.Phase, _ verbosity: Verbosity
    ) -> [String] {
        let gutter = annotation.isTrouble ? Gutter.trouble : .note
        let first = layout.lines(gutter, heading(annotation, before, after) + layout(annotation.meaning))
        switch verbosity {
        case .brief: return first + findings(annotation)
        case .full: return first + advice(annotation) + findings(annotation)
        }
    }

    private func heading(_ annotation: Annotation, _ before: Session.Phase, _ after: Session.Phase) -> String {
        title(annotation, before, after) + ": "
    }

    /// `AUTHORIZATION -> TRANSACTION, RFC 1939 7 (PASS)`
    func title(_ annotation: Annotation, _ before: Session.Phase, _ after: Session.Phase) -> String {
        let source = (annotation.citations.first.map { "\($0.text) " } ?? "") + "(\(annotation.topic))"
        guard !annotation.claimsNoState, let states = Self.states(before, after) else { return source }
        return states + layout(Localized(en: ", ", ja: "、")) + source
    }

    /// The state, or the change of it; before the greeting there is none.
    private static func states(_ before: Session.Phase, _ after: Session.Phase) -> String? {
        guard before != after else { return before.name }
        return [before.name, "->", after.name].compactMap(\.self).joined(separator: " ")
    }

    private func advice(_ annotation: Annotation) -> [String] {
        var notes = annotation.notes.map { layout($0) }
        var closing = annotation.next.map { PointerText(layout($0)).text(in: layout) }
        if let last = notes.last, let next = closing, annotation.suggestions.isEmpty, annotation.causes.isEmpty {
            let joined = last + layout(Localized(en: " ", ja: "")) + next
            if let room = layout.room(beside: .note), DisplayWidth.of(joined) <= room {
                notes[notes.count - 1] = joined
                closing = nil
            }
        }
        return notes.flatMap { layout.lines(.note, $0) } + causes(annotation.causes)
            + SuggestionView(layout).lines(annotation.suggestions.compactMap { $0.usable(in: layout) })
            + sources(annotation)
            + (closing.map { layout.lines(.note, $0) } ?? [])
    }

    private func causes(_ causes: [Localized]) -> [String] {
        guard !causes.isEmpty else { return [] }
        let items = causes.enumerated().map { "\($0 + 1). " + layout($1) }
        let label = layout(Localized(en: "Likely, in this order:", ja: "考えられる理由:"))
        guard layout.language == .ja, layout.room(beside: .note).map({ $0 >= 60 }) ?? true else {
            return layout.lines(.note, label) + items.flatMap { layout.lines(.note, "  " + $0, hanging: 5) }
        }
        // Japanese puts the first cause behind the label.
        let indent = DisplayWidth.of(label) + 1
        return items.enumerated().flatMap { index, item in
            layout.lines(.note, (index == 0 ? label : "").padded(to: indent) + item, hanging: indent + 3)
        }
    }

    /// What else to read; the first source stands in the heading.
    private func sources(_ annotation: Annotation) -> [String] {
        let others = annotation.citations.dropFirst().map(\.text)
        guard !others.isEmpty else { return [] }
        return layout.note(
            Localized(
                en: "See also: \(others.joined(separator: ", ")).",
                ja: "参照: \(others.joined(separator: "、"))"))
    }

    private func findings(_ annotation: Annotation) -> [String] {
        annotation.findings.flatMap { layout.lines(.trouble, "\(layout($0.text)) [\($0.requirement)]") }
    }
}

extension Annotation {
    /// The annotation with the topic that an exchange has for its reader: a keyword in other letters than ASCII stands in
    /// the heading as it was typed.
    func about(_ exchange: Exchange) -> Annotation {
        guard let command = exchange.command, command.kind == .command, command.verb != .auth else { return self }
        let name = command.redacted().verb.name
        guard name.utf8.contains(where: { $0 >= 0x80 }), !name.unicodeScalars.contains("\u{FFFD}") else { return self }
        var annotation = self
        annotation.topic = name.truncated(to: 20)
        return annotation
    }
}

/// Lays out what to try: the lines to type in one column, their purposes in another.
private struct SuggestionView {
    private static let column = 14
    private static let widest = 22
    private let layout: Layout

    init(_ layout: Layout) {
        self.layout = layout
    }

    func lines(_ suggestions: [Suggestion]) -> [String] {
        let label = layout(Localized(en: "Try:   ", ja: "試すこと:  "))
        let indent = DisplayWidth.of(label)
        let column = column(for: suggestions)
        return suggestions.enumerated().flatMap { index, suggestion in
            let start = (index == 0 ? label : "").padded(to: indent) + suggestion.line
            let text = (start + "  ").padded(to: indent + column) + layout(suggestion.purpose)
            return layout.lines(.note, text, hanging: isNarrow ? indent + 2 : indent + column)
        }
    }

    private var isNarrow: Bool { layout.room(beside: .note).map { $0 < 60 } ?? false }

    /// Where the purposes begin; lines that are too long push theirs aside.
    private func column(for suggestions: [Suggestion]) -> Int {
        let widths = suggestions.map { DisplayWidth.of($0.line) }.filter { $0 <= Self.widest }
        let needed = (widths.max() ?? 0) + 2
        return suggestions.count == 1 || isNarrow ? needed : max(Self.column, needed)
    }
}

extension Citation {
    /// The place as notes name it: `RFC 1939 7`.
    var text: String { section.isEmpty ? "RFC \(rfc)" : "RFC \(rfc) \(section)" }
}

extension Session.Phase {
    /// The state as RFC 1939 writes it; `nil` before the greeting, where there is none.
    var name: String? {
        switch self {
        case .greeting: nil
        case .authorization: "AUTHORIZATION"
        case .transaction: "TRANSACTION"
        case .update: "UPDATE"
        case .closed: "closed"
        }
    }
}
