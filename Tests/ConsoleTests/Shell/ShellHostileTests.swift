import Handbook
import POP3
import TestSupport
import Testing

@testable import Console

@Suite("A hostile server", .timeLimit(.minutes(5)))
struct ShellHostileTests {
    private static let secret = "wonderland"

    /// A server that answers everything with escape sequences, and echoes what it was told in its first lines.
    private static func wire() -> Wire {
        Wire(.octets(Array("+OK ".utf8) + Hostile.octets + [13, 10])) { line in
            let echo = Array(line.utf8) + Hostile.octets
            switch line.split(separator: " ").first {
            case "USER", "STLS": return [.octets(Array("+OK ".utf8) + echo + [13, 10])]
            case "PASS": return [.octets(Array("+OK you said ".utf8) + echo + [13, 10])]
            case "AUTH": return [.octets(Array("+ ".utf8) + echo + [13, 10])]
            case "LIST", "UIDL", "CAPA", "RETR", "TOP":
                let body = (0..<3).flatMap { _ in Hostile.octets + [13, 10] } + Array(".\r\n".utf8)
                return [.octets(Array("+OK ".utf8) + echo + [13, 10] + body)]
            case "QUIT": return [.octets(Array("+OK".utf8) + echo + [13, 10]), .closes]
            default: return [.octets(Array("-ERR \(secret) ".utf8) + echo + [13, 10])]
            }
        }
    }

    private static let steps: [ScriptedTerminal.Step] =
        ["CAPA", "USER alice"].map { .types($0) } + [.hides(secret, keyword: "PASS")]
        + [
            "STAT", "LIST", "UIDL 1", "UIDL", "RETR 1", ":decode 1", ":hex", ":why", ":more", ":caps", ":status",
            ":wiretap", ":timing", "TOP 1 1", "NOOP", "pass \(secret)", "AUTH PLAIN",
        ].map { .types($0) } + [.hides(secret)] + [":state", ":set", "QUIT"].map { .types($0) }

    @Test(arguments: Language.allCases, [false, true])
    func `nothing that is shown is obeyed by a terminal, and no secret is shown, kept or remembered`(
        language: Language, writesJSON: Bool
    ) async throws {
        let folder = try TemporaryFolder()
        let history = History(path: folder.path + "/history")
        let options = ShellRun.options {
            $0.settings.language = language
            $0.writesJSON = writesJSON
            $0.settings.notes = .full
        }
        let run = await ShellRun.steps(Self.steps, over: Self.wire(), options, history: history)
        #expect(Hostile.dangers(in: run.octets) == [])
        #expect(Hostile.dangers(in: run.prompts.joined().utf8) == [])
        #expect(!run.everything.contains(Self.secret))
        #expect(!run.remembered.joined().contains(Self.secret))
        #expect(!History(path: folder.path + "/history").earlier.joined().contains(Self.secret))
        #expect(run.prompts.count == Self.steps.count + 1)
    }

    @Test(arguments: [false, true])
    func `a line without an end is given up`(isInteractive: Bool) async {
        let endless = [UInt8](repeating: 0x1B, count: 300_000)
        let wire = Wire(.says("+OK\r\n")) { _ in [.octets(endless), .octets(endless)] }
        let run = await ShellRun.steps([.types("NOOP")], over: wire, isInteractive: isInteractive)
        #expect(run.status == 76)
        #expect(Hostile.dangers(in: run.octets) == [])
        #expect(run.screen.contains("without an end"))
    }

    @Test func `a reply without an end is given up at the limit`() async {
        let options = ShellRun.options { $0.replyLimit = 10_000 }
        let wire = Wire(.says("+OK\r\n")) { _ in
            [.says("+OK\r\n")] + [Wire.Incoming](repeating: .octets(Hostile.octets + [13, 10]), count: 1_000)
        }
        let run = await ShellRun.steps([.types("LIST"), .types("NOOP")], over: wire, options)
        #expect(run.status == 76)
        #expect(Hostile.dangers(in: run.octets) == [])
        #expect(run.screen.contains("The server went on for 10000 octets without an end"))
        #expect(await wire.sent() == "LIST\r\n")
    }

    @Test func `a server that accepts STLS is left, since there is no TLS here`() async {
        let wire = Wire(.says("+OK\r\n")) { _ in [.says("+OK begin\r\n")] }
        let run = await ShellRun.steps([.types("STLS"), .types("USER alice")], over: wire)
        #expect(run.status == 69)
        #expect(await wire.sent() == "STLS\r\n")
    }

    @Test func `replies that come before their commands are told apart`() async {
        let wire = Wire(.says("+OK\r\n+OK injected \(Hostile.text.filter { !$0.isNewline })\r\n"))
        let run = await ShellRun.steps([.sees("injected")], over: wire)
        #expect(Hostile.dangers(in: run.octets) == [])
    }

    @Test func `JSON events are one object a line, and nothing else is written`() async {
        let options = ShellRun.options { $0.writesJSON = true }
        let run = await ShellRun.steps(Mail.login + [.types(":state"), .types("LIST"), .types("QUIT")], options)
        let events = run.lines.dropLast().filter { $0.hasPrefix("{\"v\":1,\"type\":\"") && $0.hasSuffix("}") }
        #expect(events.count >= 7)
        #expect(events.filter { $0.contains("\"type\":\"exchange\"") }.count == 5)
        #expect(events.contains { $0.contains("\"text\":\"PASS ********\"") })
        #expect(!run.everything.contains(Self.secret))
    }
}
