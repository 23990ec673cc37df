import Handbook
import MockServer
import POP3
import Testing

@testable import Conformance

@Suite("A server that is wrong in one clause of the maildrop", .timeLimit(.minutes(5)))
struct MaildropTests {
    struct Wrong: CustomTestStringConvertible, Sendable {
        let name: String
        let row: RequirementID
        var outcome = Outcome.fail
        var habits: Set<WrongServer.Habit> = []
        let change: WrongServer.Change

        init(
            _ name: String, _ row: RequirementID, _ outcome: Outcome = .fail, habits: Set<WrongServer.Habit> = [],
            change: @escaping WrongServer.Change = { line, _, ask in ask(line) }
        ) {
            (self.name, self.row, self.outcome, self.habits, self.change) = (
                name, row, outcome, habits, change
            )
        }

        var testDescription: String { name }

        func report(by checks: [Check]) async throws -> Report {
            try await MemoryRun.report(checks: checks) { store in
                let stamp = Stamp(process: 1, seconds: 0, random: .random(in: .min ... .max))
                let sound = MailboxServer(over: store, stamp: stamp, autologout: nil)
                return WrongServer(sound, habits, change)
            }
        }
    }

    @Test(arguments: listings)
    func `in its listings is found`(_ wrong: Wrong) async throws {
        try await find(wrong, by: Checklist.listings + Checklist.uniqueIDs)
    }

    @Test(arguments: numbers)
    func `in what it takes is found`(_ wrong: Wrong) async throws {
        try await find(wrong, by: Checklist.numbers + Checklist.sideEffects)
    }

    @Test(arguments: messages)
    func `in the messages that it sends is found`(_ wrong: Wrong) async throws {
        try await find(wrong, by: Checklist.messages)
    }

    @Test(arguments: tops)
    func `in TOP is found`(_ wrong: Wrong) async throws {
        try await find(wrong, by: Checklist.top)
    }

    @Test(arguments: deletions)
    func `in its marks is found`(_ wrong: Wrong) async throws {
        try await find(wrong, by: Checklist.deletion)
    }

    @Test(arguments: endings)
    func `at the end of a session is found`(_ wrong: Wrong) async throws {
        try await find(wrong, by: Checklist.locks + Checklist.otherAccount + Checklist.update + Checklist.exclusiveLock)
    }

    /// A fault is reported in its row, as what that row calls it.
    private func find(_ wrong: Wrong, by checks: [Check]) async throws {
        let report = try await wrong.report(by: checks)
        #expect(report.refusal == nil)
        let result = report.results.first { $0.requirement.id == wrong.row }
        let others = report.results.filter { $0.outcome <= .warn }
            .map { "\($0.requirement.id)=\($0.outcome) (\($0.judgements[0].check))" }
        #expect(result?.outcome == wrong.outcome, "\(others)")
    }

    static let listings = [
        Wrong("two spaces in STAT", "rfc1939-5-stat-format") { line, _, ask in
            line == "STAT" ? ask(line).replacing("+OK ", with: "+OK  ") : ask(line)
        },
        Wrong("text behind STAT", "rfc1939-5-stat-no-extra", .warn) { line, _, ask in
            line == "stat" ? ask(line).replacing("\r\n", with: " octets\r\n") : ask(line)
        },
        Wrong("a hexadecimal size", "rfc1939-4-numbers-decimal") { line, _, ask in
            line == "LIST 2" ? "+OK 2 0x4f\r\n" : ask(line)
        },
        Wrong("LIST of a message has lines", "rfc1939-5-list-single-form") { line, _, ask in
            line == "LIST 6" ? "\(ask(line)).\r\n" : ask(line)
        },
        Wrong("LIST of a message in lower case is refused", "rfc1939-5-list-single-form") { line, _, ask in
            line == "list 3" ? "-ERR\r\n" : ask(line)
        },
        Wrong("another size by number", "rfc1939-5-list-single-equals-multi") { line, _, ask in
            line == "LIST 6" ? "+OK 6 1\r\n" : ask(line)
        },
        Wrong("padded listing", "rfc1939-5-list-single-space") { line, _, ask in
            line == "LIST" ? ask(line).replacing("\r\n2 ", with: "\r\n2  ") : ask(line)
        },
        Wrong("numbers from 0", "rfc1939-4-msgnum-from-1") { line, _, ask in
            line == "LIST" ? "+OK\r\n2 10\r\n3 10\r\n4 10\r\n5 10\r\n6 10\r\n7 10\r\n.\r\n" : ask(line)
        },
        Wrong("no NOOP in lower case", "rfc1939-5-noop-ok") { line, _, ask in line == "noop" ? "-ERR\r\n" : ask(line) },
        Wrong("no RSET without marks", "rfc1939-5-rset-without-marks-ok") { line, past, ask in
            let isMarked = past.last { $0.hasPrefix("DELE") || $0 == "RSET" }?.hasPrefix("DELE") == true
            return line == "RSET" && !isMarked ? "-ERR\r\n" : ask(line)
        },
        Wrong("LF alone in LIST", "rfc1939-3-multiline-lines-crlf") { line, _, ask in
            line == "LIST" ? ask(line).replacing("\r\n2 ", with: "\n2 ") : ask(line)
        },
        Wrong("UIDL of a message names another", "rfc1939-7-uidl-single-form") { line, _, ask in
            line == "UIDL 6" ? ask("UIDL 5") : ask(line)
        },
        Wrong("UIDL by number differs", "rfc1939-7-uidl-single-equals-multi") { line, _, ask in
            line == "UIDL 6" ? "+OK 6 other\r\n" : ask(line)
        },
        Wrong("a blank in a unique-id", "rfc1939-7-uidl-no-trailing-info") { line, _, ask in
            line == "uidl 2" ? ask(line).replacing("\r\n", with: " x\r\n") : ask(line)
        },
        Wrong("equal unique-ids", "rfc1939-7-uidl-unique") { line, _, ask in
            line.uppercased().hasPrefix("UIDL")
                ? Self.uniqueIDs(line, ask) { ["2", "5"].contains($0) ? "same" : "id\($0)" } : ask(line)
        },
        Wrong("new unique-ids in each session", "rfc1939-7-uidl-persistent") { line, past, ask in
            line.uppercased().hasPrefix("UIDL")
                ? Self.uniqueIDs(line, ask) { "\(past[0].replacing(" ", with: "-"))-\($0)" } : ask(line)
        },
    ]

