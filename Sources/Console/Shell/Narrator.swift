import Handbook
import MailText
import POP3

/// Turns what happens into what is shown: text for people, or JSON events. A value; it writes nothing itself.
struct Narrator: Sendable {
    var settings: Settings { didSet { remake() } }
    /// The width in columns; `nil` where lines are not wrapped.
    var width: Int? { didSet { remake() } }
    private(set) var layout: Layout
    private let writesJSON: Bool
    private let isInteractive: Bool
    private let connection: Int
    private var memory = NotesMemory()
    /// A status line that came, as long as it is not known whether a body follows.
    private var heldLine: Line?
    private var bodyView: BodyView?
    /// How far the connection had come when something failed.
    private var stage = Stage.connecting
    private var server = ""
    /// Whether the body of the reply that is coming goes elsewhere, and is not shown.
    var hidesBody = false
    /// How many lines of the last body were shown at most; `nil` for all.
    private(set) var linesOfLastBody: Int?

    /// How far a connection has come, as far as a failure means something else then.
    enum Stage: Hashable, Sendable, CaseIterable {
        /// Nobody has taken the call yet.
        case connecting
        /// Connected, but the server has not greeted.
        case connected
        case greeted
    }

    /// - Parameter connection: which one of a transcript's is told; a console has one.
    init(settings: Settings, writesJSON: Bool, isInteractive: Bool, connection: Int = 1) {
        self.settings = settings
        self.writesJSON = writesJSON
        self.isInteractive = isInteractive
        self.connection = connection
        layout = Layout(settings.language)
        remake()
    }

    private mutating func remake() {
        layout = Layout(settings.language, width: width, style: settings.hasColor ? .colored : .plain)
        layout.isLive = isInteractive
    }

    private var events: EventJSON { EventJSON(settings.language, connection: connection) }

    // MARK: Sentences of our own

    /// A note, without a prefix; no part of the JSON events.
    func note(_ text: Localized) -> [UInt8] {
        writesJSON ? [] : layout.note(text).block
    }

    /// Something that could not be done.
    func trouble(_ text: Localized) -> [UInt8] {
        writesJSON ? [] : layout.lines(.trouble, layout(text)).block
    }

    // MARK: Connections

    /// A connection is about to be made.
    mutating func connecting(to target: Target) {
        stage = .connecting
        server = target.name
    }

    mutating func connected(
        to target: Target, _ peer: Peer, after time: Duration, isSecure: Bool = false
    ) -> [UInt8] {
        stage = .connected
        if writesJSON { return events.connected(to: target.name, peer, time: time) }
        switch target {
        case .practice(let login):
            return note(ConnectionWords.practice(login)) + (isInteractive ? note(ConnectionWords.welcome) : [])
        case .server(let endpoint):
            return note(
                ConnectionWords.connected(endpoint, peer, settings.showsTiming ? time : nil, isSecure: isSecure))
        }
    }

    /// TLS has begun.
    mutating func secured(_ details: TLSDetails, after time: Duration) -> [UInt8] {
        if writesJSON { return events.tls(details, time: time) }
        let pointer = layout.hasPrompt ? "     :tls" : ""
        return pause() + note(TLSWords.began(details) + Localized(verbatim: pointer))
    }

    mutating func closed(by side: Session.Side, in phase: Session.Phase, _ annotation: Annotation) -> [UInt8] {
        if writesJSON { return events.closed(by: side, in: phase, annotation.meaning) }
        let output = breakOff()
        // No line of the wire shows that a connection ended, so trouble is told whatever was chosen.
        let verbosity = memory.verbosity(of: annotation, nil, settings.notes) ?? (annotation.isTrouble ? .brief : nil)
        guard let verbosity else { return output }
        return output + AnnotationView(layout).lines(annotation, before: phase, after: .closed, verbosity).block
    }

    /// - Parameter unanswered: the oldest command without a reply; `nil` when there is none.
    mutating func failed(_ error: LinkError, unanswered: Command? = nil) -> [UInt8] {
        var words = ShellWords.failed(error, stage, isQuitOpen: unanswered?.verb == .quit)
        // Nothing has named the server yet.
        if case .tls = error, stage == .connecting {
            words = Localized(verbatim: Sanitizer.visible(server) + ": ") + words
        }
        if writesJSON { return events.error(error, words, unanswered: unanswered) }
        return breakOff() + trouble(words)
    }

    /// Nothing more will come of the reply in hand: its last row ends here.
    private mutating func breakOff() -> [UInt8] {
        var output = pause()
        bodyView?.breakOff(to: &output)
        bodyView = nil
        return output
    }

    // MARK: Exchanges

    /// A line that leaves.
    ///
    /// - Parameter typed: what stands on the screen already; `nil` when nobody typed it.
    func sent(_ command: Command, typed: [UInt8]?) -> [UInt8] {
        guard !writesJSON, settings.echo.shows(command, typed: typed) else { return [] }
        return [ExchangeView(layout).sent(command)].block
    }

