import TestSupport

/// `popscope serve --transcript`, run beside a test on a port that the system chose. Its process ends with the last owner.
struct ServedTranscript {
    private let program: RunningPopscope

    init(_ file: String, _ options: [String] = [], home: TemporaryFolder) async throws {
        program = try await RunningPopscope(["serve", "--transcript", file, "--port", "0"] + options, home: home)
    }

    /// Where it serves.
    var url: String { program.firstLine }

    /// Asks it to end.
    func stop() {
        program.stop()
    }

    /// How it ended, and what it said of its clients.
    func end() async throws -> (status: Int32, told: String) {
        let output = try await program.end()
        return (output.status, output.stderr)
    }
}
