import Handbook
import POP3

/// What an annotation says, piece by piece in one language, each safe to be shown.
struct AnnotationParts: Hashable, Sendable {
    /// Something to type, and what it does.
    struct Step: Hashable, Sendable {
        let line: String
        let purpose: String
    }

    /// A breach, and the requirement that it breaks.
    struct Breach: Hashable, Sendable {
        let id: String
        let text: String
    }

    /// The state, or the change of it, the source and what it is about: `AUTHORIZATION, RFC 1939 7 (USER)`.
    let heading: String
    /// What happened.
    let meaning: String
    let isTrouble: Bool
    /// What else is worth knowing.
    let notes: [String]
    let causes: [String]
    let steps: [Step]
    /// Where else it is written.
    let sources: [String]
    /// What may come next, or what has stayed as it was; `nil` when there is nothing to say.
    let next: String?
    let findings: [Breach]

    /// - Parameter layout: one without a prompt, so that no local command is proposed.
    init(_ annotation: Annotation, before: Session.Phase, after: Session.Phase, in layout: Layout) {
        let say = { (text: Localized) in Sanitizer.visible(layout(text)) }
        heading = Sanitizer.visible(AnnotationView(layout).title(annotation, before, after))
        meaning = say(annotation.meaning)
        isTrouble = annotation.isTrouble
        next = annotation.next.map { Sanitizer.visible(PointerText(layout($0)).text(in: layout)) }
        notes = annotation.notes.map(say)
        causes = annotation.causes.map(say)
        steps = annotation.suggestions.compactMap { $0.usable(in: layout) }
            .map { Step(line: Sanitizer.visible($0.line), purpose: say($0.purpose)) }
        sources = annotation.citations.dropFirst().map(\.text)
        findings = annotation.findings.map { Breach(id: $0.requirement.name, text: say($0.text)) }
    }
}

extension ExplainedExchange {
    /// What the exchange means, piece by piece.
    func parts(in layout: Layout) -> AnnotationParts {
        AnnotationParts(annotation.about(exchange), before: exchange.before, after: exchange.after, in: layout)
    }
}
