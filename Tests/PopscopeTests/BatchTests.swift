import Foundation
import TestSupport
import Testing

@Suite("A batch of lines on the practice server", .timeLimit(.minutes(5)))
struct BatchTests {
    private let home: TemporaryFolder

    init() throws {
        home = try TemporaryFolder()
    }

    private static let endOfInput =
        "popscope: end of input: the connection was closed without QUIT (--quit-at-eof sends it)\n"

    /// The lines behind each `C: `, as they were sent.
    private func sent(_ screen: String) -> [Substring] {
        screen.split(separator: "\n").filter { $0.hasPrefix("C: ") }.map { $0.dropFirst(3) }
    }

    @Test(arguments: ["stdin", "-c", "-f", "-f -"])
    func `lines come from standard input, options or a file`(source: String) async throws {
        let lines = ["USER alice", "STAT", "QUIT"]
        let text = lines.map { $0 + "\n" }.joined()
        let path = home.path + "/lines"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let output =
            switch source {
            case "-c": try await popscope(lines.flatMap { ["-c", $0] }, home: home)
            case "-f": try await popscope(["-f", path], stdin: "NOOP\n", home: home)
            case "-f -": try await popscope(["-f", "-"], stdin: text, home: home)
            default: try await popscope([], stdin: text, home: home)
            }
        #expect(output.status == 0)
        #expect(output.stderr == "")
        #expect(sent(output.stdout) == ["USER alice", "STAT", "QUIT"])
    }

    @Test(arguments: ["en", "ja"])
    func `what is said in a batch names no command that only a prompt understands`(language: String) async throws {
        let lines =
            "LSIT\n\u{FF33}\nSTAT\nUSER alice\nPASS wrong\nUSER alice\nPASS wonderland\nRETR 1\nRETR 3\nTOP 1\nQUIT\n"
        let output = try await popscope(["--lang", language, "--decode"], stdin: lines, home: home)
        let notes = output.stdout.split(separator: "\n").filter { $0.hasPrefix("   ") }
        #expect(notes.contains { $0.contains("popscope help") })
        #expect(notes.filter { $0.contains(#/     :[a-z]|(Try:  |試すこと:) +:|:raw|TAB/#) } == [])
    }

    @Test func `empty lines are skipped, CR before LF is dropped, and the last line needs no LF`() async throws {
        let output = try await popscope([], stdin: "\n\r\nNOOP\r\n\nQUIT", home: home)
        #expect(sent(output.stdout) == ["NOOP", "QUIT"])
        #expect(output.stderr == "")
    }

    @Test func `a colon begins a local command, two send a line that begins with one`() async throws {
        let output = try await popscope([], stdin: ":state\n：state\n::state 1\n:nonsense\n", home: home)
        #expect(sent(output.stdout) == [":state 1"])
        #expect(output.stdout.split(separator: "=> AUTHORIZATION").count == 3)
        #expect(output.stdout.contains("   ! There is no local command :nonsense."))
        #expect(output.status == 0)
    }

    @Test func `the end of input closes without QUIT and says so`() async throws {
        let output = try await popscope([], stdin: "NOOP\n", home: home)
        #expect(output.status == 0)
        #expect(output.stderr == Self.endOfInput)
        let marking = try await popscope([], stdin: "USER alice\nPASS wonderland\nDELE 1\n", home: home)
        #expect(marking.status == 0)
        #expect(marking.stderr.contains("nothing was deleted although 1 marked"))
    }

    @Test func `QUIT is sent at the end of input where that is asked for`() async throws {
        let output = try await popscope(["--quit-at-eof"], stdin: "NOOP\n", home: home)
        #expect(output.status == 0)
        #expect(output.stderr == "")
        #expect(sent(output.stdout) == ["NOOP", "QUIT"])
    }

    @Test func `an error is an answer, unless the options say otherwise`() async throws {
        let lines = "NOOP\nCAPA\nQUIT\n"
        #expect(try await popscope([], stdin: lines, home: home).status == 0)
        let failing = try await popscope(["--fail-on", "err"], stdin: lines, home: home)
        #expect(failing.status == 1)
        #expect(sent(failing.stdout) == ["NOOP", "CAPA", "QUIT"])
        #expect(try await popscope(["--fail-on", "finding"], stdin: lines, home: home).status == 0)
        let stopping = try await popscope(["--stop-on-err"], stdin: lines, home: home)
        #expect(stopping.status == 0)
        #expect(sent(stopping.stdout) == ["NOOP"])
    }

