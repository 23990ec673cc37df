import Handbook
import MockServer
import POP3
import Testing

@testable import Conformance

@Suite("Checks of pipelining and of other forms of commands", .timeLimit(.minutes(5)))
struct PipeliningTests {
    private static let checks = Checklist.pipelining + Checklist.pipeliningEnds

    /// A wrong server, by what it does with octets as they come, and with replies.
    struct Case: Sendable, CustomTestStringConvertible {
        let row: String
        let name: String
        let intake: AlteredServer.Intake
        let reply: AlteredServer.Reply
        var testDescription: String { "\(row): \(name)" }

        init(_ row: String, _ name: String, intake: @escaping AlteredServer.Intake) {
            (self.row, self.name, self.intake) = (row, name, intake)
            reply = { _, reply, _ in reply }
        }

        init(_ row: String, _ name: String, _ reply: @escaping AlteredServer.Reply) {
            (self.row, self.name, self.reply) = (row, name, reply)
            intake = { octets, _ in octets }
        }
    }

    private static let spelling = "rfc1939-3-keyword-case-insensitive"
    private static let pieces = "rfc2449-6.6-pipelining-split-segments"

    private static let cases: [Case] = [
        Case("rfc2449-6.6-pipelining-in-order", "only the first line of a read is carried out", intake: firstLine),
        Case("rfc2449-6.6-pipelining-in-order", "the last line of a read is lost") { octets, _ in
            let lines = octets.split(separator: 0x0A)
            return lines.count > 1 ? Array(lines.dropLast().joined(separator: [0x0A])) + [0x0A] : octets
        },
        Case("rfc2449-6.6-pipelining-in-order", "UIDL fails when it comes with others") { line, reply, memory in
            line == "UIDL" && memory.linesAtOnce > 1 ? "-ERR busy\r\n" : reply
        },
        Case("rfc2449-6.6-pipelining-in-order", "the size of the last message is wrong") { line, reply, memory in
            line == "LIST 6" && memory.linesAtOnce > 1 ? "+OK 6 1\r\n" : reply
        },
        Case("rfc2449-6.6-pipelining-in-order", "RETR loses a line") { line, reply, memory in
            line.hasPrefix("RETR") && memory.linesAtOnce > 5
                ? reply.replacing("line 2\r\n", with: "").replacing("three\r\n", with: "") : reply
        },
        Case("rfc2449-6.6-pipelining-in-order", "CAPA is shorter") { line, reply, memory in
            line == "CAPA" && memory.linesAtOnce > 1 ? reply.replacing("TOP\r\n", with: "") : reply
        },
        Case(
            "rfc2449-6.6-pipelining-error-inside", "an error drops what is behind it",
            intake: { octets, _ in
                let text = String(decoding: octets, as: UTF8.self)
                guard let start = text.firstRange(of: "XPRB\r\n") else { return octets }
                return Array(text[..<start.upperBound].utf8)
            }),
        Case("rfc2449-6.6-pipelining-while-receiving", "a command behind a large message is lost") {
            line, reply, memory in
            line == "NOOP" && memory.counts["RETR 5", default: 0] > 2 ? "" : reply
        },
        Case(
            "rfc2449-6.6-pipelining-large-batch", "a buffer of 4096 octets",
            intake: { octets, _ in
                Array(octets.prefix(4_096))
            }),
        Case("rfc2449-6.6-pipelining-large-batch", "one STAT among many is lost") { line, reply, memory in
            memory.counts["STAT"] == 9 && memory.linesAtOnce > 500 ? "" : reply
        },
        Case("rfc2449-6.6-pipelining-window", "the tenth of many messages is lost") { line, reply, memory in
            line == "RETR 5" && memory.counts["RETR 5", default: 0] == 10 ? "-ERR\r\n" : reply
        },
        Case(
            "rfc2449-6.6-pipelining-login-batch", "what follows PASS is lost",
            intake: { octets, _ in
                let text = String(decoding: octets, as: UTF8.self)
                guard let start = text.firstRange(of: "PASS wonderland\r\n") else { return octets }
                return Array(text[..<start.upperBound].utf8)
            }),
        Case(
            "rfc2449-6.6-pipelining-login-batch", "PASS behind USER is lost",
            intake: { octets, _ in
                let text = String(decoding: octets, as: UTF8.self)
                guard text.hasPrefix("USER") else { return octets }
                return Array(text.prefix { $0 != "\r\n" }.utf8) + [0x0D, 0x0A]
            }),
        Case("rfc2449-6.6-pipelining-login-batch", "PASS in a batch is refused") { line, reply, memory in
            line.hasPrefix("PASS") && memory.linesAtOnce > 1 ? "-ERR\r\n" : reply
        },
        Case("rfc2449-6.6-pipelining-quit-last", "QUIT ends the session before the others are answered") {
            line, reply, memory in
            memory.linesAtOnce == 3 && line == "NOOP" ? "" : reply
        },
        Case(
            pieces, "the rest of a read is dropped",
            intake: { octets, _ in
                guard let end = octets.lastIndex(of: 0x0A) else { return octets }
                return Array(octets[...end])
            }),
        Case(spelling, "small letters are unknown") { line, reply, memory in
            line.first?.isLowercase == true && memory.isLoggedIn ? "-ERR\r\n" : reply
        },
        Case(spelling, "uidl in small letters is unknown") { line, reply, _ in
            line.hasPrefix("uidl ") ? "-ERR\r\n" : reply
        },
        Case(spelling, "mixed letters are unknown") { line, reply, memory in
            memory.isLoggedIn && !line.hasPrefix("PASS") && ![line.uppercased(), line.lowercased()].contains(line)
                ? "-ERR\r\n" : reply
        },
        Case(spelling, "dele in small letters only says that it worked") { line, reply, _ in
            line == "stat" ? "+OK 6 1\r\n" : reply
        },
    ]

