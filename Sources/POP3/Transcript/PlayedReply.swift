/// What a transcript leaves open of a reply.
struct PlayedReply: Sendable {
    /// Whether the first line has come, but not the end.
    var isOpen = false
    var hasBegunBody = false
    /// The first line as the transcript has it.
    var shown = Line("")
    /// Whether a pattern or `${*}` stands where octets should.
    var isGuessed = false
    /// Whether the body, or the rest of it, is not in the transcript, and its octets if they are known.
    var isOmitted = false
    var omittedOctets: Int?
    /// The session before the first line, as long as a listing may still turn out to be left out.
    var sessionBefore: Session?
    private var standIns: [StandIn] = []
    private var hasPlaceholdersInBody = false

    /// Takes note of the stand-ins of a piece of the reply.
    mutating func note(_ standIns: [StandIn]) {
        for standIn in standIns {
            if standIn.placeholder == .anything { isGuessed = true }
            if !isOpen { self.standIns.append(standIn) } else if !standIn.isUniqueID { hasPlaceholdersInBody = true }
        }
    }

    /// A first line as the transcript has it: with its placeholders.
    func showing(_ line: Line) -> Line {
        standIns.reduce(into: line) { $0.bytes.replace($1.octets, with: Array($1.placeholder.text.utf8)) }
    }

    /// The whole reply as it is handed out.
    ///
    /// - Parameter isText: whether counts, line ends and stuffing are not those of the wire.
    func played(_ exchange: Exchange, isText: Bool) -> PlayedExchange {
        var exchange = exchange
        let isMail = exchange.command?.isForMessage == true
        if isOmitted, var body = exchange.reply.body {
            body.omit(octets: omittedOctets ?? 0)
            exchange = exchange.replacing(first: exchange.reply.first, body: body)
        }
        let other = standIns.reduce(into: exchange.reply.first) {
            $0.bytes.replace($1.octets, with: exchange.command == nil ? $1.othersInGreeting : $1.others)
        }
        // That as many octets were left out as LIST had declared proves nothing: the number may be that of LIST.
        let isSizeOpen = isOmitted && (omittedOctets == nil || exchange.reply.body?.octets == exchange.declaredOctets)
        let body = exchange.reply.body.map {
            $0.alternative(
                hasOtherSize: (isMail && isText) || isSizeOpen || hasPlaceholdersInBody,
                hasOtherLines: (isMail && isText) || isOmitted)
        }
        return PlayedExchange(
            exchange: exchange, alternative: exchange.replacing(first: other, body: .some(body)), shown: shown,
            placeholders: standIns.map(\.placeholder),
            isJudged: !isGuessed && (isMail || !(isOmitted || hasPlaceholdersInBody)),
            lacksListing: isOmitted && !isMail)
    }
}

extension StandIn {
    /// Whether the placeholder is a unique-id by its name: read as it stands it is one.
    fileprivate var isUniqueID: Bool {
        if case .variable(let name) = placeholder { name.hasPrefix("uid.") } else { false }
    }

    /// Octets that could as well stand in a greeting: what is not known there may hold a timestamp.
    fileprivate var othersInGreeting: [UInt8] {
        octets.first == UInt8(ascii: "<") ? others : Array("<other@transcript.invalid>".utf8)
    }
}

extension Exchange {
    /// The octets that LIST declared for the message of this exchange; `nil` when it did not.
    fileprivate var declaredOctets: Int? {
        command?.messageNumber.flatMap { knowledge.maildrop?.sizes[$0] }
    }
}

extension Command {
    /// Whether the body of the reply is a message, or the beginning of one.
    fileprivate var isForMessage: Bool { verb == .retr || verb == .top }
}

extension Body {
    /// Counts octets that are not at hand.
    fileprivate mutating func omit(octets count: Int) {
        let (sum, isTooLarge) = octets.addingReportingOverflow(max(count, 0))
        octets = isTooLarge ? .max : sum
    }

    /// A body that could as well have been there, where this one is not known for sure.
    fileprivate func alternative(hasOtherSize: Bool, hasOtherLines: Bool) -> Body {
        var body = self
        if hasOtherSize { body.octets = octets < 1_000_000 ? octets + 1_000_001 : 1 }
        guard hasOtherLines else { return body }
        body.lines += 1_001
        body.stuffed = stuffed == 0 ? 2 : 0
        body.unstuffed = 0
        body.bareLineFeeds = bareLineFeeds == 0 ? 1 : 0
        body.bareCarriageReturns = 0
        body.longest = 0
        return body
    }
}

extension [UInt8] {
    /// Puts other octets in the place of the first run that is equal to `run`.
    fileprivate mutating func replace(_ run: [UInt8], with other: [UInt8]) {
        guard let range = firstRange(of: run) else { return }
        replaceSubrange(range, with: other)
    }
}
