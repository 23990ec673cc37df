import Handbook
import MockServer
import POP3
import Testing

@testable import Conformance

@Suite("A server that differs where the RFCs leave it a choice", .timeLimit(.minutes(5)))
struct FairMaildropTests {
    struct Fair: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var habits: Set<WrongServer.Habit> = []
        var change: WrongServer.Change = { line, _, ask in ask(line) }
    }

    static let checks =
        Checklist.locks + Checklist.listings + Checklist.messages + Checklist.uniqueIDs + Checklist.top
        + Checklist.numbers + Checklist.sideEffects + Checklist.deletion + Checklist.otherAccount + Checklist.update
        + Checklist.exclusiveLock

    static let servers = [
        Fair(testDescription: "closes behind each error", habits: [.closesBehindErrors]),
        Fair(testDescription: "minimal") { line, _, ask in
            ["CAPA", "TOP", "UIDL", "APOP", "AUTH", "STLS"].contains { line.uppercased().hasPrefix($0) }
                ? "-ERR\r\n" : ask(line)
        },
        Fair(testDescription: "terse") { line, _, ask in
            let said = ask(line)
            if said.hasPrefix("-ERR") { return "-ERR\r\n" }
            let words = line.uppercased().split(separator: " ")
            let hasFacts = words.first == "STAT" || (words.count > 1 && ["LIST", "UIDL"].contains(words[0]))
            guard !hasFacts, said.hasPrefix("+OK"), let end = said.firstIndex(of: "\r\n") else { return said }
            return "+OK" + said[end...]
        },
        Fair(testDescription: "takes what begins with digits, and ignores arguments too many") { line, _, ask in
            let words = line.split(separator: " ")
            guard words.count > 1, ["LIST", "RETR", "DELE", "UIDL"].contains(words[0]), words[1].first != "0" else {
                return ask(line)
            }
            let digits = words[1].prefix { $0.isNumber }
            return ask("\(words[0]) \(digits.isEmpty ? words[1] : digits)")
        },
        Fair(testDescription: "knows no large counts of lines") { line, _, ask in
            let words = line.uppercased().split(separator: " ")
            if words.first == "TOP", words.count == 3, words[2].count > 9 { return "-ERR\r\n" }
            return ask(line)
        },
    ]

    @Test(arguments: servers)
    func `is not reported`(_ fair: Fair) async throws {
        let report = try await MemoryRun.report(checks: Self.checks) { store in
            let stamp = Stamp(process: 1, seconds: 0, random: .random(in: .min ... .max))
            return WrongServer(
                MailboxServer(over: store, stamp: stamp, autologout: nil), fair.habits, fair.change)
        }
        let rows = Set(Self.checks.flatMap(\.requirements))
        let found = report.results.filter { rows.contains($0.requirement.id) && [.fail, .error].contains($0.outcome) }
            .map {
                "\($0.requirement.id)=\($0.outcome) (\($0.judgements[0].check)) \($0.judgements[0].reason?.en ?? "")"
            }
        #expect(found == [])
        #expect(report.refusal == nil)
    }

    /// Inspects the built-in server over a store in which alice has mail.
    private func inspect(
        _ store: MailStore, change: (inout Inspection.Options) -> Void = { _ in }
    ) async throws -> Report {
        try await MemoryRun.report(checks: Self.checks, change: change) { _ in
            let stamp = Stamp(process: 1, seconds: 0, random: .random(in: .min ... .max))
            return MailboxServer(over: store, stamp: stamp, autologout: nil)
        }
    }

    @Test(arguments: [0, 1, 2, 3])
    func `a mailbox loses two messages at most`(count: Int) async throws {
        let store = MailStore([Account("alice", password: "wonderland", mail: Array(MemoryRun.mail.prefix(count)))])
        let report = try await inspect(store)
        #expect(report.results.filter { [.fail, .error].contains($0.outcome) }.map(\.requirement.id) == [])
        #expect(store.messages(of: "alice")?.count == max(0, count - 2))
    }

    @Test func `without leave to delete nothing is deleted`() async throws {
        let store = MailStore([Account("alice", password: "wonderland", mail: MemoryRun.mail)])
        _ = try await inspect(store) { $0.allowsDeletion = false }
        #expect(store.messages(of: "alice")?.count == MemoryRun.mail.count)
    }

    @Test func `two sessions at once are told of, not reported`() async throws {
        let report = try await MemoryRun.report(checks: Checklist.locks + Checklist.exclusiveLock) { _ in
            // A store for each connection: nobody is shut out, and nobody sees what another one does.
            let store = MailStore([Account("alice", password: "wonderland", mail: MemoryRun.mail)])
            let stamp = Stamp(process: 1, seconds: 0, random: .random(in: .min ... .max))
            return MailboxServer(over: store, stamp: stamp, autologout: nil)
        }
        let outcomes = Dictionary(report.results.map { ($0.requirement.id, $0.outcome) }) { first, _ in first }
        #expect(outcomes["rfc1939-4-exclusive-lock"] == .info)
        #expect(outcomes["rfc1939-4-lock-refused-is-err"] == .pass)
        #expect(report.results.filter { $0.outcome <= .warn }.map(\.requirement.id) == [])
    }
}
