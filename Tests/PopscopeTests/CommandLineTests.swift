import TestSupport
import Testing

@Suite("The command line", .timeLimit(.minutes(5)))
struct CommandLineTests {
    private let home: TemporaryFolder

    init() throws {
        home = try TemporaryFolder()
    }

    @Test(arguments: [["--help"], ["help"], ["-h"]])
    func `help shows examples and exit statuses`(arguments: [String]) async throws {
        let output = try await popscope(arguments, home: home)
        #expect(output.status == 0)
        #expect(output.stderr == "")
        for row in [
            "  popscope                           practise: server and mail are inside",
            "  popscope mail.example.jp 110       in place of: telnet mail.example.jp 110", "EXIT STATUS",
            "   64 usage                            76 protocol broken",
        ] {
            #expect(output.stdout.contains("\n\(row)\n"), "\(output.stdout)")
        }
    }

    @Test(arguments: [
        ["--lang", "ja", "--help"], ["--help", "--lang=ja"], ["help", "--lang", "ja"],
        ["--lang", "en", "--lang", "ja", "-h"],
    ])
    func `help is in the language that was asked for`(arguments: [String]) async throws {
        let output = try await popscope(arguments, home: home)
        #expect(output.status == 0)
        #expect(output.stderr == "")
        for row in [
            "  popscope pop3://mail.example.jp    同じことを URL で", "   64 使い方の誤り                     76 プロトコル違反",
        ] {
            #expect(output.stdout.contains("\n\(row)\n"), "\(output.stdout)")
        }
    }

    @Test(
        arguments: [
            ["--help"], ["connect", "--help"], ["serve", "--help"], ["proxy", "--help"], ["help", "--help"],
            ["help", "transcript"],
        ], ["en", "ja"])
    func `help fits 80 columns`(arguments: [String], language: String) async throws {
        let output = try await popscope(["--lang", language] + arguments, home: home)
        #expect(output.status == 0)
        for row in output.stdout.split(separator: "\n") {
            #expect(row.columns <= 80, "\(row)")
        }
    }

    @Test func `the version stands alone`() async throws {
        let output = try await popscope(["--version"], home: home)
        #expect(output.status == 0)
        #expect(output.stdout.contains(/^\d+\.\d+\.\d+\n$/))
    }

    @Test(arguments: [
        (["--nonsense"], "Unknown option '--nonsense'"),
        (["conect", "mail.example.jp"], "popscope connect"),
        (["--lang", "ja", "hlep"], "popscope help"),
        (["http://mail.example.jp"], "use pop3://, pop:// or pop3s://"),
        (["pop3://mail.example.jp:99999"], "ports are numbers from 1 to 65535"),
        (["pop3://mail.example.jp/INBOX"], "A POP URL ends at the port"),
        (["[::1"], "write [IPV6] or [IPV6]:PORT"),
        (["mail.example.jp:110", "995"], "write one"),
        (["a", "b", "c"], "write HOST, HOST PORT, HOST:PORT or pop3://HOST"),
        (["-c", "CAPA", "-f", "lines"], "-c and -f exclude each other"),
        (["-4", "-6"], "-4 and -6 exclude each other"),
        (["-6", "127.0.0.1"], "127.0.0.1 is an IPv4 address, which cannot be reached by IPv6"),
        (["-4", "[::1]:110"], "::1 is an IPv6 address, which cannot be reached by IPv4"),
        (["-4", "fe80::1%eth0"], "fe80::1%eth0 is an IPv6 address"),
        (["telnet", "pop3://me:secret@localhost"], "leave that word out: popscope SERVER"),
        (["telnet", "localhost", "110"], "leave that word out: popscope localhost 110"),
        (["--timeout", "0"], "a number of seconds from 1 to 86400 is expected"),
        (["--timeout", "-1"], "a number of seconds from 1 to 86400 is expected"),
        (["--max-reply", "1"], "a number of octets from 512 to"),
        (["--max-reply", "-5"], "a number of octets from 512 to"),
        (["--max-reply", "many"], "a number of octets from 512 to"),
        (["--max-reply", "99999999999999999999"], "a number of octets from 512 to"),
        (["--lang", "fr"], "'en' and 'ja'"),
        (["help", "nonsense"], "There is no help on 'nonsense'"),
        (["help", "LSIT"], "Did you mean LIST?"),
    ])
    func `what cannot be meant is 64, with what would be right`(arguments: [String], words: String) async throws {
        let output = try await popscope(arguments, home: home)
        #expect(output.status == 64)
        #expect(output.stdout == "")
        #expect(output.stderr.contains(words), "\(output.stderr)")
    }

