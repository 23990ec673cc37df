public import Authentication
public import POP3

/// The server side of one connection of a transcript: says what was recorded, when the client has said what was recorded.
///
/// The answer to a command is sent once that command is complete; where every octet counts, once everything above it in
/// the file is. A line that the transcript does not have is answered -ERR, and the next recorded one is waited for still;
/// QUIT ends the connection in any case.
public struct ReplayServer: ServerMachine {
    private let script: TranscriptScript
    private let connection: Int
    private let isStrict: Bool
    private let observe: @Sendable (ReplayReport) -> Void
    private var steps: ArraySlice<TranscriptScript.Step>
    /// The client lines that have not come.
    private var due: ArraySlice<ClientLine>
    /// How many client lines have come.
    private var taken = 0
    /// How many stand above the next step.
    private var above = 0
    private var texts: ServedTexts
    private var lines = LineReader(limit: 65_536)
    /// What both sides have really said: only it knows what of a strange line is a secret.
    private var session = Session()
    private var awaitsTLS = false
    private var isOver = false

    /// A server for one connection that has not been opened yet.
    ///
    /// - Parameters:
    ///   - connection: the number of the connection in the transcript, from 1.
    ///   - isStrict: whether the client must send every octet as recorded.
    ///   - secrets: needed by SCRAM alone; anything else works with any secret.
    ///   - stamp: what the greeting says where the transcript has a timestamp of each run.
    ///   - random: what challenges are made of; a fixed sequence only in tests.
    ///   - observe: is told what the transcript does not have, on any thread.
    public init(
        _ script: TranscriptScript, connection: Int = 1, isStrict: Bool = false,
        secrets: TranscriptSecrets = TranscriptSecrets(), stamp: Stamp,
        random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator(),
        observe: @escaping @Sendable (ReplayReport) -> Void = { _ in }
    ) {
        self.script = script
        self.connection = connection
        self.isStrict = isStrict
        self.observe = observe
        steps = script.steps.filter { $0.connection == connection }[...]
        due = script.clientLines(connection)[...]
        texts = ServedTexts(
            stamp: stamp, serverEnding: script.header.ending(of: .server),
            variables: TranscriptVariables(constraints: script.constraints),
            challenges: TranscriptChallenges(secrets, random: random))
    }

    /// Says what stands before the first client line. TLS that begins at once is complete by now.
    public mutating func opened(from address: String?) -> [Output] {
        while steps.first?.action == .connect { steps.removeFirst() }
        if steps.first?.action == .secure { steps.removeFirst() }
        return release()
    }

    /// Takes lines as they end, and says what is due behind each.
    public mutating func received(_ bytes: [UInt8]) -> [Output] {
        guard !awaitsTLS else { return bytes.isEmpty ? [] : [.injected(bytes)] }
        var outputs: [Output] = []
        var rest = bytes[...]
        while !isOver, let line = lines.next(in: &rest) {
            outputs += take(line)
            if awaitsTLS, !rest.isEmpty { return outputs.dropLast() + [.injected(Array(rest))] }
        }
        return outputs.joined
    }

    /// Goes on behind the handshake.
    public mutating func secured() -> [Output] {
        guard awaitsTLS else { return [] }
        awaitsTLS = false
        lines = LineReader(limit: 65_536)
        session.secured()
        return release()
    }

    /// Nothing: the transcript says how long it lasts.
    public mutating func idled() -> [Output] { [] }
    /// For ever.
    public var wakeAfter: Duration? { nil }

    /// Reports what the client has left out.
    public mutating func closed() -> [Output] {
        observe(.ended(connection: connection, missing: due.first))
        isOver = true
        return []
    }
}

extension ReplayServer {
    private mutating func take(_ line: Line) -> [Output] {
        let command = session.observe(line.octets, from: .client).sent ?? Command(line).redacted()
        guard let expected = due.first, texts.fits(line, expected, isStrict: isStrict) else {
            return refuse(command)
        }
        due.removeFirst()
        taken += 1
        let isResponse = expected.command.kind == .response
        texts.challenges.received(line, isResponse: isResponse, secret: secretName(behind: expected))
        return release()
    }

