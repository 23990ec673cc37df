import Foundation
import TestSupport
import Testing

/// Each program reads mail through `popscope proxy`, which records the session while the program writes its own log.
@Suite(
    "The logs of real programs", .serialized, .requiresServers,
    .requires(tools: "curl", "fetchmail", "openssl", "script", "python3"), .timeLimit(.minutes(5)))
struct ExplainedLogTests {
    @Test(arguments: Logger.allCases)
    func `a log is explained as the recording of the same session is`(logger: Logger) async throws {
        let folder = try TemporaryFolder()
        let log = folder.path + "/session.log"
        let records = folder.path + "/records"
        try FileManager.default.createDirectory(atPath: records, withIntermediateDirectories: false)
        try await withServer(.dovecot) { lent in
            let proxy = ["proxy", "pop3://127.0.0.1:\(lent.ports.clear)", "--record-dir", records]
            try await withPopscope(proxy, urls: 2) { account in
                try await logger.log(a: account, to: log)
            }
        }
        let recording = try #require(folder.files.keys.first { $0.hasPrefix("records/") && $0.hasSuffix(".pop3") })
        let recorded = try await Told(of: folder.path + "/" + recording)
        let logged = try await Told(of: log)
        #expect(logged.exchanges == recorded.exchanges.dropLast(logger.hidesQuit ? 1 : 0))
        #expect(recorded.exchanges.count > 4)
        if logger.keepsBodies { #expect(logged.bodies == recorded.bodies) }
        #expect(!logged.text.contains("wonderland"))
    }

    @Test func `the pair of a rawlog is explained as the recording is, from the login on`() async throws {
        try await withServer(.dovecot) { server in
            let rawlogs = try #require(server.rawlogs)
            for name in try FileManager.default.contentsOfDirectory(atPath: rawlogs) {
                try FileManager.default.removeItem(atPath: rawlogs + "/" + name)
            }
            let folder = try TemporaryFolder()
            let file = folder.path + "/session.pop3"
            let lines = ["USER alice", "PASS wonderland", "STAT", "LIST", "UIDL", "RETR 2", "DELE 1", "RSET", "QUIT"]
            let output = try await popscope(
                ["--record", file, "127.0.0.1:\(server.ports.clear)"] + lines.flatMap { ["-c", $0] }, home: folder)
            #expect(output.status == 0, "\(output.stdout)\(output.stderr)")
            let names = try FileManager.default.contentsOfDirectory(atPath: rawlogs)
            #expect(names.count == 2)
            let logged = try await Told(of: names.map { rawlogs + "/" + $0 })
            let recorded = try await Told(of: [file])
            #expect(logged.exchanges == Array(recorded.exchanges.suffix(logged.exchanges.count)))
            #expect(logged.exchanges.count >= lines.count - 2)
            #expect(logged.bodies == recorded.bodies)
        }
    }
}

/// A program that writes down what it says and hears.
enum Logger: String, CaseIterable, Sendable {
    case curl, curlTrace, fetchmail, poplib, openssl

    /// Whether the log holds the messages too. curl's trace shows those of other protocols.
    var keepsBodies: Bool {
        switch self {
        case .poplib, .openssl: true
        case .curl, .curlTrace, .fetchmail: false
        }
    }

    /// Whether the program is silent about its QUIT.
    var hidesQuit: Bool {
        switch self {
        case .curl, .curlTrace: true
        case .fetchmail, .poplib, .openssl: false
        }
    }

    /// Reads mail, and leaves the log in a file.
    func log(a account: Account, to file: String) async throws {
        switch self {
        case .curl: try await curl(account, ["--verbose"], "2>\(file)")
        case .curlTrace: try await curl(account, ["--trace-ascii", file], "")
        case .fetchmail: try await keep(MailClient.fetchmail.fetch(from: account, by: .user, over: .implicit), in: file)
        case .poplib: try await keep(MailClient.poplib.fetch(from: account, by: .user, over: .implicit), in: file)
        case .openssl: try await openssl(account, file)
        }
    }

    private func curl(_ account: Account, _ options: [String], _ redirection: String) async throws {
        let url = "pop3://127.0.0.1:\(account.ports.clear)/2"
        let words = ["exec", "curl", "--silent", "--config", "-"] + options + [url, redirection, ">/dev/null"]
        let output = try await run(
            "/bin/sh", ["-c", words.joined(separator: " ")], stdin: "user = \"\(account.user):\(account.password)\"\n")
        guard output.status == 0 else { throw ServerError.failed("curl", output.stderr) }
    }

    private func keep(_ haul: Haul, in file: String) throws {
        try Data(haul.log.utf8).write(to: URL(fileURLWithPath: file))
    }

    /// A person at a terminal, who waits for each reply; `script` writes what the terminal shows.
    private func openssl(_ account: Account, _ file: String) async throws {
        let typing = """
            import os, pty, select, sys
            file, port, user, password = sys.argv[1:]
            command = f"openssl s_client -crlf -quiet -connect 127.0.0.1:{port}"
            pid, terminal = pty.fork()
            if pid == 0:
                os.execvp("script", ["script", "-q", "-c", command, file])
            seen = b""
            def wait(end):
                global seen
                while end not in seen:
                    if not select.select([terminal], [], [], 20)[0]:
                        sys.exit(f"waited for {end!r}, and saw {seen!r}")
                    seen += os.read(terminal, 4096)
                seen = seen[seen.index(end) + len(end):]
            wait(b"+OK")
            wait(b"\\n")
            for line, end in [("USER " + user, b"+OK"), ("PASS " + password, b"+OK"), ("STAT", b"+OK"),
                              ("LIST", b"\\r\\n.\\r"), ("RETR 1", b"\\r\\n.\\r"), ("QUIT", b"+OK")]:
                os.write(terminal, line.encode() + b"\\n")
                wait(end)
                wait(b"\\n")
            try:
                while os.read(terminal, 4096): pass
            except OSError: pass
            os.waitpid(pid, 0)
            """
        let output = try await run(
            "/usr/bin/python3",
            ["-c", typing, file, "\(account.ports.tls)", account.user, account.password],
            environment: ["TERM": "dumb"])
        guard output.status == 0 else { throw ServerError.failed("openssl under script", output.stderr) }
    }
}

/// What `popscope explain --json` tells of a session.
private struct Told {
    /// One exchange, as far as a log and a recording must agree on it.
    struct Exchange: Hashable {
        let verb: String?
        let status: String
        let before: String
        let after: String
    }

    var exchanges: [Exchange] = []
    /// The lines of each message that was fetched.
    var bodies: [[String]] = []
    let text: String

    init(of file: String) async throws {
        try await self.init(of: [file])
    }

    init(of files: [String]) async throws {
        let output = try await popscope(["explain", "--json"] + files, home: try TemporaryFolder())
        guard output.status == 0 else { throw ServerError.misbehaved(output.stdout + output.stderr) }
        text = output.stdout
        for line in output.stdout.split(separator: "\n") {
            guard let event = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
                event["type"] as? String == "exchange"
            else { continue }
            let verb = (event["command"] as? [String: Any])?["verb"] as? String
            exchanges.append(
                Exchange(
                    verb: verb, status: event["status"] as? String ?? "", before: event["before"] as? String ?? "",
                    after: event["after"] as? String ?? ""))
            if verb == "RETR", let body = event["body"] as? [String: Any] {
                bodies.append(body["text"] as? [String] ?? [])
            }
        }
    }
}
