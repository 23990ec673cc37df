import POP3

/// A reply of a finding, and what may stand in its place.
struct FindingReply {
    let reply: Reply
    /// What it answers; `nil` for the greeting.
    let command: Command?
    /// The state in which it came.
    let phase: Session.Phase

    /// What came, as far as it was kept.
    var octets: [UInt8] {
        guard let body = reply.body else { return reply.first.octets }
        let end = body.hasBareTerminator ? Line(bytes: [UInt8(ascii: ".")], ending: .lf) : Line(".")
        return reply.first.octets + body.kept + (body.isTerminated ? end.octets : [])
    }

    /// What is expected of a reply that nobody blames.
    var lenient: [TranscriptEvent] {
        switch reply.status {
        case .malformed: [.matching(".*")]
        case .ok, .err, .challenge: [Self.status(reply.status)] + (reply.body == nil ? [] : [.anyLines])
        }
    }

    private static func status(_ status: Reply.Status) -> TranscriptEvent {
        .status(WireText([.octets(Array((status.indicator + " ").utf8)), .placeholder(.anything)]))
    }
}

extension FindingReply {
    /// What would be right in place of the replies of a turn, the most lenient first; each fits a right server.
    static func candidates(for turn: FindingTurn, _ judgement: Judgement) -> [[TranscriptEvent]] {
        let place = turn.replies.lastIndex { $0.reply.first == judgement.actual } ?? turn.replies.indices.last
        guard let place else { return [] }
        let before = turn.replies[..<place].flatMap(\.lenient)
        if let actual = judgement.actual, turn.unsolicited.contains(actual) {
            // The next reply brings what came behind the last.
            let probe = WireText(Array("\(Verb.noop)".utf8))
            let after: [TranscriptEvent] = [.sent(.client, probe), .matching(#"^(\+OK|-ERR)( .*)?$"#)]
            return [turn.replies.flatMap(\.lenient) + after]
        }
        let after = turn.replies[(place + 1)...].flatMap(\.lenient)
        let reply = turn.replies[place]
        let named = judgement.expected.isEmpty ? reply.right(judgement.requirement.statuses) : []
        return (reply.right(judgement.expected) + named).map { before + $0 + after }
    }

    private func right(_ expected: [String]) -> [[TranscriptEvent]] {
        if expected.isEmpty { return grammar }
        let known = expected.filter { $0.hasPrefix("+") || $0.hasPrefix("-ERR") }.filter { !$0.hasSuffix("...") }
        guard known.count == expected.count else { return [] }
        if known.count == 1 { return [self.known(known[0])] }
        // A reply that may have lines and may have none is none that a transcript can expect.
        guard command.map({ !$0.expectsLines }) ?? true || !known.contains(where: { $0.hasPrefix("+OK") }) else {
            return []
        }
        let statuses = known.map { Reply(first: Line($0), inSASL: true).status }
        let names = Set(statuses).map { $0 == .err ? "-ERR" : $0 == .ok ? #"\+OK"# : #"\+"# }.sorted()
        return [[.matching("^(\(names.joined(separator: "|")))( .*)?$")]]
    }

    private func known(_ text: String) -> [TranscriptEvent] {
        let reply = Reply(first: Line(text), inSASL: true)
        let lines: [TranscriptEvent] = reply.status == .ok && command?.expectsLines == true ? [.anyLines] : []
        let isStatus = text.trimmingBlanks == reply.status.indicator
        return (isStatus ? [Self.status(reply.status)] : [.sent(.server, WireText(Array(text.utf8)))]) + lines
    }
}

extension FindingReply {
    /// What the grammar of the reply allows, where nobody has said what is right.
    private var grammar: [[TranscriptEvent]] {
        let lines: [[TranscriptEvent]] = reply.body.map { [[.anyLines]] + self.lines(of: $0) } ?? [[]]
        guard reply.first.ending == .crlf else {
            let ending: TranscriptEvent = .sent(.server, WireText([.octets(start), .placeholder(.anything)]))
            return [[ending] + lines[0]]
        }
        return patterns.map { [.matching($0)] + lines[0] } + lines.dropFirst().map { [Self.status(reply.status)] + $0 }
    }

    /// The indicator as it should be.
    private var start: [UInt8] { Array(reply.status.indicator.utf8) }

    /// The first line, from lenient to strict.
    private var patterns: [String] {
        let number = "(0|[1-9][0-9]*)"
        let form: [String] =
            switch reply.status {
            case .err: Self.texts("-ERR")
            case .challenge: [#"^\+ [A-Za-z0-9+/]*={0,2}$"#]
            case .malformed: [command?.row == nil ? "^-ERR( .*)?$" : #"^(\+OK|-ERR)( .*)?$"#]
            case .ok: Self.texts(#"\+OK"#)
            }
        guard reply.status == .ok, reply.body == nil, command?.kind == .command else { return form }
        switch command?.verb {
        case .stat: return [#"^\+OK \#(number) \#(number)( .*)?$"#, #"^\+OK \#(number) \#(number)$"#]
        case .list: return [#"^\+OK [1-9][0-9]* \#(number)( .*)?$"#, #"^\+OK [1-9][0-9]* \#(number)$"#]
        case .uidl: return [#"^\+OK [1-9][0-9]* [\x21-\x7e]{1,70}$"#]
        default: return form
        }
    }

    private static func texts(_ status: String) -> [String] {
        ["^\(status)( .*)?$", "^\(status)( .{0,505})?$", #"^\#(status)( [\x20-\x7e]{0,505})?$"#]
    }

    /// The lines of a body, from lenient to strict.
    private func lines(of body: Body) -> [[TranscriptEvent]] {
        let kept = body.keptLines
        if let stuffed = stuffed(kept) { return [stuffed] }
        guard body.isTerminated, body.isWhole, kept.count <= Self.mostLines else { return [] }
        let end: TranscriptEvent = .sent(.server, WireText([UInt8(ascii: ".")]))
        let any: [TranscriptEvent] = kept.map { _ in .sent(.server, WireText(anything)) }
        return [any + [end]] + listing(kept.count).map { $0 + [end] }
    }

    /// The lines up to the first that begins with "." and has to begin with two, as it should be; `nil` without one. What
    /// follows is left open: another one may have been taken for the end.
    private func stuffed(_ lines: [Line]) -> [TranscriptEvent]? {
        let dot = UInt8(ascii: ".")
        let bare = lines.prefix(Self.mostLines).firstIndex { line in
            line.bytes.first == dot && line.bytes.dropFirst().first != dot
        }
        guard let bare else { return nil }
        let before: [TranscriptEvent] = lines[..<bare].map { _ in .sent(.server, WireText(anything)) }
        return before + [.sent(.server, WireText([dot] + lines[bare].bytes)), .anyLines]
    }

    /// The most lines that a file spells out.
    private static let mostLines = 200

    /// A line of the body whatever it says; of LIST two words are compared, each by itself.
    private var anything: [WireText.Part] {
        let word: WireText.Part = .placeholder(.anything)
        return command?.verb == .list ? [word, .octets([UInt8(ascii: " ")]), word] : [word]
    }

    private func listing(_ count: Int) -> [[TranscriptEvent]] {
        let word: String
        switch command?.verb {
        case .list: word = "(0|[1-9][0-9]*)"
        case .uidl: word = #"[\x21-\x7e]{1,70}"#
        default: return []
        }
        let rest = command?.verb == .list ? "( .*)?" : ""
        let lenient: [TranscriptEvent] = (0..<count).map { _ in .matching("^[1-9][0-9]* \(word)\(rest)$") }
        let strict: [TranscriptEvent] = (0..<count).map { _ in .matching("^[1-9][0-9]* \(word)$") }
        return [lenient, strict]
    }
}

extension RequirementID {
    /// What a reply begins with that the requirement asks for, where its name says so; else what nothing fits.
    fileprivate var statuses: [String] {
        if ["-err", "-required", "-no-args"].contains(where: name.hasSuffix) { return ["-ERR"] }
        return name.hasSuffix("-ok") ? ["+OK"] : ["..."]
    }
}

extension Command {
    /// Whether a positive reply to it has lines.
    fileprivate var expectsLines: Bool {
        guard kind == .command else { return false }
        switch shape {
        case .lines: return true
        case .linesUnlessArgument: return arguments.isEmpty
        case .line, .challenges: return false
        }
    }
}

extension String {
    fileprivate var trimmingBlanks: String { String(reversed().drop { $0 == " " }.reversed()) }
}
