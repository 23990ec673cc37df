import Handbook
import POP3

/// What a reply says apart from its words for people: two replies to one command mean the same when these are equal.
struct Gist: Hashable {
    private let status: Reply.Status
    private let figures: [String]
    private let body: [[UInt8]]?

    init(_ exchange: Exchange) {
        let reply = exchange.reply
        status = reply.status
        switch exchange.command?.verb {
        case .stat: figures = DropListing(reply).map { ["\($0.count)", "\($0.octets)"] } ?? []
        case .list: figures = ScanListing(reply).map { ["\($0.number)", "\($0.octets)"] } ?? []
        case .uidl: figures = UniqueIDListing(reply).map { ["\($0.number)", $0.uniqueID] } ?? []
        default: figures = []
        }
        // The order of the capabilities is the server's choice.
        body =
            exchange.command?.verb == .capa
            ? exchange.lines.map(\.bytes).sorted { $0.lexicographicallyPrecedes($1) } : reply.body.map { [$0.kept] }
    }
}

/// Commands that were sent one by one, each behind the reply to the one before, and what came.
struct PlainRun {
    let commands: [String]
    let exchanges: [Exchange]
    /// How long to wait for any of the replies when they are asked for in another manner.
    let patience: Duration

    /// The first reply that differs from the plain one.
    func firstDifference(from others: [Exchange]) -> Int? {
        zip(exchanges, others).enumerated().first { Gist($0.element.0) != Gist($0.element.1) }?.offset
    }
}

extension Visit {
    /// Sends commands one by one.
    ///
    /// - Returns: `nil` when the server closed at one of them, as it may behind an error, and when it said more than was due, or
    ///   less: of replies that are out of step by themselves nothing can be learned by sending ahead.
    func runPlainly(_ commands: [String]) async throws(Interruption) -> PlainRun? {
        let begin = ContinuousClock.now
        let known = evidence.count
        var exchanges: [Exchange] = []
        for command in commands {
            guard let exchange = try await attempt(command) else { return nil }
            exchanges.append(exchange)
        }
        let taken = begin.duration(to: .now)
        let isInStep = try await !listen(for: Self.pause) && !evidence[known...].contains(where: \.isOutOfStep)
        isOutOfStep = !isInStep || !isOpen
        if isOutOfStep { return nil }
        let patience = min(bench.replyLimit, max(bench.options.patience * 2, taken * 10))
        return PlainRun(commands: commands, exchanges: exchanges, patience: patience)
    }

    /// Sends octets ahead, a write each, and gathers the replies until one is missing.
    func burst(_ writes: [[UInt8]], replies: Int, within limit: Duration) async throws(Interruption) -> [Exchange] {
        isUnjudged = true
        defer { isUnjudged = false }
        for octets in writes { try await write(octets) }
        var exchanges: [Exchange] = []
        while exchanges.count < replies, let exchange = try await reply(within: limit) { exchanges.append(exchange) }
        return exchanges
    }

    /// The same commands in another manner: each must be answered as before. A difference counts only when the plain
    /// commands, sent once more, are answered as at first.
    ///
    /// - Returns: whether nothing was found; otherwise the connection may be out of step, and was dropped.
    @discardableResult
    func compare(
        _ plain: PlainRun, _ requirement: RequirementID, _ manner: Localized,
        by send: (PlainRun) async throws(Interruption) -> [Exchange]
    ) async throws(Interruption) -> Bool {
        let mark = evidence.count
        let replies = try await send(plain)
        let shown = evidence
        if let index = plain.firstDifference(from: replies) {
            guard try await isRepeatable(plain, index, inStep: replies.count == plain.commands.count) else {
                return true
            }
            let (expected, actual) = (plain.exchanges[index].reply.first, replies[index].reply.first)
            let sentence = Localized(
                en: "\(manner.en), \"\(plain.commands[index])\" was not answered as it is by itself.",
                ja: "\(manner.ja)、\"\(plain.commands[index])\" への応答が単独で送ったときと違います。")
            bench.judge(requirement, nil, sentence, [expected.quoted], actual, shown, mark)
        } else if replies.count < plain.commands.count {
            let sentence = Localized(
                en: "\(manner.en), \(replies.count) of \(plain.commands.count) commands were answered.",
                ja: "\(manner.ja)、\(plain.commands.count) 個のコマンドのうち \(replies.count) 個にしか応答がありません。")
            bench.judge(requirement, nil, sentence, [], nil, shown, mark)
        } else {
            return true
        }
        await drop()
        return false
    }

    /// Whether a plain command is answered as before, so that the other manner made the difference.
    private func isRepeatable(_ plain: PlainRun, _ index: Int, inStep: Bool) async throws(Interruption) -> Bool {
        // Out of step nothing more can be asked.
        guard inStep, isOpen, phase == .transaction else { return true }
        guard try await attempt("\(Verb.rset)") != nil, let again = try await runPlainly(plain.commands) else {
            return true
        }
        return Gist(again.exchanges[index]) == Gist(plain.exchanges[index])
    }
}

extension Evidence {
    /// Whether it is a line of the server that answers nothing, or a reply of lines that had no end.
    fileprivate var isOutOfStep: Bool {
        switch self {
        case .received(let reply): reply.body?.isTerminated == false
        case .unsolicited: true
        case .sent, .secured, .closed: false
        }
    }
}

extension Facts {
    /// The most messages of which whole listings are asked for again and again.
    private static let listed = 200

    /// Commands of TRANSACTION that sound servers carry out; whatever they mark is unmarked in the end.
    var transactionCommands: [String] {
        let (hasUIDL, hasTOP) = (answered.contains(.uidl), answered.contains(.top))
        let count = mail?.count ?? 0
        var commands = ["STAT", "NOOP"]
        if count <= Self.listed { commands += ["LIST"] + (hasUIDL ? ["UIDL"] : []) }
        if count > 0 {
            commands += ["LIST 1", "LIST \(count)"] + (hasUIDL ? ["UIDL 1", "UIDL \(count)"] : [])
            let number = mail?.ordinary?.number ?? 1
            commands += ["RETR \(number)"] + (hasTOP ? ["TOP \(number) 1"] : [])
            commands += ["DELE \(number)", "STAT"]
        }
        return commands + ["RSET", "STAT"]
    }
}
