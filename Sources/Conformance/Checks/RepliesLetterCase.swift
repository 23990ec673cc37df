import Authentication
import Handbook
import POP3

extension Checklist {
    /// The same session with keywords in lower and in mixed case.
    static let letterCase = [
        Check("letter-case", ["rfc1939-3-keyword-case-insensitive", "rfc1939-3-status-upper-case"]) { bench in
            let upper = try await bench.statuses { $0 }
            for style in [{ $0.lowercased() }, mixed] as [@Sendable (String) -> String] {
                var lower: [Bench.Spelling] = []
                // PASS may be refused because of a lock that lingers.
                _ = try await bench.settles {
                    lower = try await bench.statuses(style)
                    let odd = lower.first { spelling in upper.contains { $0.isRefused(by: spelling) } }
                    return odd?.verb != .pass
                }
                bench.judgeLetterCase(lower, upper)
            }
        }
    ]

    /// Every second letter in lower case.
    private static func mixed(_ word: String) -> String {
        String(word.enumerated().map { $0.offset.isMultiple(of: 2) ? Character($0.element.lowercased()) : $0.element })
    }
}

extension Bench {
    /// A command, how its keyword was spelled, and what came.
    fileprivate struct Spelling {
        let place: Int
        let verb: Verb
        let spelled: String
        let status: Reply.Status
        let line: Line
        let evidence: [Evidence]

        /// Whether what this one was granted is refused to the other.
        func isRefused(by other: Spelling) -> Bool {
            place == other.place && status == .ok && other.status == .err
        }
    }

    /// One session; it ends at the first command that is refused or challenged, QUIT is always sent.
    fileprivate func statuses(_ style: (String) -> String) async throws -> [Spelling] {
        var spellings: [Spelling] = []
        try await visiting { visit in
            for (place, (verb, argument)) in commands.enumerated() where visit.isOpen {
                let line = Line(bytes: Array(style(verb.name).utf8) + argument)
                guard let exchange = try await visit.attempt(line) else { return }
                let first = exchange.reply.first
                spellings.append(
                    Spelling(
                        place: place, verb: verb, spelled: style(verb.name), status: exchange.reply.status, line: first,
                        evidence: visit.evidence))
                if verb == .pass, !exchange.isPositive { break }
            }
            if visit.isOpen { await visit.drop() }
        }
        return spellings
    }

    /// What is sent in these sessions, behind the keyword.
    private var commands: [(Verb, [UInt8])] {
        let start: [(Verb, [UInt8])] = [(.capa, []), (Verb("XPRB"), [])]
        guard facts.method == .userPass, let account = passwordAccount else {
            return start + [(.user, Array(" popscope-nobody".utf8)), (.quit, [])]
        }
        return start + [
            (.user, Array(" \(account.user)".utf8)), (.pass, [0x20] + account.password), (.stat, []), (.noop, []),
            (.list, []), (.rset, []), (.uidl, []), (.capa, []), (.quit, []),
        ]
    }

    fileprivate func judgeLetterCase(_ lower: [Spelling], _ upper: [Spelling]) {
        for spelling in lower {
            guard let known = upper.first(where: { $0.isRefused(by: spelling) }) else { continue }
            let sentence = Localized(
                en: "\"\(spelling.spelled)\" was answered \"\(spelling.line.quoted)\", unlike \(known.verb).",
                ja: "\"\(spelling.spelled)\" に \"\(spelling.line.quoted)\" が返されました (\(known.verb) への応答と違います)。")
            return judge(
                "rfc1939-3-keyword-case-insensitive", nil, sentence, [known.status.indicator], spelling.line,
                spelling.evidence, max(0, spelling.evidence.count - 2))
        }
    }
}
