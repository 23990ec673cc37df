import Conformance
import Handbook
import POP3

extension Shell {
    /// Listens to the server until the connection is over.
    func startPump(_ connection: Connection) {
        pump = Task { await self.listen(to: connection) }
    }

    /// Listens anew, with the limits that hold now; no octet is lost between.
    func renewPump() {
        guard let connection, connection.isOpen, !connection.isSecuring, let earlier = pump else { return }
        earlier.cancel()
        pump = Task {
            await earlier.value
            await self.listen(to: connection)
        }
    }

    private func listen(to connection: Connection) async {
        while connection.isOpen {
            do {
                let limit = patience(with: connection) - connection.silence
                guard let events = try await connection.conversation.receive(within: max(limit, .zero)) else {
                    closedByServer(connection)
                    continue
                }
                await take(events, from: connection)
            } catch .cancelled {
                return
            } catch .timedOut {
                silence(connection)
            } catch {
                lose(connection, error)
            }
        }
        await connection.conversation.link.close(.orderly)
    }

    private func take(_ events: [Session.Event], from connection: Connection) async {
        /// The length of a status line without an ending.
        var cutLine: Int?
        reading: for event in events {
            switch event {
            case .sent: break
            case .response(let line):
                connection.replyBegins()
                show(narrator.response(redaction.redact(line)))
                if line.ending == .missing { cutLine = line.bytes.count }
            case .body(let octets):
                bodyCopy?.append(octets)
                show(narrator.body(octets))
            case .completed(let exchange):
                complete(exchange, connection)
                // Whatever follows belongs to the same line.
                if cutLine != nil { break reading }
            case .startTLS:
                await beginTLS(connection)
            case .unsolicited(let line):
                let annotation = explainer.explain(
                    unsolicited: redaction.redact(line), in: connection.session.phase, connection.session.knowledge)
                connection.witness.unsolicited(
                    redaction.redact(line), in: connection.session.phase, connection.session.knowledge)
                show(narrator.unsolicited(redaction.redact(line), annotation, in: connection.session.phase))
            }
        }
        show(narrator.pause())
        checkRecording()
        connection.octetsPassed()
        if connection.session.phaseAtEnd != nil {
            if cutLine != nil { outcome.failed(.lost("")) }
            return closedByServer(connection)
        }
        if let cutLine { return lose(connection, .endless(cutLine)) }
        if !connection.session.isGreeted || !connection.session.pending.isEmpty { return }
        wake()
        terminal.changePrompt(to: prompt())
    }

    private func complete(_ exchange: Exchange, _ connection: Connection) {
        let exchange = redaction.redact(exchange)
        let annotation = explainer.explain(exchange, after: connection.last?.exchange)
        connection.witness.completed(exchange)
        let record = connection.append(exchange)
        // The command was taken back before this reply came.
        if record.exchange != exchange { connection.witness.forgetEvidence() }
        shownLines = nil
        outcome.took(exchange, hasFinding: !annotation.findings.isEmpty, isProbe: isProbing)
        show(narrator.completed(record, annotation))
    }

    private func closedByServer(_ connection: Connection) {
        guard connection.isOpen else { return }
        let session = connection.session
        let idle = session.pending.isEmpty ? connection.idle : nil
        let annotation = explainer.explain(
            closedBy: .server, in: session.phaseAtEnd ?? session.phase, session.knowledge,
            pending: Array(session.pending), idle: idle, after: connection.last?.exchange)
        if annotation.isTrouble, !session.pending.isEmpty || !session.isGreeted { outcome.failed(.lost("")) }
        connection.end()
        show(narrator.closed(by: .server, in: session.phaseAtEnd ?? session.phase, annotation))
        wake()
        terminal.changePrompt(to: prompt())
    }

    /// How long nothing may come before there is something to say. A person hears early of a server that does not greet.
    private func patience(with connection: Connection) -> Duration {
        let limit = Duration.seconds(settings.timeout)
        if connection.isOver { return min(limit, .seconds(5)) }
        let isFirst = !connection.session.isGreeted && connection.silenceTold == nil
        return isFirst && terminal.isInteractive ? min(limit, .seconds(3)) : limit
    }

    /// Nothing came for a while: news only when a reply is due, and has been for as long as one is waited for.
    private func silence(_ connection: Connection) {
        let limit = patience(with: connection)
        guard !connection.session.isGreeted || !connection.session.pending.isEmpty else {
            // The session is over, but the server does not close: a batch does not wait for ever.
            if connection.isOver, !terminal.isInteractive { connection.end() }
            connection.tellSilence()
            return wake()
        }
        // A command that left while nothing was due has its whole time.
        guard connection.silence >= limit else { return }
        connection.tellSilence()
        if terminal.isInteractive {
            connection.tape.timedOut()
            say(trouble: wordsForSilence(connection.session, limit))
        } else {
            lose(connection, .timedOut(limit))
        }
    }

    /// The connection broke; the record stays, and the shell too.
    func lose(_ connection: Connection, _ error: LinkError) {
        guard connection.isOpen else { return }
        connection.tape.lost(error)
        connection.end()
        fail(error)
        wake()
        terminal.changePrompt(to: prompt())
    }

    /// Says why there is no connection.
    func fail(_ error: LinkError) {
        outcome.failed(error)
        let unanswered = connection?.session.pending.first
        show(narrator.failed(error, unanswered: unanswered))
    }
}
