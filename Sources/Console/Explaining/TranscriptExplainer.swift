import Handbook
import POP3

/// Says what each event of a transcript means.
struct TranscriptExplainer: Sendable {
    private var player: TranscriptPlayer
    private let explainer = Explainer()
    private var connections: [Int: Progress] = [:]
    /// Whether octets can be counted: not where names were replaced.
    var areSizesKnown = true

    /// How far a connection has come.
    private struct Progress: Sendable {
        var number = 0
        var last: Exchange?
    }

    /// - Parameter file: the octets of a file beside the transcript, by its name; `nil` when there is none.
    init(file: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }) {
        player = TranscriptPlayer(file: file)
    }

    /// What the header has said so far.
    var header: TranscriptHeader { player.header }

    /// What the next entry means, with the connection it happened on.
    mutating func explain(_ entry: TranscriptEntry) -> [(event: Explained, connection: Int)] {
        player.play(entry).map { (explain($0), $0.connection) }
    }

    /// What the end of the transcript means.
    mutating func finish() -> [(event: Explained, connection: Int)] {
        player.finish().map { (explain($0), $0.connection) }
    }

    private mutating func explain(_ played: Played) -> Explained {
        let last = connections[played.connection]?.last
        switch played.event {
        case .connected:
            connections[played.connection] = nil
            return .connected
        case .secured(let words): return .secured(words)
        case .sent(let command): return .sent(command)
        case .response(let line): return .response(line)
        case .body(let octets): return .body(octets)
        case .omitted(let octets): return .omitted(octets: octets)
        case .completed(let exchange): return .exchange(explain(exchange, after: last, on: played.connection))
        case .unsolicited(let line, let phase, let knowledge):
            let annotation = explainer.explain(unsolicited: line, in: phase, knowledge, after: last)
            return .unsolicited(line, judged(annotation), phase)
        case .injected(let octets, let phase, let knowledge):
            return .unsolicited(
                Line(bytes: octets), explainer.explain(clearTextBehindSTLS: octets, knowledge), phase)
        case .ended(let end):
            connections[played.connection] = nil
            return .ended(end, ended(end, after: last))
        case .note(let text): return .note(text)
        case .comment(let text): return .comment(text)
        }
    }

    private mutating func explain(
        _ played: PlayedExchange, after last: Exchange?, on connection: Int
    ) -> ExplainedExchange {
        var progress = connections[connection] ?? Progress()
        progress.number += 1
        progress.last = played.exchange.withoutMaildrop
        connections[connection] = progress
        var annotation = judged(explainer.explain(played.exchange, after: last))
        if played.alternative != played.exchange {
            annotation.keep(whatAlsoHoldsIn: explainer.explain(played.alternative, after: last))
        }
        if played.lacksListing { annotation.replace(with: ExplainWords.lacksListing) }
        if !played.isJudged { annotation.findings = [] }
        annotation.notes += ExplainWords.placeholders(played.placeholders)
        return ExplainedExchange(number: progress.number, exchange: played.shownExchange, annotation: annotation)
    }

    /// The annotation without findings that a transcript of this kind cannot support.
    private func judged(_ annotation: Annotation) -> Annotation {
        var annotation = annotation
        if header.isText { annotation.findings.removeAll { Fidelity.lostInText.contains($0.requirement) } }
        if !areSizesKnown { annotation.findings.removeAll { Fidelity.lostByAnonymizing.contains($0.requirement) } }
        return annotation
    }

    private func ended(_ end: PlayedEnd, after last: Exchange?) -> Annotation {
        var annotation = explainer.explain(
            closedBy: end.cause.side, in: end.phase, end.knowledge, pending: end.pending, idle: end.idle, after: last)
        guard let meaning = ExplainWords.ended(end.cause) else { return annotation }
        annotation.meaning = meaning
        annotation.isTrouble = end.cause.isTrouble
        return annotation
    }
}

extension PlayedEnd.Cause {
    /// Who is taken to have ended the connection.
    var side: Session.Side {
        switch self {
        case .closed(let side), .reset(let side): side
        case .timedOut, .transcriptEnds: .client
        }
    }

    fileprivate var isTrouble: Bool {
        switch self {
        case .closed, .transcriptEnds: false
        case .reset, .timedOut: true
        }
    }
}

extension Annotation {
    /// Drops what another explanation of the same exchange does not say: it rests on octets that are not known.
    mutating func keep(whatAlsoHoldsIn other: Annotation) {
        if meaning != other.meaning { replace(with: ExplainWords.unknownText) }
        isTrouble = isTrouble && other.isTrouble
        notes.removeAll { !other.notes.contains($0) }
        causes.removeAll { !other.causes.contains($0) }
        suggestions.removeAll { !other.suggestions.contains($0) }
        findings.removeAll { !other.findings.contains($0) }
    }

    /// Puts a sentence in place of a meaning that nobody can know, and of the advice that goes with it.
    fileprivate mutating func replace(with meaning: Localized) {
        self.meaning = meaning
        isTrouble = false
        notes = []
    }
}
