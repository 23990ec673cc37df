import Foundation
import Handbook
import POP3
import TestSupport
import Testing

@testable import Console

@Suite("Recording", .timeLimit(.minutes(5)))
struct ShellRecordingTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/a.pop3" }

    init() throws {
        folder = try TemporaryFolder()
    }

    /// The file that was recorded, as text; empty when there is none.
    private func recorded(_ name: String = "a.pop3") -> String {
        String(decoding: folder.files[name] ?? Data(), as: UTF8.self)
    }

    private func options(_ change: (inout RecordOptions) -> Void = { _ in }) -> Shell.Options {
        ShellRun.options {
            $0.version = "1.2"
            $0.recording.path = path
            change(&$0.recording)
        }
    }

    private func run(
        _ lines: String..., isInteractive: Bool = true, with options: Shell.Options? = nil
    ) async -> ShellRun {
        let login: [ScriptedTerminal.Step] =
            isInteractive ? Mail.login : [.types("USER alice"), .types("PASS wonderland")]
        return await ShellRun.steps(
            login + lines.map { .types($0) } + (isInteractive ? [] : [.endsInput]), mail: [Mail.small],
            isInteractive: isInteractive, options ?? ShellRun.options())
    }

    /// The lines of a recording without the texts behind `+OK`, which belong to the practice server.
    private func withoutTexts(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix("S: +OK ") && !line.contains("${") ? "S: +OK" : String(line)
        }.joined(separator: "\n")
    }

    @Test func `a run is recorded from the greeting to the close, without the password`() async throws {
        let run = await run("RETR 1", "QUIT", with: options())
        let text = recorded()
        #expect(text.hasPrefix("#!pop3-transcript 1\n@recorded 1970-01-01 popscope/1.2 "))
        let events = try Transcript(Array(text.utf8)).events.map(\.event)
        #expect(events.first == .connect && events.last == .close(.server))
        let middle = "C: PASS ${secret:alice}\nS: +OK\nC: RETR 1\nS: +OK\nS: From: a@example.org\n"
        #expect(withoutTexts(text).contains(middle))
        #expect(text.contains("S: ...two\nS: .\nC: QUIT\n"))
        #expect(!text.contains("wonderland"))
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        #expect(run.screen.contains("Recording to \(path), without secrets, with the mail that is fetched;"))
        #expect(run.screen.contains("Recorded to \(path): \(text.utf8.count) octets."))
        #expect(run.status == 0)
    }

    @Test func `one who thinks of it late has the session from its greeting on all the same`() async throws {
        _ = await run("RETR 1", ":record \(path)", "NOOP", ":record off", "STAT")
        let early = try Transcript(Array(recorded().utf8)).events.map(\.event)
        #expect(early.first == .connect)
        #expect(recorded().contains("C: PASS ${secret:alice}\n"))
        #expect(recorded().contains("C: NOOP\n") && !recorded().contains("STAT"))
    }

    @Test func `it is told where a recording is, and that there is none`() async {
        let run = await run(":record", ":record \(path)", ":record", ":record off", ":record off")
        #expect(run.screen.contains("Nothing is being recorded. :record FILE begins, from the greeting on."))
        #expect(run.screen.contains("Recording to \(path): "))
        #expect(run.screen.components(separatedBy: "Recorded to \(path): ").count == 2)
    }

    @Test(arguments: [(BodyChoice.none, "S% 51\n"), (.headers, "S: Subject: small\nS:\nS% 12\n")])
    func `mail is left out when that is wanted`(choice: BodyChoice, end: String) async {
        _ = await run("RETR 1", with: options { $0.bodies = choice })
        let byOption = recorded()
        #expect(byOption.contains(end) && !byOption.contains("two"))
        _ = await run("RETR 1", ":record! --bodies \(choice.rawValue) \(path)")
        #expect(recorded().contains(end) && !recorded().contains("two"))
    }

    @Test(arguments: [(true, "y", true), (true, "", false), (false, "", false)])
    func `a file that exists is replaced only with a yes`(
        isInteractive: Bool, answer: String, isReplaced: Bool
    ) async throws {
        try PrivateFile.write([1], to: path)
        let run = await run(":record \(path)", answer, isInteractive: isInteractive)
        #expect((folder.files["a.pop3"] != Data([1])) == isReplaced)
        #expect(run.prompts.contains("Replace it? [y/N]") == isInteractive)
        #expect(run.status == (isInteractive ? 0 : 73))
    }

    @Test func `a question in Japanese stands above its prompt`() async throws {
        try PrivateFile.write([1], to: path)
        let run = await run(":record \(path)", "y", with: ShellRun.options { $0.settings.language = .ja })
        #expect(run.screen.contains("   | 上書きしますか。\n"))
        #expect(run.prompts.contains("[y/N]") && !run.prompts.contains("Replace"))
        #expect(folder.files["a.pop3"] != Data([1]))
    }

    @Test func `with an exclamation mark it is replaced, and becomes private`() async throws {
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        _ = await run(":record! \(path)", isInteractive: false)
        #expect(recorded().hasPrefix("#!pop3-transcript 1\n"))
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    }

    @Test(arguments: [(["a.timing"], "Replace it?"), (["a.pop3", "a.timing"], "Replace both?")])
    func `the sidecar is asked about as well`(names: [String], prompt: String) async throws {
        for name in names { try PrivateFile.write([1], to: folder.path + "/" + name) }
        for answer in ["n", "y"] {
            let run = await run(
                ":record \(path)", answer, ":record off",
                with: ShellRun.options { $0.recording.hasTiming = true })
            #expect(run.prompts.contains(prompt + " [y/N]"))
            #expect(names.allSatisfy { run.screen.contains("\(folder.path)/\($0) exists.") })
            #expect(names.allSatisfy { (folder.files[$0] == Data([1])) == (answer == "n") })
        }
    }

    @Test(arguments: [":record! %/a.pop3", ":record %/new.pop3"])
    func `where the sidecar cannot be made, the recording is what it was`(line: String) async throws {
        try PrivateFile.write([1], to: path)
        for name in ["a.timing", "new.timing"] {
            try FileManager.default.createDirectory(
                atPath: folder.path + "/" + name, withIntermediateDirectories: false)
        }
        let run = await run(
            line.replacing("%", with: folder.path), with: ShellRun.options { $0.recording.hasTiming = true })
        #expect(folder.files == ["a.pop3": Data([1])])
        #expect(run.screen.contains(".timing is a folder"))
    }

    @Test func `the name of a file reaches the terminal as visible text`() async {
        let run = await run(":record \"\(folder.path)/\\x1b[31m.pop3\"", ":record")
        #expect(run.screen.contains("/\u{241B}[31m.pop3"))
        #expect(!run.screen.contains("\u{1B}[31m.pop3"))
    }

    @Test func `a run whose file exists does not begin`() async throws {
        try PrivateFile.write([1], to: path)
        let run = await run("STAT", isInteractive: false, with: options())
        #expect(run.status == 73)
        #expect(run.screen.contains("\(path) exists, so nothing is recorded. Name another file, or :record! FILE"))
        #expect(!run.screen.contains("+OK"))
        #expect(folder.files == ["a.pop3": Data([1])])
    }

    @Test(arguments: ["%/none/a.pop3", "%", "\"%", "--bodies some %/a.pop3", "--bodies none"])
    func `what cannot be recorded is said`(text: String) async {
        let run = await run(":record " + text.replacing("%", with: folder.path))
        #expect(run.screen.contains("   ! "))
        #expect(folder.files == [:])
    }

    @Test(arguments: [":record %/a.pop3", ":record! %/a.pop3", ":record! %/same.pop3", ":record! %/a.timing"])
    func `what is being recorded already is not begun anew`(line: String) async throws {
        let link = folder.path + "/same.pop3"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        let again = line.replacing("%", with: folder.path)
        let run = await run("NOOP", again, "STAT", with: options { $0.hasTiming = true })
        #expect(run.screen.contains(" is being recorded already; nothing is changed. :record off ends that first."))
        #expect(!run.screen.contains("Nothing is recorded") && !run.prompts.contains { $0.hasPrefix("Replace") })
        #expect(recorded().contains("C: NOOP\nS: +OK") && recorded().contains("C: STAT\n"))
        #expect(recorded().components(separatedBy: "* connect").count == 2)
    }

    @Test func `without a connection a recording waits for one`() async throws {
        let run = await ShellRun.of(
            ScriptedTerminal([.types(":record \(path)"), .types(":record off")]), at: nil,
            over: BrokenDialer(error: .unknownHost("x")))
        #expect(run.status == 0)
        #expect(recorded() == "#!pop3-transcript 1\n@recorded 1970-01-01 popscope\n")
    }

    @Test func `a device is no file for a recording`() async {
        let run = await run(":record! /dev/null", isInteractive: false)
        #expect(run.screen.contains("Cannot write /dev/null: "))
        #expect(run.status == 73)
    }

    @Test func `several visits stand in the same file, and secrets keep their names`() async throws {
        _ = await ShellRun.steps(
            Mail.login + [.types(":reconnect"), .types("USER alice"), .hides("wonderland", keyword: "PASS")],
            mail: [Mail.small], options())
        let events = try Transcript(Array(recorded().utf8)).events
        #expect(events.filter { $0.event == .connect }.map(\.connection) == [1, 2])
        #expect(recorded().contains("*2 connect\n") && recorded().contains("C2: PASS ${secret:alice}\n"))
        #expect(!recorded().contains("alice.2"))
    }

    @Test func `times stand in a sidecar, by the line of the file`() async {
        _ = await run("NOOP", with: options { $0.hasTiming = true })
        let lines = recorded("a.timing").split(separator: "\n")
        #expect(lines.first == "#!pop3-timing 1")
        // The first lines of the recording are its version and its header.
        #expect(lines.dropFirst().first?.hasPrefix("3 ") == true)
        #expect(lines.count > 8)
        #expect(lines.dropFirst().allSatisfy { $0.wholeMatch(of: /\d+ \d+\.\d{3}/) != nil })
    }

    @Test func `secrets are written only where that was asked for, and the header says so`() async {
        _ = await run("NOOP", with: options { $0.lines.showsSecrets = true })
        #expect(recorded().contains("\n@secrets shown\n"))
        #expect(recorded().contains("C: PASS wonderland\n"))
    }

    @Test func `a timeout, and a connection that broke, are events`() async {
        let wire = Wire(.says("+OK\r\n"), .failure(.timedOut(.seconds(60)))) { _ in [.failure(.lost("reset"))] }
        _ = await ShellRun.steps([.types("STAT"), .endsInput], over: wire, isInteractive: false, options())
        #expect(recorded().hasSuffix("* connect\nS: +OK\nC: STAT\n* reset server\n"))
    }
}