    private static let firstLine: AlteredServer.Intake = { octets, _ in
        octets.firstIndex(of: 0x0A).map { Array(octets[...$0]) } ?? octets
    }

    @Test(arguments: cases) func `a server that cannot do it is found`(_ wrong: Case) async throws {
        let found = try await MemoryRun.altered(
            Self.checks.judging(wrong.row), intake: wrong.intake, reply: wrong.reply)
        #expect(found[wrong.row] == .fail, "\(found)")
    }

    @Test func `a server that answers before the end of the line is found`() async throws {
        let report = try await MemoryRun.report(checks: Self.checks) { store in
            let stamp = Stamp(process: 1, seconds: 0, random: .random(in: .min ... .max))
            return HastyServer(MailboxServer(over: store, stamp: stamp, autologout: nil))
        }
        let found = report.results.filter { $0.outcome == .fail }.map(\.requirement.id)
        #expect(found == ["rfc1939-3-command-ends-only-at-crlf"])
    }

    @Test func `a server without PIPELINING is not judged by it`() async throws {
        let silent: AlteredServer.Reply = { line, reply, _ in
            line == "CAPA" ? reply.replacing("PIPELINING\r\n", with: "") : reply
        }
        let found = try await MemoryRun.altered(Self.checks, intake: Self.firstLine, reply: silent)
        #expect(found == [:])
    }

    @Test func `an empty mailbox is enough`() async throws {
        #expect(try await MemoryRun.altered(Self.checks, mail: []) == [:])
    }
}

/// The built-in server, reading CR as the end of a line.
private struct HastyServer: ServerMachine {
    private var server: MailboxServer
    init(_ server: MailboxServer) { self.server = server }
    var wakeAfter: Duration? { nil }
    mutating func opened(from address: String?) -> [Output] { server.opened(from: address) }
    mutating func secured() -> [Output] { server.secured() }
    mutating func idled() -> [Output] { server.idled() }
    mutating func closed() -> [Output] { server.closed() }
    mutating func received(_ bytes: [UInt8]) -> [Output] {
        let octets = bytes.filter { $0 != 0x0A }.flatMap { $0 == 0x0D ? [0x0D, 0x0A] : [$0] }
        return server.received(octets)
    }
}