    @Test func `a refused login is 77, and a later good one makes up for it`() async throws {
        let refused = "USER alice\nPASS oyster\n"
        #expect(try await popscope([], stdin: refused + "QUIT\n", home: home).status == 77)
        #expect(try await popscope([], stdin: refused + "USER alice\nPASS wonderland\nQUIT\n", home: home).status == 0)
    }

    @Test(arguments: [
        ["--lang", "ja"], ["LC_ALL=ja_JP.UTF-8"], ["LC_MESSAGES=ja_JP.UTF-8", "LANG=C.UTF-8"], ["LANG=ja_JP.UTF-8"],
    ])
    func `Japanese is chosen by option or by the environment`(choice: [String]) async throws {
        let options = choice.filter { !$0.contains("=") }
        var environment = ["LC_ALL": ""]
        for variable in choice where variable.contains("=") {
            let parts = variable.split(separator: "=", maxSplits: 1).map(String.init)
            environment[parts[0]] = parts[1]
        }
        let output = try await popscope(
            options, stdin: "USER alice\nPASS wonderland\nSTAT\n", home: home, environment: environment)
        let notes = output.stdout.split(separator: "\n").filter { $0.hasPrefix("   | ") || $0.hasPrefix("   ! ") }
        #expect(notes.count > 4)
        #expect(notes.filter { !$0.contains(/[\u{3040}-\u{30FF}\u{4E00}-\u{9FFF}]/) } == [])
        #expect(output.stderr.contains("入力が終わったので"))
    }

    @Test func `notes are full, brief, or off`() async throws {
        var notes: [String: Int] = [:]
        for choice in ["off", "brief", "full", "auto"] {
            let output = try await popscope(["--notes", choice], stdin: "NOOP\nNOOP\nQUIT\n", home: home)
            notes[choice] = output.stdout.split(separator: "\n").filter { $0.hasPrefix("   ") }.count - 1
        }
        let (off, brief) = (notes["off", default: -1], notes["brief", default: 0])
        let (full, auto) = (notes["full", default: 0], notes["auto", default: 0])
        #expect(off == 0)
        #expect(brief == 5)
        #expect(brief < auto && auto < full)
    }

    @Test(arguments: [
        ([], [:], false), (["--color", "always"], [:], true), (["--color", "always"], ["NO_COLOR": "1"], true),
        (["--color", "never"], ["CLICOLOR_FORCE": "1"], false), ([], ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], false),
        ([], ["CLICOLOR_FORCE": "1"], true), (["--color", "auto"], ["TERM": "xterm-256color"], false),
    ])
    func `a pipe has colour only where that is asked for`(
        options: [String], environment: [String: String], isColored: Bool
    ) async throws {
        let output = try await popscope(options + ["-c", "QUIT"], home: home, environment: environment)
        #expect(output.stdout.contains("\u{1B}[") == isColored)
    }

    @Test func `mail is written whole, and decoded as well where that is asked for`() async throws {
        let lines = "USER alice\nPASS wonderland\nRETR 3\nQUIT\n"
        let plain = try await popscope([], stdin: lines, home: home)
        #expect(plain.stdout.contains("\nS: ␛$B;3ED$G$9!#␛(B\n"))
        #expect(!plain.stdout.contains("   >  "))
        let decoded = try await popscope(["--decode"], stdin: lines, home: home)
        #expect(decoded.stdout.contains("\n   >  山田です。\n"))
    }

    @Test func `nothing differs from run to run but the timestamp of the greeting`() async throws {
        let lines = "CAPA\nUSER alice\nPASS wonderland\nLIST\nUIDL\nRETR 5\nQUIT\n"
        let outputs = [
            try await popscope([], stdin: lines, home: home), try await popscope([], stdin: lines, home: home),
        ]
        let texts = outputs.map { $0.stdout.replacing(/<[0-9a-f.]+@popscope.invalid>/, with: "<>") }
        #expect(texts[0] == texts[1])
        #expect(outputs[0].stdout != outputs[1].stdout)
    }

    @Test func `a batch leaves no file behind`() async throws {
        _ = try await popscope([], stdin: "USER alice\nPASS wonderland\n:status\nQUIT\n", home: home)
        #expect(home.files == [:])
    }

    @Test func `the config file is for people: a batch is the same for everybody`() async throws {
        let folder = home.path + "/config/popscope"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data("notes = off\nlang = ja\nnonsense = 1\n".utf8).write(to: URL(fileURLWithPath: folder + "/config"))
        let output = try await popscope([], stdin: "QUIT\n", home: home)
        #expect(output.status == 0)
        #expect(output.stdout.contains("   | -> AUTHORIZATION, RFC 1939 4 (greeting): "))
    }
}
