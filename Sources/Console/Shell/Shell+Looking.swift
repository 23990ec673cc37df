import Conformance
import Handbook
import POP3

extension Shell {
    func showStatus() {
        guard let connection else { return say(ShellWords.notConnected) }
        let peer = connection.isOpen ? connection.conversation.link.peer : nil
        let tls = connection.conversation.link.tls
        let encryption = tls.map { [$0.version.rawValue, $0.cipher].compactMap(\.self).joined(separator: ", ") }
        let status = Status(
            server: connection.target.name, peer: peer, encryption: encryption, session: connection.session,
            exchanges: connection.records.last?.number ?? 0)
        present(StatusView(narrator.layout).lines(status).block)
    }

    func showCapabilities() {
        present(CapabilityView(narrator.layout).lines(connection?.session.knowledge.capabilities).block)
    }

    func showState() {
        present(StateDiagram(narrator.layout).lines(at: connection?.session.phase ?? .closed).block)
    }

    func showWiretap() {
        var wiretap = Wiretap()
        for record in connection?.records ?? [] { wiretap.append(record.exchange) }
        // The practice server is in this process, but the lesson is about a wire: it is shown as if there were one.
        let isLesson = connection?.target.isPractice == true
        present(
            (isLesson ? narrator.note(ShellWords.asIfOnAWire) : []) + WiretapView(narrator.layout).lines(wiretap).block)
    }

    /// `:check`: what the server has broken so far, and what held. Nothing is sent for it.
    func showCheck(_ argument: String) {
        guard let connection else { return say(ShellWords.notConnected) }
        let verdict = SessionVerdict(connection.witness.testimony, narrator.layout)
        switch argument.lowercased() {
        case "": present(verdict.lines(all: false).block)
        case "all": present(verdict.lines(all: true).block)
        default:
            guard let lines = verdict.lines(on: argument) else {
                return say(trouble: ShellWords.noRequirement(Command(Line(argument)).displayText))
            }
            present(lines.block)
        }
    }

    func showTiming() {
        var timings = Timings()
        for record in connection?.records ?? [] {
            if let elapsed = record.elapsed { timings.append(elapsed, for: record.exchange.command) }
        }
        present(TimingView(narrator.layout).lines(timings).block)
    }

    /// Explains the last reply again, with everything there is to say.
    func why() {
        guard let exchange = connection?.last?.exchange else { return say(ShellWords.noReply) }
        let lines = AnnotationView(narrator.layout).lines(explainer.explain(exchange), on: exchange, .full)
        present(lines.block)
    }

    /// The last reply in hexadecimal, or one line of it: its first line is number 0, its body begins at 1.
    func showHex(_ argument: String) {
        guard let exchange = connection?.last?.exchange else { return say(ShellWords.noReply) }
        let first = redaction.redact(exchange.reply.first)
        let lines = [first] + (exchange.reply.body?.keptLines ?? [])
        if argument.isEmpty {
            present(hexadecimal(lines.flatMap(\.octets)))
            return
        }
        guard let number = Int(argument), lines.indices.contains(number) else {
            return say(trouble: ShellWords.noSuchLine(lines.count - 1))
        }
        present(hexadecimal(lines[number].octets))
    }

    /// At most as many rows as somebody reads.
    private func hexadecimal(_ octets: [UInt8]) -> [UInt8] {
        let shown = Array(octets.prefix(4096))
        let left = octets.count - shown.count
        return HexView(narrator.layout).lines(shown).block + (left > 0 ? narrator.note(ShellWords.notShown(left)) : [])
    }

    func decode(_ argument: String) {
        guard let number = Int(argument) else { return say(trouble: ShellWords.usage(.decode)) }
        guard let message = message(number) else { return say(trouble: ShellWords.noMessage(number)) }
        present(narrator.mail(message))
    }

    func showMore() {
        guard let exchange = connection?.last?.exchange, let body = exchange.reply.body else {
            return say(ShellWords.noMore)
        }
        let line = shownLines ?? narrator.linesOfLastBody ?? body.lines
        guard line < body.lines else { return say(ShellWords.noMore) }
        var output: [UInt8] = []
        let count = settings.previewLines == 0 ? body.lines : settings.previewLines
        shownLines = BodyView.further(
            body, of: exchange.command, from: line, narrator.layout, count: count, to: &output)
        present(output)
    }
}

extension Shell {
    func help(_ topic: String) {
        guard let lines = HelpTopics.lines(on: topic, HelpView(narrator.layout)) else {
            return say(trouble: ShellWords.noHelp(Command(Line(topic)).displayText))
        }
        present(lines.block)
    }

    func showSections(_ number: String) {
        if number.isEmpty {
            present(HelpView(narrator.layout).lines(RFCSections.all).block)
            return
        }
        guard let section = RFCSections[number.uppercased()] else { return say(trouble: ShellWords.noSection) }
        present(HelpView(narrator.layout).lines([section]).block)
        for page in section.commands.compactMap({ CommandPages[$0] }) {
            present(HelpView(narrator.layout).lines(page).block)
        }
    }
}
