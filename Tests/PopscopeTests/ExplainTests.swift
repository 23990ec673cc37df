import Foundation
import TestSupport
import Testing

@Suite("Explaining sessions that already happened", .timeLimit(.minutes(5)))
struct ExplainTests {
    private let home: TemporaryFolder

    init() throws {
        home = try TemporaryFolder()
    }

    private static let session = """
        #!pop3-transcript 1
        @title Log in
        * connect
        S: +OK ready
        C: USER bob
        S: +OK
        C: PASS tanstaaf
        S: -ERR no
        C: QUIT
        S: +OK bye
        * close server

        """

    /// Puts a file into the home folder, and returns its path.
    private func file(_ name: String, _ text: String) throws -> String {
        let path = home.path + "/" + name
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    private func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }

    @Test func `a transcript is explained, from a file or standard input`() async throws {
        let path = try file("a.pop3", Self.session)
        let output = try await popscope(["explain", path, "--notes", "brief"], home: home)
        #expect(
            output.stdout.hasPrefix(
                "   | Log in\n   | Connected.\nS: +OK ready\n   | -> AUTHORIZATION, RFC 1939 4 (greeting): "))
        #expect(output.stdout.contains("C: PASS ********\n") && !output.stdout.contains("tanstaaf"))
        #expect(output.stderr == "" && output.status == 0)
        let piped = try await popscope(["explain", "-", "--notes", "brief"], stdin: Self.session, home: home)
        #expect(piped == output)
    }

    @Test(arguments: [
        ("--json", "{\"v\":1,\"type\":\"connected\""), ("--format=html", "<!DOCTYPE html>"),
        ("--format=markdown", "# Log in\n"),
        ("--format=pop3", "#!pop3-transcript 1\n@title Log in\n"), ("--lang=ja", "   | Log in\n   | 接続しました。"),
    ])
    func `the format is chosen by option`(option: String, start: String) async throws {
        let output = try await popscope(["explain", option, try file("a.pop3", Self.session)], home: home)
        #expect(output.stdout.hasPrefix(start))
        #expect(!output.stdout.contains("tanstaaf"))
        #expect(output.status == 0)
    }

    @Test(arguments: [
        ("out.html", "<!DOCTYPE html>"), ("out.md", "# Log in\n"), ("out.json", "{\"v\":1"),
        ("out.pop3", "#!pop3-transcript 1\n"), ("out.txt", "   | Log in\n"), ("out", "   | Log in\n"),
    ])
    func `the format is chosen by the ending of the output`(name: String, start: String) async throws {
        let path = home.path + "/" + name
        let output = try await popscope(
            ["explain", try file("a.pop3", Self.session), "--output", path, "--anonymize"], home: home)
        #expect(output.stdout == "" && output.stderr == "" && output.status == 0)
        let written = try text(path)
        #expect(written.hasPrefix(start))
        #expect(!written.contains("bob") && !written.contains("tanstaaf"))
    }

    @Test func `a log of another program is told by itself, or as it is named`() async throws {
        let log = "S: +OK ready\nC: STAT\nS: +OK 2 320\n"
        let path = try file("session.log", log)
        let output = try await popscope(["explain", path, "--notes", "off"], home: home)
        #expect(output.stdout.contains("C: STAT\nS: +OK 2 320\n"))
        #expect(output.stdout.contains("Pasted text"))
        let named = try await popscope(["explain", path, "--notes", "off", "--from", "marked"], home: home)
        #expect(named == output)
    }

    @Test(arguments: [
        ("#!pop3-transcript 1\nX: what\n", "line 2"), ("#!pop3-transcript 7\n", "line 1"),
        ("nothing of the kind\n", "logs of these kinds are read"),
        ("", "nothing stands in it"),
    ])
    func `what cannot be read is told with its place`(content: String, words: String) async throws {
        let path = try file("bad", content)
        let out = home.path + "/out.html"
        let output = try await popscope(["explain", path, "--output", out], home: home)
        #expect(output.status == 65)
        #expect(output.stderr.hasPrefix("popscope: \(path): ") && output.stderr.contains(words))
        #expect(!FileManager.default.fileExists(atPath: out))
    }

    @Test func `what is not there, and what cannot be written, have statuses of their own`() async throws {
        #expect(try await popscope(["explain", home.path + "/none"], home: home).status == 66)
        let path = try file("a.pop3", Self.session)
        let output = try await popscope(["explain", path, "--output", home.path + "/no/folder.html"], home: home)
        #expect(output.status == 73 && output.stderr.contains("cannot write"))
    }

    @Test(arguments: [("never", Int32(0)), ("err", 1), ("finding", 0)])
    func `the status is what was asked for`(failure: String, status: Int32) async throws {
        let path = try file("a.pop3", Self.session)
        #expect(try await popscope(["explain", path, "--fail-on", failure], home: home).status == status)
        let converted = try await popscope(
            ["explain", path, "--fail-on", failure, "--output", home.path + "/out.pop3"], home: home)
        #expect(converted.status == status && converted.stdout == "" && converted.stderr == "")
        #expect(try text(home.path + "/out.pop3").hasPrefix("#!pop3-transcript 1\n"))
    }

    @Test(arguments: [
        (["--json", "--output", "out.pop3"], "json"), (["--format", "text", "--output", "out.pop3"], "text"),
        (["--format", "pop3", "--output", "out.html"], "pop3"),
    ])
    func `a format that the ending of the output contradicts is refused`(
        options: [String], format: String
    ) async throws {
        let path = try file("a.pop3", Self.session)
        let out = home.path + "/" + (options.last ?? "")
        try Data("precious".utf8).write(to: URL(fileURLWithPath: out))
        let output = try await popscope(["explain", path] + options.dropLast() + [out], home: home)
        #expect(output.status == 64)
        #expect(output.stderr.contains("The format is \(format), but \(out) ends like a file of format"))
        #expect(try text(out) == "precious")
    }

    @Test func `a transcript is never written over, other files are when that is wanted`() async throws {
        let path = try file("a.pop3", Self.session)
        for name in ["old.pop3", "old", "old.html"] { _ = try file(name, "precious") }
        let arguments = ["explain", path, "--format", "pop3", "--output"]
        for out in [path, home.path + "/old.pop3", home.path + "/old"] {
            let output = try await popscope(arguments + [out], home: home)
            #expect(output.status == 73)
            #expect(
                output.stderr == "popscope: \(out) exists, and a transcript is not written over: name another file.\n")
            #expect(try text(out) == (out == path ? Self.session : "precious"))
        }
        let page = home.path + "/old.html"
        let refused = try await popscope(["explain", path, "--output", page], home: home)
        #expect(refused.status == 73 && refused.stderr == "popscope: \(page) exists; --overwrite writes over it.\n")
        #expect(try text(page) == "precious")
        #expect(try await popscope(["explain", path, "--output", page, "--overwrite"], home: home).status == 0)
        #expect(try text(page).hasPrefix("<!DOCTYPE html>"))
    }

    @Test(arguments: ["html", "md", "json", "txt"])
    func `no file that is read is written over, by whatever name`(ending: String) async throws {
        let path = try file("a." + ending, Self.session)
        let other = try file("b.pop3", Self.session)
        let (link, twin) = (home.path + "/link." + ending, home.path + "/twin." + ending)
        symlink(path, link)
        try FileManager.default.linkItem(atPath: path, toPath: twin)
        for out in [path, link, twin, home.path + "/./a." + ending] {
            let output = try await popscope(["explain", other, path, "--output", out], home: home)
            #expect(output.status == 73 && output.stdout == "")
            #expect(output.stderr == "popscope: \(out) is one of the files that are read: name another file.\n")
            #expect(try text(path) == Self.session)
        }
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == path)
        #expect(try await popscope(["explain", other, "--output", path, "--overwrite"], home: home).status == 0)
    }

    @Test(arguments: ["text", "html", "markdown", "json"])
    func `the others are explained where one cannot be read`(format: String) async throws {
        let good = try ["a.pop3", "b.pop3"].map { try file($0, Self.session) }
        let bad = try file("bad.pop3", "#!pop3-transcript 1\nS: +OK\nX: what\n")
        let strange = try file("strange.log", "nothing of the kind\n")
        let none = home.path + "/none"
        let all = [strange, good[0], none, bad, good[1]]
        let output = try await popscope(["explain", "--format", format] + all, home: home)
        #expect(output.status == 66)
        #expect(output.stderr.split(separator: "\n").count == 3)
        let others = try await popscope(["explain", "--format", format] + good, home: home)
        #expect(output.stdout == others.stdout && others.status == 0)
        let page = home.path + "/out.txt"
        let worse = try await popscope(
            ["explain", bad, good[0], "--fail-on", "err", "--output", page, "--format", "text"], home: home)
        #expect(worse.status == 65)
        #expect(try text(page).contains("+OK bye"))
        let nothing = try await popscope(["explain", none, strange, "--output", home.path + "/no.html"], home: home)
        #expect(nothing.status == 66 && !FileManager.default.fileExists(atPath: home.path + "/no.html"))
    }

    @Test(arguments: ["json", "markdown", "html", "pop3"])
    func `decoding is refused where nothing would be decoded`(format: String) async throws {
        let path = try file("a.pop3", Self.session)
        let output = try await popscope(["explain", path, "--decode", "--format", format], home: home)
        #expect(output.status == 64)
        #expect(output.stderr.contains("--decode works with the format text alone."))
    }

    @Test func `an output that is a device is written to, and stays`() async throws {
        let path = try file("a.pop3", Self.session)
        let link = home.path + "/link.html"
        symlink("/dev/null", link)
        for out in ["/dev/stdout", link] {
            let output = try await popscope(["explain", path, "--format", "html", "--output", out], home: home)
            #expect(output.status == 0 && output.stderr == "")
            #expect(output.stdout.hasPrefix(out == link ? "" : "<!DOCTYPE html>"))
        }
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "/dev/null")
    }

    @Test func `the name of a file reaches the terminal as visible text`() async throws {
        let path = try file("\u{1B}[31m.log", "nothing of the kind\n")
        let shown = "/\u{241B}[31m.log: "
        #expect(try await popscope(["explain", path], home: home).stderr.contains(shown))
        let none = path.replacing(".log", with: ".none")
        #expect(try await popscope(["explain", none], home: home).stderr.contains("/\u{241B}[31m.none: "))
        let out = path + "/out.html"
        let unwritten = try await popscope(["explain", path, "--output", out], home: home)
        #expect(unwritten.status == 73 && !unwritten.stderr.contains("\u{1B}"))
    }

    @Test(arguments: [("mail.eml", true), (".mail", false), ("link.eml", false), ("pipe.eml", false)])
    func `a body is a plain file beside the transcript`(name: String, isRead: Bool) async throws {
        for name in ["mail.eml", ".mail"] { _ = try file(name, "Subject: precious\r\n\r\n") }
        symlink("mail.eml", home.path + "/link.eml")
        mkfifo(home.path + "/pipe.eml", 0o600)
        let script = "#!pop3-transcript 1\n* connect\nS: +OK\nC: RETR 1\nS: +OK\nS< \(name)\n"
        let output = try await popscope(["explain", try file("a.pop3", script)], home: home)
        #expect(output.stdout.contains("precious") == isRead)
    }

    @Test func `several sessions make one document`() async throws {
        let paths = try ["a.pop3", "b.pop3"].map { try file($0, Self.session) }
        let page = try await popscope(["explain", "--format", "html"] + paths, home: home).stdout
        #expect(page.ranges(of: "<!DOCTYPE").count == 1 && page.ranges(of: "<article>").count == 2)
        #expect(try await popscope(["explain", "--format", "pop3"] + paths, home: home).status == 64)
    }

    @Test func `a transcript that showed secrets shows none when it is converted, and says so`() async throws {
        let path = try file("a.pop3", Self.session.replacing("\n* connect", with: "\n@secrets shown\n* connect"))
        for options in [[], ["--anonymize"]] {
            let output = try await popscope(["explain", path, "--format", "pop3"] + options, home: home)
            #expect(output.status == 0)
            #expect(!output.stdout.contains("tanstaaf") && !output.stdout.contains("@secrets"))
            #expect(output.stdout.contains("${"))
        }
    }

    @Test func `behind a pipe the columns are those that COLUMNS tells of`() async throws {
        let path = try file("a.pop3", Self.session)
        let output = try await popscope(["explain", path], home: home, environment: ["COLUMNS": "50"])
        let rows = output.stdout.split(separator: "\n")
        #expect(rows.count > 5 && rows.allSatisfy { $0.columns <= 50 })
        let plain = try await popscope(["explain", path], home: home)
        #expect(plain.stdout.split(separator: "\n").contains { $0.columns > 50 })
    }
}
