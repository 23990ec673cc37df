/// The secrets that a transcript has shown so far, on any connection.
struct KnownSecrets: Sendable {
    var login = LoginReading()
    var redaction = Redaction()

    /// Who sends more secrets is trying them out.
    private static let limit = 256

    mutating func learn(_ other: Redaction) {
        guard redaction.secrets.count < Self.limit else { return }
        redaction = other
    }

    /// Learns a secret that nobody can name better than by its user.
    mutating func learn(_ secret: [UInt8], of user: LoginReading) {
        var learned = Redaction()
        learned.learn(secret: secret)
        redaction.formUnion(redaction.secrets.count < Self.limit ? learned : Redaction())
        login.share(user)
        login.learn(learned)
    }

    /// A text with the known secrets replaced.
    func masked(_ text: String, by mask: String) -> String {
        let octets = Array(text.utf8)
        let holes = login.echoes.known(in: octets)
        guard !holes.isEmpty else { return text }
        var masked: [UInt8] = []
        var start = 0
        for hole in holes {
            masked += octets[start..<hole.range.lowerBound] + Array(mask.utf8)
            start = hole.range.upperBound
        }
        return String(decoding: masked + octets[start...], as: UTF8.self)
    }
}

/// A line, or a piece of one, and the entry in which it stands.
struct MaskedPiece: Sendable {
    /// The number of an entry, and of a text in it.
    struct Place: Hashable, Sendable {
        let entry: Int
        let text: Int
    }

    let place: Place
    let text: WireText
}

/// One connection of a transcript, as far as it tells what is a secret.
struct MaskedConnection: Sendable {
    var isText = false
    private var session = Session()
    private var login = LoginReading()
    private var isLoggingIn = false
    /// The pieces of a line of each side that has not ended.
    private var client: [MaskedPiece] = []
    private var server: [MaskedPiece] = []
    /// Whether what the client sends belongs to a line of which the beginning was told already.
    private var isRest = false
    /// Whether a reply has begun and not ended, and whether it is a message.
    private var isInReply = false
    private var isInMail = false
    private var isBehindSTLS = false
    /// What the commands without a complete reply are, oldest first.
    private var awaited: ArraySlice<(naming: LoginReading.Naming?, exchange: Int?)> = []

    /// Takes an event.
    ///
    /// - Parameter number: the number of its entry.
    /// - Returns: the lines that have ended, in the pieces that they came in.
    mutating func take(_ event: TranscriptEvent, number: Int, _ known: inout KnownSecrets) -> [MaskedPiece] {
        login.share(known.login)
        defer { known.login.share(login) }
        switch event {
        case .connect, .tls, .close, .reset, .timeout:
            let rest = giveUp(&known)
            begin(event)
            return rest
        case .sent(.client, let text):
            return text.lines.flatMap {
                clientSent(MaskedPiece(place: .init(entry: number, text: 0), text: $0), &known)
            }
        case .sent(.server, _), .status, .unordered:
            return event.texts.enumerated().flatMap { index, text in
                text.lines.flatMap {
                    serverSent(MaskedPiece(place: .init(entry: number, text: index), text: $0))
                }
            }
        case .matching(let pattern):
            let rest = endOfServerLine()
            observe(PlayedConnection.beginning(of: pattern) + [Octet.lf])
            return rest
        case .anyLines, .file, .omitted:
            let rest = endOfServerLine()
            endReply()
            return rest
        case .note, .pause, .segment: return []
        }
    }

    /// Judges lines that have not ended.
    mutating func giveUp(_ known: inout KnownSecrets) -> [MaskedPiece] {
        login.share(known.login)
        defer { known.login.share(login) }
        return endOfServerLine() + (client.isEmpty ? [] : endOfClientLine(&known))
    }

    /// A text that stands between the lines, its secrets masked.
    func masked(note: String, _ known: inout KnownSecrets) -> String {
        let reading = NoteReading(Array(note.utf8), in: session, isLoggingIn: isLoggingIn)
        for secret in reading.certain { known.learn(secret, of: login) }
        return known.masked(String(decoding: reading.masked, as: UTF8.self), by: Command.mask)
    }

    private mutating func begin(_ event: TranscriptEvent) {
        switch event {
        case .connect:
            let (login, isText) = (login, isText)
            self = MaskedConnection()
            self.login.share(login)
            self.isText = isText
        case .tls: secured()
        case .close, .reset, .timeout, .note, .sent, .status, .matching, .unordered, .anyLines, .file, .omitted, .pause,
            .segment:
            break
        }
    }

    private mutating func secured() {
        session.secured()
        login.beginAgain()
        (awaited, isBehindSTLS, isInReply, isInMail) = ([], false, false, false)
    }
}

// MARK: The client

extension MaskedConnection {
    private mutating func clientSent(_ piece: MaskedPiece, _ known: inout KnownSecrets) -> [MaskedPiece] {
        if client.isEmpty, !isRest { endWhatIsUnsaid() }
        client.append(piece)
        return piece.text.endsLine ? endOfClientLine(&known) : []
    }

    /// In text a reply may end without its ".", and TLS begin without a word.
    private mutating func endWhatIsUnsaid() {
        if isText, isInReply { endReply() }
        if isBehindSTLS { secured() }
    }

