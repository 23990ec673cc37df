/// The lines of a client on their way into a recording: whole, and with their secrets replaced.
struct ClientLines: Hashable, Sendable {
    /// What came of one line.
    struct Sent: Hashable, Sendable {
        /// The command that the session read; `nil` for what follows a piece of a line that was too long.
        let command: Command?
        let naming: LoginReading.Naming?
        /// The AUTH that the command is, or answers to, by its number; `nil` for any other.
        let exchange: Int?
        let recorded: [Recorded]
    }

    private let showsSecrets: Bool
    /// Cuts lines where a ``Session`` cuts them.
    private var splitter = LineSplitter()
    /// How many octets of the line in hand have come.
    private var count = 0
    /// How many of them stand before each place where another write began.
    private var cuts: [Int] = []
    /// Whether the line in hand follows a piece of itself.
    private var isRest = false

    init(showsSecrets: Bool) {
        self.showsSecrets = showsSecrets
    }

    /// Takes octets.
    ///
    /// - Parameters:
    ///   - commands: what the session made of the lines that end in them, redacted or not.
    ///   - isNextWrite: whether the client wrote last, too.
    mutating func take(
        _ octets: [UInt8], _ commands: [Command], isNextWrite: Bool, _ login: inout LoginReading
    ) -> [Sent] {
        if isNextWrite { cuts.append(count) }
        var commands = commands[...]
        var sent: [Sent] = []
        var rest = octets[...]
        while let (line, end) = splitter.next(in: rest) {
            rest = rest[end...]
            sent.append(take(line, isRest ? nil : commands.popFirst(), &login))
            isRest = line.ending == .missing
            (count, cuts) = (0, [])
        }
        count += rest.count
        return sent
    }

    private func take(_ line: Line, _ command: Command?, _ login: inout LoginReading) -> Sent {
        var masked = MaskedLine(line)
        guard let command else {
            // It may be the rest of a secret.
            masked.replace(0..<line.bytes.count, by: login.secretName)
            return Sent(command: nil, naming: nil, exchange: nil, recorded: recorded(masked))
        }
        let range = command.placeOfSecret(in: line)
        let naming = login.sent(command, secret: range.map { Array(line.bytes[$0]) })
        if let range, let naming { masked.replace(range, by: naming.placeholder) }
        let exchange = command.verb == .auth ? login.exchangeNumber : nil
        return Sent(command: command, naming: naming, exchange: exchange, recorded: recorded(masked))
    }

    private func recorded(_ line: MaskedLine) -> [Recorded] {
        let shown = showsSecrets ? MaskedLine(line.line) : line
        let segment: [Recorded] = cuts.first == 0 ? [.event(.segment)] : []
        return segment
            + shown.texts(cutAt: cuts).enumerated().flatMap { index, text in
                (index > 0 ? [Recorded.event(.segment)] : []) + [.event(.sent(.client, text))]
            }
    }

    /// The connection is over: a line that has no end may be a secret, unless it is a command that has none.
    mutating func rest(_ login: inout LoginReading) -> [Recorded] {
        defer { (count, cuts) = (0, []) }
        guard let line = splitter.finish() else { return [] }
        let command = Command(line)
        let isHarmless = command.row != nil && !command.hasSecret && !login.isInExchange && !isRest
        var masked = MaskedLine(line)
        if !isHarmless { masked.replace(0..<line.bytes.count, by: login.secretName) }
        return recorded(masked)
    }
}

extension Command {
    /// Where the secret of this command, whether it is shown or masked here, stands in the line that was sent.
    func placeOfSecret(in sent: Line) -> Range<Int>? {
        let own = secretRange ?? (line.bytes == sent.bytes ? nil : line.bytes.indices)
        guard let own else { return nil }
        let behind = line.bytes.count - own.upperBound
        let range = own.lowerBound..<max(own.lowerBound, sent.bytes.count - behind)
        let isSame = sent.bytes.starts(with: line.bytes[..<own.lowerBound]) && range.upperBound <= sent.bytes.count
        // Nothing is shown of a line in which the secret cannot be found.
        return isSame ? range : sent.bytes.indices
    }
}