    @Test func `a wrong URL is explained in the chosen language`() async throws {
        let output = try await popscope(["--lang", "ja", "http://mail.example.jp"], home: home)
        #expect(output.status == 64)
        #expect(output.stderr.contains("POP3 の URL ではありません"))
    }

    @Test func `a file that is not there, and one that is a folder, are 66`() async throws {
        let missing = home.path + "/missing"
        for (path, reason) in [(missing, "No such file or directory"), (home.path, "Is a directory")] {
            let output = try await popscope(["-f", path], home: home)
            let sentence = "popscope: cannot read \(path): \(reason)\n"
            #expect(output == ProcessOutput(stdout: "", stderr: sentence, status: 66))
        }
    }

    @Test func `a host without an address is 68`() async throws {
        let output = try await popscope(["name.invalid", "-c", "CAPA"], home: home)
        #expect(output.status == 68)
        #expect(output.stdout.contains("No address is known for name.invalid."))
    }

    @Test(arguments: ["127.0.0.1 PORT", "127.0.0.1:PORT", "[::1]:PORT", "pop3://127.0.0.1:PORT", "pop://[::1]:PORT"])
    func `a port on which nobody listens is 69`(server: String) async throws {
        let port = try freePort()
        let arguments = server.replacing("PORT", with: "\(port)").split(separator: " ").map(String.init)
        let output = try await popscope(arguments, home: home)
        #expect(output.status == 69)
        #expect(output.stdout.contains("nobody listens on port \(port)"))
    }

    @Test(arguments: [
        ["-c", "NOOP", "--lang", "ja", "HOST", "PORT"],
        ["HOST", "--lang", "ja", "PORT", "-c", "NOOP"],
        ["HOST:PORT", "-c", "NOOP", "--lang", "ja"],
        ["--lang", "ja", "connect", "HOST:PORT", "-c", "NOOP"],
        ["--lang=ja", "connect", "--command=NOOP", "pop3://HOST:PORT"],
    ])
    func `options stand anywhere, and every way to name a server works`(arguments: [String]) async throws {
        let server = try ScriptedServer([.send("+OK\r\n"), .line, .send("+OK\r\n"), .end])
        let arguments = arguments.map { word in
            word.replacing("HOST", with: "127.0.0.1").replacing("PORT", with: "\(server.port)")
        }
        let output = try await popscope(arguments, home: home)
        try #require(output.status == 0)
        #expect(output.stdout.contains("接続しました"))
        #expect(await server.linesToEnd() == ["NOOP"])
    }

    @Test(arguments: [
        ("LIST", "LIST [msg]"), ("list", "LIST [msg]"), ("@auth", "APOP name digest"), (":rewind", ":rewind [N]"),
        ("TRANSACTION", "TRANSACTION"), ("rfc1939-4-greeting-positive", "The greeting is a positive reply"),
        ("connect", "--quit-at-eof"),
    ])
    func `help explains commands, groups, states and requirements`(topic: String, words: String) async throws {
        let output = try await popscope(["help", topic], home: home)
        #expect(output.status == 0)
        #expect(output.stderr == "")
        #expect(output.stdout.contains(words))
    }
}
