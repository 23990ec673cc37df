import TestSupport
import Testing

@Suite("Serving with mistakes", .timeLimit(.minutes(5)))
struct ServeFaultsTests {
    private let home: TemporaryFolder

    init() throws {
        home = try TemporaryFolder()
    }

    @Test func `the list says of each what it does and breaks, and nothing is served`() async throws {
        for (language, words) in [("en", "LIST ends without the line with a dot."), ("ja", "LISTの終わり")] {
            let output = try await popscope(["serve", "--list-faults", "--lang", language], home: home)
            #expect(output.status == 0 && output.stderr == "")
            let lines = output.stdout.split(separator: "\n").map(String.init)
            #expect(lines.count >= 3 * 60 && lines.count.isMultiple(of: 3))
            #expect(lines.contains("terminator-missing") && lines.contains { $0.contains(words) })
            #expect(lines.contains { $0.contains("line-limit=") } && lines.contains { $0.hasPrefix("    rfc1939-") })
        }
    }

    @Test(arguments: [
        ("list-zero", "there is no fault named \"list-zero\""), ("line-limit=x", "line-limit"),
        ("terminator-missing=3", "takes no value"),
    ])
    func `what is no fault is refused with what there is`(text: String, words: String) async throws {
        let output = try await popscope(["serve", "--port", "0", "--fault", text], home: home)
        #expect(output.status == 64 && output.stderr.contains(words) && output.stderr.contains("--list-faults"))
    }

    @Test func `a mistake is made, and found in its row`() async throws {
        let server = try await RunningPopscope(
            ["serve", "--port", "0", "--tls-port", "0", "--user", "alice:wonderland", "--fault", "status-lower-case"],
            home: home)
        let url = server.firstLine.replacing("//", with: "//alice:wonderland@")
        let output = try await popscope(["check", url, "--rfc", "1939"], home: home)
        #expect(output.status == 1 && output.stdout.contains("FAIL rfc1939-3-status-upper-case"))
        server.stop()
        let told = try await server.end().stderr
        #expect(told.contains("fault status-lower-case"))
    }
}
