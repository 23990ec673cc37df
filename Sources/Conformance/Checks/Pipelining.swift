import Handbook
import POP3

extension Checklist {
    /// Commands that come in other letter case, in pieces, or ahead of the replies.
    static let pipelining = [
        Check(
            "transaction-commands-in-other-forms",
            [
                "rfc1939-3-keyword-case-insensitive", "rfc2449-6.6-pipelining-split-segments",
                "rfc1939-3-command-ends-only-at-crlf",
            ]
        ) { bench in
            try await bench.loggedIn { visit in
                guard let plain = try await visit.runPlainly(bench.facts.transactionCommands) else { return }
                for (manner, change) in spellings {
                    guard visit.isOpen else { break }
                    try await visit.compare(plain, "rfc1939-3-keyword-case-insensitive", manner) {
                        plain throws(Interruption) in
                        try await visit.sendRespelled(plain, change)
                    }
                }
                guard visit.isOpen else { return }
                try await visit.compare(plain, "rfc2449-6.6-pipelining-split-segments", inPieces) {
                    plain throws(Interruption) in
                    try await visit.sendInPieces(plain)
                }
            }
        },
        Check("pipelined-capa", ["rfc2449-6.6-pipelining-in-order"]) { bench in
            guard bench.facts.capabilities?.announces("PIPELINING") == true else { return }
            try await bench.visiting { visit in
                let commands = Array(repeating: "\(Verb.capa)", count: 3)
                // One that tires of CAPA is reported elsewhere.
                guard let plain = try await visit.runPlainly(commands), plain.exchanges.allSatisfy(\.isPositive) else {
                    return
                }
                try await visit.compare(plain, "rfc2449-6.6-pipelining-in-order", ahead) { plain throws(Interruption) in
                    try await visit.burst([plain.octets], replies: plain.commands.count, within: plain.patience)
                }
            }
        },
        trial(
            "pipelining", ["rfc2449-6.6-pipelining-in-order", "rfc2449-6.6-pipelining-split-segments"]
        ) { visit throws(Interruption) in
            guard let plain = try await visit.runPlainly(visit.bench.facts.transactionCommands) else { return }
            let manners: [(cut: Int, row: RequirementID)] = [
                (.max, "rfc2449-6.6-pipelining-in-order"), (7, "rfc2449-6.6-pipelining-split-segments"),
            ]
            for (cut, row) in manners where visit.isOpen {
                try await visit.compare(plain, row, ahead) { plain throws(Interruption) in
                    try await visit.burst(
                        plain.octets.cut(every: cut), replies: plain.commands.count, within: plain.patience)
                }
            }
        },
        trial("pipelining-cut-commands", ["rfc2449-6.6-pipelining-split-segments"]) { visit throws(Interruption) in
            guard let plain = try await visit.runPlainly(["NOOP", "STAT", "NOOP", "LIST", "STAT"]) else { return }
            try await visit.compare(plain, "rfc2449-6.6-pipelining-split-segments", inPieces) {
                plain throws(Interruption) in
                try await visit.sendCutBehindReplies(plain)
            }
        },
        trial("pipelining-errors", ["rfc2449-6.6-pipelining-error-inside"]) { visit throws(Interruption) in
            let last = visit.bench.facts.mail?.count ?? 0
            // A server that closes behind an error, or behind ten, cannot be asked for more.
            let commands = [
                "NOOP", Visit.nonsense, "STAT", "RETR \(last + 1)", "NOOP", "DELE \(last + 1)", "STAT", "USER popscope",
                "STAT",
            ]
            guard let plain = try await visit.runPlainly(commands) else { return }
            try await visit.compare(plain, "rfc2449-6.6-pipelining-error-inside", ahead) { plain throws(Interruption) in
                try await visit.burst([plain.octets], replies: plain.commands.count, within: plain.patience)
            }
        },
    ]

