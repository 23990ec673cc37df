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
        /// Whether the body of the reply in hand was left out.
        var lacksBody = false
    }

    /// - Parameter file: the octets of a file beside the transcript, by its name; `nil` when there is none.
    init(file: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }) {
        player = TranscriptPlayer(file: file)
    }

    /// What the header has said so far.
    var header: TranscriptHeader { player.header }

    /// What the next entry means, with the connection it happened on.
    mutating func explain(_ entry: TranscriptEntry) -> [(event: Explained, connection: Int)] {
        let played = player.play(entry)
        return played.map { (explain($0), $0.connection) }
    }

    /// What the end of the transcript means.
    mutating func finish() -> [(event: Explained, connection: Int)] {
        let played = player.finish()
        return played.map { (explain($0), $0.connection) }
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
        case .omitted(let octets):
            connections[played.connection, default: Progress()].lacksBody = true
            return .omitted(octets: octets)
        case .completed(let exchange): return .exchange(explain(exchange, after: last, on: played.connection))
        case .unsolicited(let line, let phase, let knowledge):
            let annotation = explainer.explain(unsolicited: line, in: phase, knowledge, after: last)
            return .unsolicited(line, judged(annotation), phase)
        case .injected(let octets, let phase, let knowledge):
            return .unsolicited(
                Line(cutting: octets), explainer.explain(clearTextBehindSTLS: octets, knowledge), phase)
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
        let lacksMail = progress.lacksBody && played.lacksSizeOfMail
        progress.lacksBody = false
        progress.number += 1
        progress.last = played.exchange.withoutMaildrop
        connections[connection] = progress
        var annotation = judged(explainer.explain(played.exchange, after: last))
        if played.alternative != played.exchange {
            annotation.keep(whatAlsoHoldsIn: explainer.explain(played.alternative, after: last))
        }
        if lacksMail { annotation.notes.insert(ExplainWords.lacksMail, at: 0) }
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
        if end.cause == .timedOut, end.phase == .greeting, !end.knowledge.isSecure {
            annotation.notes.append(ExplainWords.silentGreeting)
        }
        return annotation
    }
}

extension PlayedExchange {
    /// Whether this is a RETR without any octet of the message, whose size LIST had declared.
    fileprivate var lacksSizeOfMail: Bool {
        guard let command = exchange.command, command.verb == .retr, let number = command.messageNumber else {
            return false
        }
        return exchange.reply.body?.kept.isEmpty == true && exchange.knowledge.maildrop?.sizes[number] != nil
    }
}

extension Line {
    /// Octets as a line: a line end behind them is no part of its text.
    fileprivate init(cutting octets: [UInt8]) {
        if octets.suffix(2).elementsEqual([0x0D, 0x0A]) {
            self.init(bytes: octets.dropLast(2))
        } else {
            self.init(bytes: octets, ending: .missing)
        }
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
