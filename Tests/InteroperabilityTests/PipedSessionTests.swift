import Foundation
import TestSupport
import Testing

@Suite("Piped sessions with real servers", .requiresServers, .timeLimit(.minutes(5)))
struct PipedSessionTests {
    private static let session = """
        USER alice
        PASS wonderland
        STAT
        LIST
        UIDL
        TOP 2 3
        RETR 4
        DELE 1
        STAT
        RSET
        QUIT

        """

    @Test(arguments: ServerKind.allCases)
    func `each exchange is annotated with its state and the RFC's section`(kind: ServerKind) async throws {
        let (output, _) = try await run(on: kind)
        #expect(output.status == 0)
        #expect(output.stderr.hasPrefix("popscope: This connection is not encrypted"))
        #expect(output.stderr.split(separator: "\n").count == 1)
        let exchanges = exchanges(in: output.stdout)
        #expect(exchanges.map(\.command) == ["greeting"] + PipedSessionTests.verbs)
        for exchange in exchanges {
            let annotation = exchange.lines.first { $0.hasPrefix("   | ") } ?? ""
            #expect(annotation.contains(/AUTHORIZATION|TRANSACTION|UPDATE/), "\(exchange)")
            #expect(annotation.contains(/RFC 1939 \d/), "\(exchange)")
        }
    }

    @Test(arguments: ServerKind.allCases, [[], ["--json"], ["--lang", "ja"]])
    func `the password is nowhere`(kind: ServerKind, options: [String]) async throws {
        let (output, files) = try await run(on: kind, options)
        #expect(output.status == 0)
        #expect(!output.stdout.contains("wonderland"))
        #expect(!output.stderr.contains("wonderland"))
        let secret = Data("wonderland".utf8)
        #expect(files.filter { $0.value.firstRange(of: secret) != nil }.map(\.key) == [])
    }

    @Test(arguments: ServerKind.allCases)
    func `with Japanese chosen every note is Japanese`(kind: ServerKind) async throws {
        let (output, _) = try await run(on: kind, ["--lang", "ja"])
        #expect(output.status == 0)
        let notes = output.stdout.split(separator: "\n").filter { $0.hasPrefix("   | ") || $0.hasPrefix("   ! ") }
        #expect(notes.count > PipedSessionTests.verbs.count)
        #expect(notes.filter { !$0.contains(/[\u{3040}-\u{30FF}\u{4E00}-\u{9FFF}]/) } == [])
    }

    @Test(arguments: ServerKind.allCases)
    func `with JSON chosen every line parses`(kind: ServerKind) async throws {
        let (output, _) = try await run(on: kind, ["--json"])
        #expect(output.status == 0)
        let lines = output.stdout.split(separator: "\n")
        #expect(lines.count > PipedSessionTests.verbs.count)
        #expect(lines.filter { (try? JSONSerialization.jsonObject(with: Data($0.utf8))) == nil } == [])
    }

    private static let verbs = session.split(separator: "\n").map { String($0.prefix { $0 != " " }) }

    private func run(
        on kind: ServerKind, _ options: [String] = []
    ) async throws -> (output: ProcessOutput, files: [String: Data]) {
        try await withServer(kind) { server in
            let home = try TemporaryFolder()
            let arguments = options + ["127.0.0.1", "\(server.ports.clear)"]
            let output = try await popscope(arguments, stdin: PipedSessionTests.session, home: home)
            return (output, home.files)
        }
    }

    /// The greeting, then what stands between one `C: ` line and the next.
    private func exchanges(in screen: String) -> [(command: String, lines: [Substring])] {
        var exchanges: [(command: String, lines: [Substring])] = [("greeting", [])]
        for line in screen.split(separator: "\n").drop(while: { !$0.hasPrefix("S: ") }) {
            if line.hasPrefix("C: ") {
                exchanges.append((String(line.dropFirst(3).prefix { $0 != " " }), []))
            } else {
                exchanges[exchanges.count - 1].lines.append(line)
            }
        }
        return exchanges
    }
}