    /// A check of commands sent ahead, in TRANSACTION, where the server announces that it takes them.
    static func trial(
        _ name: String, _ requirements: [RequirementID], messages: Int = 0,
        _ body: @escaping @Sendable (Visit) async throws(Interruption) -> Void
    ) -> Check {
        Check(name, requirements, messages: messages) { bench in
            guard bench.facts.offers("PIPELINING") else { return }
            try await bench.loggedIn { visit in
                try await body(visit)
                guard visit.isOutOfStep else { return }
                for requirement in requirements { bench.skip(requirement, because: outOfStep) }
            }
        }
    }

    /// Why nothing is learned from commands that are sent ahead.
    static let outOfStep = Localized(
        en: "Replies and commands are out of step, or the server closes, when they are sent one by one.",
        ja: "1 つずつ送っても、応答がコマンドとずれるか、サーバーが切断します。")

    static let ahead = Localized(en: "Sent ahead with others", ja: "ほかのコマンドとまとめて先に送ると")
    private static let inPieces = Localized(en: "Sent in pieces", ja: "分割して送ると")

    private static let spellings: [(Localized, @Sendable (String) -> String)] = [
        (Localized(en: "In small letters", ja: "小文字で送ると"), { $0.lowercased() }),
        (Localized(en: "In letters of both cases", ja: "大文字と小文字を混ぜて送ると"), alternate),
        (
            Localized(en: "With one capital letter", ja: "先頭だけを大文字にして送ると"),
            { $0.prefix(1) + $0.dropFirst().lowercased() }
        ),
    ]

    private static let alternate: @Sendable (String) -> String = { text in
        String(text.enumerated().map { $0.offset.isMultiple(of: 2) ? Character($0.element.lowercased()) : $0.element })
    }
}

extension PlainRun {
    /// All commands in one.
    var octets: [UInt8] { commands.flatMap { Line($0).octets } }
}

extension [UInt8] {
    /// The octets in pieces of a length.
    func cut(every length: Int) -> [[UInt8]] {
        guard length < count else { return [self] }
        return stride(from: 0, to: count, by: length).map { Array(self[$0..<Swift.min($0 + length, count)]) }
    }
}

extension Visit {
    fileprivate func sendRespelled(
        _ plain: PlainRun, _ change: (String) -> String
    ) async throws(Interruption) -> [Exchange] {
        var exchanges: [Exchange] = []
        for command in plain.commands {
            guard let exchange = try await attempt(change(command)) else { break }
            exchanges.append(exchange)
        }
        return exchanges
    }

    /// Each octet in a write of its own; the server has time to see the first alone, and the line without its end.
    fileprivate func sendInPieces(_ plain: PlainRun) async throws(Interruption) -> [Exchange] {
        var exchanges: [Exchange] = []
        defer { (blame, isUnjudged) = (nil, false) }
        for command in plain.commands {
            let octets = Line(command).octets
            let pauses: Set = [0, octets.count - 3, octets.count - 2]
            (blame, isUnjudged) = ("rfc1939-3-command-ends-only-at-crlf", false)
            for (index, octet) in octets.enumerated() {
                if index == octets.count - 1 { (blame, isUnjudged) = (nil, true) }
                try await write([octet])
                // An answer before the end of the line is reported as such; nothing more can be learned.
                if pauses.contains(index), try await listen(for: .milliseconds(1)) { return plain.exchanges }
            }
            guard let exchange = try await reply(within: plain.patience) else { break }
            exchanges.append(exchange)
        }
        return exchanges
    }

    /// A whole command and the beginning of the next in one write, the rest behind the reply.
    fileprivate func sendCutBehindReplies(_ plain: PlainRun) async throws(Interruption) -> [Exchange] {
        let octets = plain.octets
        isUnjudged = true
        defer { isUnjudged = false }
        var exchanges: [Exchange] = []
        var (start, end) = (0, 0)
        for (index, command) in plain.commands.enumerated() {
            end += Line(command).octets.count
            let cut = min(octets.count, end + 1 + index % 5)
            try await write(Array(octets[start..<cut]))
            start = cut
            guard let exchange = try await reply(within: plain.patience) else { break }
            exchanges.append(exchange)
        }
        return exchanges
    }
}