    private mutating func endOfClientLine(_ known: inout KnownSecrets) -> [MaskedPiece] {
        let pieces = client
        client = []
        let joined = JoinedTexts(pieces.map(\.text), standIn: StandIn.init(sent:))
        let holes = holes(in: joined, isEnded: pieces.last?.text.endsLine == true, &known)
        return zip(pieces, joined.replacing(holes)).map { MaskedPiece(place: $0.place, text: $1) }
    }

    private mutating func holes(
        in joined: JoinedTexts, isEnded: Bool, _ known: inout KnownSecrets
    ) -> [MaskedLine.Hole] {
        let line = joined.line
        guard isEnded, !isRest else {
            defer { isRest = !isEnded }
            let isHarmless = !isRest && Command(line).row != nil && !Command(line).hasSecret && !login.isInExchange
            _ = session.observe(joined.octets, from: .client)
            return isHarmless ? [] : joined.literals(in: 0..<joined.octets.count).map(hole)
        }
        var taught = known.redaction
        let events = session.clientSent(joined.octets, teaching: &taught)
        // It may be the rest of a secret.
        guard case .sent(let command)? = events.first, line.bytes.count <= 65_536 else {
            return joined.literals(in: 0..<joined.octets.count).map(hole)
        }
        isLoggingIn = isLoggingIn || command.isOfLogin
        let range = command.placeOfSecret(in: line)
        defer { awaited.append((nil, command.verb == .auth ? login.exchangeNumber : nil)) }
        guard let range else {
            _ = login.sent(command, secret: nil)
            return login.echoes.holes(in: line.bytes)
        }
        guard joined.isKnown(range) else { return holes(around: range, of: command, in: joined, &known) }
        known.learn(taught)
        let naming = login.sent(command, secret: Array(line.bytes[range]))
        return naming.map { [.init(range: range, placeholder: $0.placeholder)] } ?? []
    }

    /// What is known of a secret in which a placeholder stands.
    private mutating func holes(
        around range: Range<Int>, of command: Command, in joined: JoinedTexts, _ known: inout KnownSecrets
    ) -> [MaskedLine.Hole] {
        _ = login.sent(command, secret: nil)
        let literals = joined.literals(in: range)
        for literal in literals { known.learn(Array(joined.octets[literal]), of: login) }
        login.share(known.login)
        return literals.map(hole)
    }

    private func hole(_ range: Range<Int>) -> MaskedLine.Hole {
        .init(range: range, placeholder: login.secretName)
    }
}

// MARK: The server

extension MaskedConnection {
    private mutating func serverSent(_ piece: MaskedPiece) -> [MaskedPiece] {
        server.append(piece)
        return piece.text.endsLine ? endOfServerLine() : []
    }

    private mutating func endOfServerLine() -> [MaskedPiece] {
        guard let last = server.last else { return [] }
        let pieces = server
        server = []
        let joined = JoinedTexts(pieces.map(\.text), standIn: StandIn.init(literal:))
        let isMail = isInMail
        observe(joined.octets)
        // Messages stay as they are.
        guard !isMail else { return pieces }
        let holes = login.echoes.holes(in: joined.line.bytes, isCutOff: !last.text.endsLine)
        return zip(pieces, joined.replacing(holes)).map { MaskedPiece(place: $0.place, text: $1) }
    }

    private mutating func observe(_ octets: [UInt8]) {
        let isMessage = session.pending.first.map { $0.verb == .retr || $0.verb == .top } == true
        for event in session.observe(octets, from: .server) {
            switch event {
            case .response: (isInReply, isInMail) = (true, isMessage)
            case .completed(let exchange):
                (isInReply, isInMail) = (false, false)
                guard exchange.command != nil else { continue }
                let answered = awaited.popFirst()
                login.answered(exchange.reply, to: answered?.naming, ofExchange: answered?.exchange)
            case .startTLS: isBehindSTLS = true
            case .sent, .body, .unsolicited: break
            }
        }
    }

    /// The rest of a reply is left out.
    private mutating func endReply() {
        observe([Octet.dot, Octet.lf])
    }
}

extension TranscriptEvent {
    /// The octets that it holds, in texts.
    var texts: [WireText] {
        switch self {
        case .sent(_, let text), .status(let text): [text]
        case .unordered(let texts): texts
        case .connect, .tls, .close, .reset, .timeout, .note, .matching, .anyLines, .file, .omitted, .pause, .segment:
            []
        }
    }
}

extension WireText {
    /// The text cut behind each LF; never empty.
    var lines: [WireText] {
        guard parts.count > 0, octets.map({ !$0.contains(Octet.lf) }) != true else { return [self] }
        var lines: [[Part]] = [[]]
        for part in parts {
            guard case .octets(let octets) = part else {
                lines[lines.count - 1].append(part)
                continue
            }
            var start = 0
            while let feed = octets[start...].firstIndex(of: Octet.lf) {
                lines[lines.count - 1].append(.octets(Array(octets[start...feed])))
                lines.append([])
                start = feed + 1
            }
            lines[lines.count - 1].append(.octets(Array(octets[start...])))
        }
        let last = WireText(lines.removeLast(), ending: ending)
        let whole = lines.map { WireText($0, ending: .exact) }
        return last.parts.isEmpty && ending == .exact ? whole : whole + [last]
    }
}
