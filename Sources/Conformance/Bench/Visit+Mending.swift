import Handbook
import POP3

/// What a reply lacks is reported once, and put in its place, so that the conversation goes on in step.
extension Visit {
    /// A reply of several lines that did not come to its end, although the next command was answered: it ends there.
    ///
    /// - Parameters:
    ///   - before: the session as it was before that command was sent.
    ///   - events: what came in reply to it.
    /// - Returns: the exchange without what stood in place of its end; `nil` where nobody can tell what belongs to it.
    func mendEnd(of line: Line, before: Session, _ events: [Session.Event]) -> Exchange? {
        var cut = before
        guard Self.isOneLine(events), case .completed(let exchange)? = cut.closed(by: .server).last,
            let body = exchange.reply.body, body.isWhole, let command = exchange.command
        else { return nil }
        let isMidLine = body.keptLines.last?.ending == .missing
        var ended = before
        _ = ended.observe((isMidLine ? Line("").octets : []) + Line(".").octets, from: .server)
        conversation.rewind(to: ended)
        evidence.append(.received(exchange.reply))
        let (lines, isJoined) = lines(of: body, by: exchange)
        // A bare AUTH is in no RFC: its reply may have lines or not.
        let isSingle = command.verb == .auth
        let reply = Reply(first: exchange.reply.first, body: isSingle ? nil : Body(lines))
        let mended = Exchange(
            command: command, reply: reply, before: exchange.before, after: exchange.after,
            knowledge: exchange.knowledge)
        if !isSingle { judgeEnd(of: line, isJoined: isJoined) }
        // An empty list is one too, but nobody has CAPA to say nothing.
        if command.verb == .capa, lines.isEmpty {
            breach("rfc2449-5-capa-multiline", Interruption.unterminated(line).text)
        }
        bench.endless.insert(command.verb)
        note(mended, isCut: false)
        return finished.popFirst()
    }

    private func judgeEnd(of line: Line, isJoined: Bool) {
        breach("rfc1939-3-multiline-terminator", Interruption.unterminated(line).text)
        guard isJoined else { return }
        breach(
            "rfc1939-3-last-line-crlf-before-dot",
            Localized(
                en: "The final \".\" stands at the end of the last line, not on a line of its own.",
                ja: "終わりの \".\" が独立した行ではなく、最後の行の終わりに付いています。"))
    }

    /// The lines of a body without what stands in place of its end, and whether that was joined to the last of them.
    private func lines(of body: Body, by exchange: Exchange) -> (lines: [Line], isJoined: Bool) {
        var lines = body.keptLines.map { Line(bytes: $0.bytes) }
        guard let last = lines.last?.bytes, let end = last.last else { return (lines, false) }
        if last.contains(UInt8(ascii: ".")), last.allSatisfy({ $0 == UInt8(ascii: ".") || $0 == 0x20 || $0 == 0x09 }) {
            return (lines.dropLast(), false)
        }
        let declared = exchange.command?.messageNumber.flatMap {
            bench.facts.mail?.sizes[$0] ?? knowledge.maildrop?.sizes[$0]
        }
        let isTooLong = exchange.command?.verb == .retr ? declared == body.octets - 1 : bench.joinsEnds
        guard end == UInt8(ascii: "."), isTooLong else { return (lines, false) }
        bench.joinsEnds = true
        lines[lines.count - 1].bytes.removeLast()
        return (lines, true)
    }

    private static func isOneLine(_ events: [Session.Event]) -> Bool {
        let octets = events.flatMap { event in
            guard case .body(let octets) = event else { return ArraySlice<UInt8>() }
            return octets
        }
        return octets.count { $0 == 0x0A } == 1 && octets.last == 0x0A
    }

    /// A line that stands still behind a CR, as a server ends it that has no LF there: it is ended.
    ///
    /// - Returns: what the line meant; `nil` where there is none.
    func mendReturn() -> [Session.Event]? {
        var cut = conversation.session
        for case .response(let line) in cut.closed(by: .server) where line.ending == .missing && line.bytes.last == 0x0D
        {
            breach(
                "rfc1939-3-response-crlf",
                Localized(
                    en: "The first line of the reply ended in CR without LF.",
                    ja: "応答の 1 行目が LF のない CR で終わっています。"), actual: line)
            bench.endsLinesInReturns = true
            // Other lines that end so stand within it: nobody can read on.
            guard isOpen, !line.bytes.dropLast().contains(0x0D) else { return nil }
            var ended = conversation.session
            let events = ended.observe([0x0A], from: .server)
            conversation.rewind(to: ended)
            return events
        }
        return nil
    }

    /// The exchange without CR octets that stand too many at the end of its first line.
    func mendedReturns(_ exchange: Exchange) -> Exchange {
        let first = exchange.reply.first
        guard first.bytes.last == 0x0D, !isUnjudged else { return exchange }
        breach(
            "rfc1939-3-response-crlf",
            Localized(
                en: "The first line of the reply ended in CR CR LF.", ja: "応答の 1 行目が CR CR LF で終わっています。"),
            actual: first)
        let bytes = first.bytes.reversed().drop { $0 == 0x0D }.reversed()
        let isInSASL = exchange.command.map { $0.kind == .response || $0.verb == .auth } ?? false
        return Exchange(
            command: exchange.command,
            reply: Reply(
                first: Line(bytes: Array(bytes), ending: first.ending), body: exchange.reply.body, inSASL: isInSASL),
            before: exchange.before, after: exchange.after, knowledge: exchange.knowledge)
    }
}
