import Foundation
import TestSupport

/// `popscope serve --transcript`, run beside a test on a port that the system chose. Its process ends with the last owner.
final class ServedTranscript: Sendable {
    /// Where it serves.
    let url: String
    private let process: Process
    private let statuses: AsyncStream<Int32>
    private let errors: String
    private let folder: TemporaryFolder

    init(_ file: String, _ options: [String] = [], home: TemporaryFolder) async throws {
        folder = try TemporaryFolder()
        errors = folder.path + "/stderr"
        process = Process()
        process.executableURL = URL(fileURLWithPath: try builtPopscope())
        process.arguments = ["serve", "--transcript", file, "--port", "0"] + options
        process.environment = popscopeEnvironment(home: home)
        process.standardInput = FileHandle.nullDevice
        process.standardError = try newFile(errors)
        let (statuses, ended) = AsyncStream<Int32>.makeStream()
        self.statuses = statuses
        process.terminationHandler = {
            ended.yield($0.terminationStatus)
            ended.finish()
        }
        let output = Pipe()
        process.standardOutput = output
        let (pieces, read) = AsyncStream<Data>.makeStream()
        output.fileHandleForReading.readabilityHandler = { handle in
            let piece = handle.availableData
            if piece.isEmpty { read.finish() } else { read.yield(piece) }
        }
        try process.run()
        var text = ""
        for await piece in pieces {
            text += String(decoding: piece, as: UTF8.self)
            if text.contains("\n") { break }
        }
        output.fileHandleForReading.readabilityHandler = nil
        url = text.split(separator: "\n").first.map(String.init) ?? ""
    }

    deinit {
        if process.isRunning { process.terminate() }
    }

    /// Asks it to end.
    func stop() {
        process.terminate()
    }

    /// How it ended, and what it said of its clients.
    func end() async throws -> (status: Int32, told: String) {
        let status = await statuses.first { _ in true } ?? -1
        return (status, String(decoding: try Data(contentsOf: URL(fileURLWithPath: errors)), as: UTF8.self))
    }
}