    /// The first line of a reply; shown as soon as it is known whether a body follows, or by ``pause()``.
    mutating func response(_ line: Line) -> [UInt8] {
        if !writesJSON { heldLine = line }
        return []
    }

    /// Nothing more has come for now: what was held back is shown.
    mutating func pause() -> [UInt8] {
        guard let line = heldLine else { return [] }
        heldLine = nil
        return ExchangeView(layout).received(line).block
    }

    mutating func body(_ octets: ArraySlice<UInt8>) -> [UInt8] {
        guard !writesJSON, !hidesBody else { return [] }
        var output = pause()
        var view = bodyView ?? newView()
        bodyView = nil
        view.append(octets, to: &output)
        bodyView = view
        return output
    }

    /// How many lines of a reply are shown at once; `nil` for all.
    private var maximumLines: Int? { settings.previewLines == 0 ? nil : settings.previewLines }

    private mutating func newView() -> BodyView {
        linesOfLastBody = maximumLines
        return BodyView(layout, maximumLines: linesOfLastBody)
    }

    mutating func completed(_ record: Connection.Record, _ annotation: Annotation) -> [UInt8] {
        stage = .greeted
        let exchange = record.exchange
        if writesJSON {
            return events.exchange(record.number, exchange, annotation, time: record.elapsed)
        }
        let view = bodyView
        var output = wire(exchange, time: settings.showsTiming ? record.elapsed : nil)
        guard let verbosity = memory.verbosity(of: annotation, on: exchange, settings.notes) else { return output }
        output += AnnotationView(layout).lines(annotation, on: exchange, verbosity).block
        output += (view?.changes() ?? []).block
        if settings.decodesMail, !hidesBody, exchange.isMail, let body = exchange.reply.body {
            output += mail(body.message, exchange)
        }
        return output
    }

    private mutating func wire(_ exchange: Exchange, time: Duration?) -> [UInt8] {
        guard exchange.reply.body != nil else {
            defer { heldLine = nil }
            return heldLine.map { ExchangeView(layout).received($0, Measure(exchange.reply, time: time)).block } ?? []
        }
        var output = pause()
        guard !hidesBody else {
            linesOfLastBody = 0
            return output + ExchangeView(layout).terminator(exchange.reply, time: time).block
        }
        var view = bodyView ?? newView()
        bodyView = nil
        view.finish(exchange, time: time, to: &output)
        return output
    }

    mutating func unsolicited(_ line: Line, _ annotation: Annotation, in phase: Session.Phase) -> [UInt8] {
        if writesJSON { return events.note(annotation, text: line) }
        let output = pause() + ExchangeView(layout).received(line).block
        guard let verbosity = memory.verbosity(of: annotation, nil, settings.notes) else { return output }
        return output + AnnotationView(layout).lines(annotation, before: phase, after: phase, verbosity).block
    }

    // MARK: Transcripts

    /// A connection of a transcript; the server as far as it is known.
    func connected(to server: String, _ text: Localized) -> [UInt8] {
        writesJSON ? events.connected(to: server, Peer(address: nil, port: nil), time: nil) : note(text)
    }

    /// TLS began in a transcript, which has these words about it.
    mutating func secured(_ words: String, _ text: Localized) -> [UInt8] {
        writesJSON ? events.tls(words) : pause() + note(text)
    }

    /// Something that a transcript says beside the session.
    mutating func remark(_ text: Localized) -> [UInt8] {
        writesJSON ? events.note(text) : pause() + note(text)
    }

    /// A connection of a transcript is over.
    mutating func ended(_ end: PlayedEnd, _ annotation: Annotation) -> [UInt8] {
        switch end.cause {
        case .closed(let side), .reset(let side): return closed(by: side, in: end.phase, annotation)
        case .timedOut where writesJSON:
            return events.error(.timedOut(.zero), annotation.meaning, unanswered: end.pending.first)
        case .timedOut: return closed(by: .client, in: end.phase, annotation)
        case .transcriptEnds:
            let output = breakOff()
            return ExplainWords.transcriptEnds(end).map { output + remark($0) } ?? output
        }
    }

    // MARK: Mail

    /// A message as a person reads it.
    func mail(_ octets: [UInt8], _ exchange: Exchange? = nil) -> [UInt8] {
        let number = exchange?.command?.messageNumber
        let view = MailView(
            layout, maximumLines: exchange == nil ? nil : maximumLines,
            more: number.map { ":decode \($0)" } ?? ":decode")
        return view.lines(Message(octets)).block
    }
}

extension Exchange {
    /// Whether the body is a message, or the beginning of one.
    fileprivate var isMail: Bool {
        reply.status == .ok && command?.verb.bringsMessage == true
    }
}
