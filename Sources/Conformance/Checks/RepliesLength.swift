import Authentication
import Handbook
import POP3

extension Checklist {
    /// Long lines, and lines that come in pieces.
    static let lengths = [
        Check(
            "arguments-of-40",
            ["rfc1939-3-arg-40-accepted", "rfc1939-3-response-max-512", "rfc2449-4-first-line-512"]
        ) { bench in
            try await bench.put([1, 8, 16, 20, 32, 33, 39, 40]) { visit, length in
                try await visit.takes(Line("USER \(name(length))"), "rfc1939-3-arg-40-accepted")
            }
        },
        Check("lines-of-255", ["rfc2449-4-server-255", "rfc2449-4-first-line-512"]) { bench in
            guard bench.facts.capabilities != nil else {
                return bench.skip("rfc2449-4-server-255", because: withoutCAPA)
            }
            // Octets of the whole line, CRLF included.
            try await bench.put([64, 80, 100, 128, 129, 200, 253, 254, 255]) { visit, count in
                try await visit.takes(Line("USER \(name(count - 7))"), "rfc2449-4-server-255")
            }
        },
        Check(
            "lines-over-255",
            ["rfc2449-3-command-over-255", "rfc1939-3-response-max-512", "rfc2449-4-first-line-512"]
        ) { bench in
            guard bench.facts.capabilities != nil else {
                return bench.skip("rfc2449-3-command-over-255", because: withoutCAPA)
            }
            let counts = [256, 300, 512, 513, 600, 1_025, 2_050, 4_098, 8_194, 100_000]
            try await bench.put(counts) { visit, count in
                try await visit.survives(Line("XPRB \(name(count - 7))"))
            }
            try await bench.put([300, 1_100]) { visit, count in
                try await visit.survives(Line("USER \(name(count - 7))"))
            }
        },
        Check("lines-of-sasl", ["rfc2449-4-largest-capability-length"], wrongLogins: 1) { bench in
            try await bench.sendLongResponse()
        },
        Check("lines-in-pieces", ["rfc1939-3-command-ends-only-at-crlf"]) { bench in
            try await bench.put(pieces) { visit, pieces in try await visit.waitsForTheEnd(of: pieces) }
            guard bench.facts.method != nil else { return }
            let more = [["NO", "OP\r\n"], ["NOOP", "\r\n"], ["STAT\r", "\n"], ["LIST 1", "\r\n"]]
            try await bench.put(more, in: .transaction) { visit, pieces in
                try await visit.waitsForTheEnd(of: pieces)
            }
        },
    ]

    private static let pieces = [
        ["XPRB", "\r\n"], ["XP", "RB\r\n"], ["XPRB\r", "\n"], ["USER popscope-nobody", "\r\n"], ["XPRB\rXPRB", "\r\n"],
    ]

    static let withoutCAPA = Localized(
        en: "The server does not answer CAPA: the grammar of RFC 2449 does not bind it.",
        ja: "サーバーが CAPA に応答しないため、RFC 2449 の文法は当てはまりません。")

    /// A name of so many characters.
    private static func name(_ count: Int) -> String { String(repeating: "a", count: max(1, count)) }
}

extension Bench {
    // message = [authzid] NUL authcid NUL passwd, each of at most 255 octets       RFC 4616 section 2
    /// The longest response of PLAIN is more than a thousand characters long.
    fileprivate func sendLongResponse() async throws {
        let requirement: RequirementID = "rfc2449-4-largest-capability-length"
        guard facts.mechanisms.contains(.plain) else {
            return skip(
                requirement, because: Localized(en: "The server does not offer PLAIN.", ja: "サーバーに PLAIN がありません。"))
        }
        let part = [UInt8](repeating: UInt8(ascii: "a"), count: 255)
        let response = Base64.encode(part + [0] + part + [0] + part)
        try await visiting { visit in
            guard try await visit.attempt("\(Verb.auth) PLAIN")?.reply.status == .challenge else { return }
            noteWrongLogin()
            visit.blame = requirement
            guard let exchange = try await visit.probe(response, requirement) else { return }
            visit.expect(.err, of: exchange, requirement)
            try await visit.listen(for: Visit.pause)
            visit.blame = nil
        }
    }
}

extension Visit {
    /// Sends a line that must be answered once, with whatever status, and sees whether the next one is.
    fileprivate func takes(_ line: Line, _ requirement: RequirementID) async throws(Interruption) {
        blame = requirement
        defer { blame = nil }
        guard let exchange = try await probe(line, [requirement]) else { return }
        expect(.okOrErr, of: exchange, requirement)
        guard try await !listen(for: Self.pause), isOpen else { return }
        _ = try await probe(Self.nonsense, requirement)
    }

    /// Sends a line that is longer than the grammar allows: one error or a close is right.
    fileprivate func survives(_ line: Line) async throws(Interruption) {
        let requirement: RequirementID = "rfc2449-3-command-over-255"
        blame = requirement
        defer { blame = nil }
        guard let exchange = try await answerOrClose(to: line, requirement) else { return }
        switch exchange.reply.status {
        case .err: break
        case .ok:
            // Where an unknown command of any length is taken, that is another row's.
            if line.bytes.starts(with: Self.nonsense.utf8), try await attempt(Self.nonsense)?.isPositive == true {
                return
            }
            breach(
                requirement,
                Localized(
                    en: "A line of \(line.count) octets was carried out.", ja: "\(line.count) オクテットの行が実行されました。"),
                expected: ["-ERR"], actual: exchange.reply.first, as: .warn)
        case .challenge, .malformed:
            expect(.err, of: exchange, requirement)
            // The rest of an echo may come at any time.
            return await drop()
        }
        if try await listen(for: Self.pause) { return await drop() }
        guard isOpen, try await answerOrClose(to: Line(Self.nonsense), requirement) != nil else { return }
        try await listen(for: Self.pause)
    }

    private func answerOrClose(
        to line: Line, _ requirement: RequirementID
    ) async throws(Interruption) -> Exchange? {
        do {
            return try await send(line)
        } catch {
            switch error {
            case .closed: return nil
            case .unanswered, .unterminated:
                breach(requirement, error.text)
                await drop()
                return nil
            case .link, .silent, .refused, .notLoggedIn, .changed: throw error
            }
        }
    }

    /// Sends the pieces of one line: nothing may come before the last one, and one reply behind it.
    fileprivate func waitsForTheEnd(of pieces: [String]) async throws(Interruption) {
        blame = "rfc1939-3-command-ends-only-at-crlf"
        defer { blame = nil }
        let began = ContinuousClock.now
        guard try await attempt(Self.nonsense) != nil else { return }
        defer { isUnjudged = false }
        let pause = max(.milliseconds(12), (ContinuousClock.now - began) * 2)
        for piece in pieces.dropLast() {
            try await write(Array(piece.utf8))
            if try await listen(for: min(pause, .milliseconds(300))) || !isOpen { return await drop() }
        }
        (blame, isUnjudged) = (nil, true)
        try await write(Array((pieces.last ?? "").utf8))
        do {
            _ = try await reply(to: Line(pieces.joined().filter { !$0.isNewline }))
        } catch {
            guard case .closed = error else { throw error }
            return
        }
        isUnjudged = false
        try await listen(for: Self.pause)
    }
}