    /// The name of the secret that a login uses: it may stand in a later line.
    private func secretName(behind expected: ClientLine) -> String? {
        guard expected.command.kind == .command, expected.command.verb == .auth else { return nil }
        return expected.template.secretName ?? due.lazy.compactMap(\.template.secretName).first
    }

    /// Answers a line that is not in the transcript, and stays where it was.
    private mutating func refuse(_ command: Command) -> [Output] {
        observe(.unexpected(connection: connection, came: command, expected: due.first))
        let answer = Line(due.first.map(Self.answer(insteadOf:)) ?? "-ERR the recording has no more lines")
        _ = session.observe(answer.octets, from: .server)
        guard command.kind == .command, command.verb == .quit else { return [.send(answer.octets)] }
        isOver = true
        return [.send(answer.octets), .close(.orderly)]
    }

    private static func answer(insteadOf expected: ClientLine) -> String {
        let text = expected.text.prefix(200).map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: "?") }
        return "-ERR the recording has here, in line \(expected.line): \(String(decoding: text, as: UTF8.self))"
    }

    /// What can be said now: up to a step that waits for a client line.
    private mutating func release() -> [Output] {
        var outputs: [Output] = []
        while let step = steps.first, !isOver, !awaitsTLS, let next = perform(step) {
            steps.removeFirst()
            outputs += next
        }
        return outputs.joined
    }

    /// What a step says; `nil` when it has to wait.
    private mutating func perform(_ step: TranscriptScript.Step) -> [Output]? {
        switch step.action {
        case .connect, .silence, .close(.client, _): return []
        case .send(let text):
            above += text.lineCount
            if isStrict, taken < above {
                above -= text.lineCount
                return nil
            }
            return []
        case .receive(let expectation, let place):
            guard place.behind <= taken else { return nil }
            let octets = texts.octets(of: expectation)
            _ = session.observe(octets, from: .server)
            return [.send(octets)]
        case .secure:
            guard above <= taken else { return nil }
            awaitsTLS = true
            return [.startTLS]
        case .close(.server, let closing):
            guard above <= taken else { return nil }
            isOver = true
            return [.close(closing)]
        case .pause(let pause):
            guard let server = serverStep() else { return [] }
            return isDue(server) ? [.wait(pause)] : nil
        // Between two writes stands one that says nothing.
        case .segment: return [.send([])]
        }
    }

    /// The step of the server that a pause belongs to; `nil` when the client pauses.
    private func serverStep() -> TranscriptScript.Action? {
        let next = steps.first { step in
            switch step.action {
            case .pause, .segment: false
            case .connect, .secure, .send, .receive, .close, .silence: true
            }
        }
        switch next?.action {
        case .receive, .close(.server, _): return next?.action
        case .connect, .secure, .send, .close, .silence, .pause, .segment, nil: return nil
        }
    }

    private func isDue(_ action: TranscriptScript.Action) -> Bool {
        if case .receive(_, let place) = action { place.behind <= taken } else { above <= taken }
    }
}

extension [Output] {
    /// The same with neighbouring writes made one; an empty write parts two.
    fileprivate var joined: [Output] {
        var joined: [Output] = []
        var isParted = true
        for output in self {
            guard case .send(let octets) = output else {
                joined.append(output)
                isParted = true
                continue
            }
            if case .send(let before) = joined.last, !isParted, !octets.isEmpty {
                joined[joined.count - 1] = .send(before + octets)
            } else if !octets.isEmpty {
                joined.append(output)
            }
            isParted = octets.isEmpty
        }
        return joined
    }
}

extension [Session.Event] {
    /// The command among them.
    fileprivate var sent: Command? {
        for case .sent(let command) in self { return command }
        return nil
    }
}

extension WireText {
    /// How many lines end in it.
    fileprivate var lineCount: Int {
        parts.reduce(ending == .line ? 1 : 0) { count, part in
            if case .octets(let octets) = part { count + octets.count(where: { $0 == Octet.lf }) } else { count }
        }
    }
}
