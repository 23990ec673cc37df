import Authentication
import Handbook
import MockServer
import POP3
import Testing

@testable import Conformance

@Suite("Fairness about mail, locks and logins", .timeLimit(.minutes(5)))
struct FairMailTests {
    private static let locks = Checklist.locks.filter { $0.name == "locks" }

    /// LIST, UIDL and the like, with their lines changed.
    private static func listing(
        _ said: String, _ change: ([Substring]) -> [Substring]
    ) -> String {
        let lines = said.split(separator: "\r\n", omittingEmptySubsequences: true)
        guard lines.count > 3, lines.last == "." else { return said }
        return (lines.prefix(1) + change(Array(lines.dropFirst().dropLast())) + ["."]).joined(separator: "\r\n")
            + "\r\n"
    }

    private static let servers: [OddServer] = [
        OddServer("QUIT answered -ERR is legal", Checklist.quitting) { dialogue, line in
            guard line.uppercased() == "QUIT", dialogue.isIn else { return dialogue.sound(line) }
            dialogue.closes = true
            return "-ERR some messages were not removed\r\n"
        },
        OddServer("LAST, RPOP and XTND answered: info", Checklist.commands, ["rfc1939-obsolete-commands": .info]) {
            dialogue, line in line == "LAST" ? "+OK 0\r\n" : dialogue.sound(line)
        },
        OddServer(
            "closing behind a wrong login: info", Checklist.passwordRefusals,
            ["rfc1939-4-close-after-auth-failure": .info]
        ) { dialogue, line in
            let said = dialogue.sound(line)
            dialogue.closes = line.hasPrefix("PASS ") && said.hasPrefix("-ERR [AUTH]")
            return said
        },
        OddServer(
            "a mechanism that is offered and refuses the right secret: warn", Checklist.cramMD5,
            ["rfc2195-2-success": .warn]
        ) { dialogue, line in
            let isBegun = dialogue.memory["cram"] != nil
            dialogue.memory["cram"] = line.uppercased() == "AUTH CRAM-MD5" ? "" : nil
            return isBegun ? dialogue.sound("*").replacing("-ERR", with: "-ERR [AUTH]") : dialogue.sound(line)
        },
        OddServer("STAT against the sum: warn", Checklist.listings, ["rfc1939-5-stat-size-is-sum": .warn]) {
            dialogue, line in
            let said = dialogue.sound(line)
            guard line.uppercased() == "STAT", let octets = said.split(separator: " ").last else { return said }
            return said.replacing(" \(octets)", with: " 9\(octets)")
        },
        OddServer("the order of listings: warn", Checklist.listings, ["rfc1939-5-list-multi-form": .warn]) {
            dialogue, line in
            let said = dialogue.sound(line)
            return line.uppercased() == "LIST" ? listing(said) { $0.reversed() } : said
        },
        OddServer(
            "a size that changes within a session: fail", Checklist.listings, ["rfc1939-4-sizes-fixed-at-open": .fail]
        ) { dialogue, line in
            let said = dialogue.sound(line)
            guard line == "LIST", dialogue.counts["LIST", default: 0] > 2 else { return said }
            return listing(said) { $0.map { $0.hasPrefix("2 ") ? $0 + "0" : $0 } }
        },
        OddServer(
            "a login that works again within a minute: warn", locks, ["rfc1939-4-lock-released-after-quit": .warn]
        ) {
            dialogue, line in
            line.hasPrefix("PASS ") && (5...12).contains(dialogue.number) ? "-ERR [IN-USE]\r\n" : dialogue.sound(line)
        },
        OddServer("a login that does not work again: fail", locks, ["rfc1939-4-lock-released-after-quit": .fail]) {
            dialogue, line in
            line.hasPrefix("PASS ") && dialogue.number > 4 ? "-ERR [IN-USE]\r\n" : dialogue.sound(line)
        },
    ]

    @Test(arguments: servers)
    func `what a server may do is called what it is`(server: OddServer) async throws {
        let judged = try await server.judged { $0.loginPatience = .milliseconds(60) }
        for (row, outcome) in server.outcomes { #expect(judged[row] == outcome) }
        let others = judged.filter { server.outcomes[$0.key] == nil && [.fail, .error].contains($0.value) }
        // A size that changes breaks what else is said of sizes.
        #expect(others.isEmpty || server.testDescription.hasPrefix("a size that changes"), "\(others)")
    }
}
