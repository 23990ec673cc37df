import Handbook
public import POP3

extension SessionWatch {
    /// Clear text of one side stood where only the handshake may stand.
    public func injected(_ octets: [UInt8], by side: Session.Side) -> Output {
        let session = conversation.session
        let evidence = conversation.redaction.redact(Line(bytes: octets, ending: .missing))
        switch side {
        case .server:
            let annotation = explainer.explain(clearTextBehindSTLS: evidence.bytes, session.knowledge)
            tally.add(annotation.findings, about: .server)
            return Output(
                shown: narrator.unsolicited(evidence, annotation, in: session.phase),
                recorded: recorder.injected(octets))
        case .client:
            // Of what came behind it nobody knows where a secret stands: the first line alone is shown.
            let line = Line(bytes: Array(octets.prefix { $0 != 0x0D && $0 != 0x0A }))
            let shown = session.command(reading: line).redacted().line
            let finding = WatchWords.injection(octets.count, beginningWith: shown)
            return found([finding], behind: shown)
        }
    }

    /// One side ended its half of the connection, or broke it.
    public func ended(by side: Session.Side, _ closing: Closing) async -> Output {
        guard !isOver else { return Output() }
        let first = firstToEnd ?? side
        firstToEnd = first
        // The replies that are due still come to a client that only says no more.
        let isHalf = side == .client && closing == .orderly && !conversation.session.pending.isEmpty && !isUnreadable
        return isHalf ? Output() : await end(by: first, closing)
    }

    /// Both connections are over.
    public func closed() async -> Output {
        guard !isOver else { return Output() }
        guard let firstToEnd else { return await brokenOff() }
        return await end(by: firstToEnd, .orderly)
    }

    /// Neither side has ended its connection: whoever is between them did.
    private func brokenOff() async -> Output {
        isOver = true
        let rest = clientLines.finish()
        let findings = client.forgetUnanswered()
        await conversation.abandon()
        var output = Output()
        if let rest, !isUnreadable { output.recorded += recorder.passed(rest.octets, from: .client, as: []) }
        output.recorded += recorder.brokenOff(WatchWords.brokenOff.en)
        output.shown = narrator.pause() + narrator.remark(WatchWords.brokenOff)
        return output.adding(found(findings))
    }

    private func end(by side: Session.Side, _ closing: Closing) async -> Output {
        isOver = true
        let rest = clientLines.finish()
        let findings = side == .client ? client.closed(in: conversation.session) : client.forgetUnanswered()
        var events: [Session.Event] = []
        switch side {
        case .server: events = (try? await conversation.receive(within: nil)) ?? []
        case .client: await conversation.abandon()
        }
        var output = take(events)
        if let rest, !isUnreadable { output.recorded += recorder.passed(rest.octets, from: .client, as: []) }
        output.recorded += recorder.closed(by: side, closing, as: events)
        tally.add(findings, about: .client)
        output.shown += narrator.pause() + told(side, closing, findings)
        return output
    }

    func told(_ side: Session.Side, _ closing: Closing, _ findings: [Finding]) -> [UInt8] {
        let session = conversation.session
        let phase = session.phaseAtEnd ?? session.phase
        guard !isUnreadable else { return narrator.remark(WatchWords.ended(by: side, closing)) }
        var annotation = explainer.explain(
            closedBy: side, in: phase, session.knowledge, pending: Array(session.pending), after: last)
        if side == .client || closing == .reset { annotation.meaning = WatchWords.ended(by: side, closing) }
        annotation.suggestions = []
        annotation.findings += findings
        let closed = narrator.closed(by: side, in: phase, annotation)
        return events == nil || findings.isEmpty ? closed : closed + told(findings, behind: Line(""))
    }

    /// Findings about the client that belong to no exchange.
    func found(_ findings: [Finding], behind line: Line = Line("")) -> Output {
        tally.add(findings, about: .client)
        return Output(shown: findings.isEmpty ? [] : told(findings, behind: line))
    }

    func told(_ findings: [Finding], behind line: Line) -> [UInt8] {
        if let events { return events.note(WatchWords.annotation(findings), text: line) }
        return narrator.pause()
            + findings.flatMap { narrator.trouble($0.text + Localized(verbatim: " [\($0.requirement)]")) }
    }
}
