import Foundation
import TestSupport

/// The built program, run beside a test. Its process ends with the last owner.
final class RunningPopscope: Sendable {
    /// The first line of what it wrote.
    let firstLine: String
    private let process: Process
    private let rest: Task<String, Never>
    private let statuses: AsyncStream<Int32>
    private let folder: TemporaryFolder

    init(_ arguments: [String], home: TemporaryFolder) async throws {
        folder = try TemporaryFolder()
        process = Process()
        process.executableURL = URL(fileURLWithPath: try builtPopscope())
        process.arguments = arguments
        process.environment = popscopeEnvironment(home: home)
        process.standardInput = FileHandle.nullDevice
        process.standardError = try newFile(folder.path + "/stderr")
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
            guard piece.isEmpty else { return _ = read.yield(piece) }
            handle.readabilityHandler = nil
            read.finish()
        }
        try process.run()
        let (lines, line) = AsyncStream<String>.makeStream()
        rest = Task {
            var text = ""
            for await piece in pieces {
                text += String(decoding: piece, as: UTF8.self)
                if let end = text.firstIndex(of: "\n") { line.yield(String(text[..<end])) }
            }
            line.finish()
            return text
        }
        firstLine = await lines.first { _ in true } ?? ""
    }

    deinit {
        if process.isRunning { process.terminate() }
    }

    /// Asks it to end.
    func stop() {
        process.terminate()
    }

    /// How it ended, and what it wrote.
    func end() async throws -> ProcessOutput {
        let status = await statuses.first { _ in true } ?? -1
        let errors = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/stderr"))
        return ProcessOutput(
            stdout: await rest.value, stderr: String(decoding: errors, as: UTF8.self), status: status)
    }
}