    /// The reply to UIDL with other unique-ids.
    static func uniqueIDs(_ line: String, _ ask: (String) -> String, _ name: (String) -> String) -> String {
        ask(line).split(separator: "\r\n").map { row in
            let words = row.split(separator: " ")
            guard words.count > 1 else { return "\(row)\r\n" }
            let isSingle = words[0] == "+OK" && line.contains(" ")
            if isSingle { return "+OK \(words[1]) \(name(String(words[1])))\r\n" }
            return words[0] == "+OK" || words[0] == "-ERR" ? "\(row)\r\n" : "\(words[0]) \(name(String(words[0])))\r\n"
        }.joined()
    }

    static let numbers = [
        Wrong("RETR 0 is the first", "rfc1939-5-list-zero-err") { line, _, ask in
            ask(line == "RETR 0" ? "RETR 1" : line)
        },
        Wrong("LIST 0 is LIST", "rfc1939-5-list-zero-err") { line, _, ask in ask(line == "LIST 0" ? "LIST" : line) },
        Wrong("one too many", "rfc1939-5-retr-unknown-err") { line, _, ask in ask(line == "RETR 7" ? "RETR 6" : line) },
        Wrong("DELE of no message", "rfc1939-5-dele-unknown-err") { line, _, ask in
            line == "DELE 8" ? "+OK\r\n" : ask(line)
        },
        Wrong("RETR of no message without lines", "rfc1939-5-retr-unknown-err") { line, _, ask in
            line == "RETR 7" ? "+OK\r\n" : ask(line)
        },
        Wrong("the sign is dropped", "rfc1939-5-negative-number-err") { line, _, ask in
            ask(line.hasPrefix("DELE -") ? "DELE 1" : line)
        },
        Wrong("32 bits", "rfc1939-5-huge-number-err") { line, _, ask in ask(line.replacing("4294967297", with: "1")) },
        Wrong("64 bits", "rfc1939-5-huge-number-err") { line, _, ask in
            ask(line.hasPrefix("UIDL") ? line.replacing("18446744073709551617", with: "1") : line)
        },
        Wrong("closes at 40 digits", "rfc1939-5-huge-number-err") { line, _, ask in
            if line.utf8.count > 40 {
                _ = ask("QUIT")
                return ""
            }
            return ask(line)
        },
        Wrong("a word is 1", "rfc1939-5-nonnumeric-err") { line, _, ask in ask(line == "LIST x" ? "LIST 1" : line) },
        Wrong("digits before a word", "rfc1939-5-nonnumeric-err", .warn) { line, _, ask in
            ask(line == "DELE 1x" ? "DELE 1" : line)
        },
        Wrong("arguments too many", "rfc1939-3-err-extra-args", .warn) { line, _, ask in
            ask(line == "UIDL 1 2" ? "UIDL 1" : line)
        },
        Wrong("DELE of two", "rfc1939-3-err-no-side-effect") { line, _, ask in
            line == "DELE 1 6" ? ask("DELE 1") + (ask("DELE 6").isEmpty ? "" : "") : ask(line)
        },
        Wrong("an error takes marks off", "rfc1939-3-err-no-side-effect") { line, _, ask in
            line == "RETR 0" ? (ask("RSET").isEmpty ? "" : ask(line)) : ask(line)
        },
        Wrong("an error marks", "rfc1939-3-err-no-side-effect") { line, _, ask in
            line == "LIST -1" ? (ask("DELE 2").isEmpty ? "" : ask(line)) : ask(line)
        },
        Wrong("RETR needs no number", "rfc1939-5-retr-arg-required") { line, _, ask in
            ask(line == "retr" ? "RETR 1" : line)
        },
    ]
}
