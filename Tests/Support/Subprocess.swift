public import Foundation

/// What a program left behind when it ended.
public struct ProcessOutput: Hashable, Sendable {
    /// What it wrote to standard output.
    public var stdout: String
    /// What it wrote to standard error.
    public var stderr: String
    /// The exit status; a program ended by a signal has the negated number of the signal.
    public var status: Int32

    /// The output of a program.
    public init(stdout: String, stderr: String, status: Int32) {
        self.stdout = stdout
        self.stderr = stderr
        self.status = status
    }
}

/// A program could not be run as asked.
public enum SubprocessError: Error, Hashable, CustomStringConvertible {
    /// A pipe holds 64 KiB; more must come from a file.
    case inputTooLong(octets: Int)
    /// The output is not UTF-8.
    case notText(program: String)
    /// The program that is to be tested is not beside the tests.
    case notBuilt

    /// What went wrong, in one sentence.
    public var description: String {
        switch self {
        case .inputTooLong(let octets): "\(octets) octets of input do not fit a pipe; at most 65,536 do"
        case .notText(let program): "\(program) wrote something that is not UTF-8"
        case .notBuilt: "popscope was not built beside the tests"
        }
    }
}

/// Runs a program to its end and collects what it wrote. Cancelling the task kills the program.
///
/// The program sees `environment` and nothing of the environment of the tests. Its output may be of any length.
public func run(
    _ program: String, _ arguments: [String], stdin: String = "", environment: [String: String] = [:]
) async throws -> ProcessOutput {
    guard stdin.utf8.count <= 65_536 else { throw SubprocessError.inputTooLong(octets: stdin.utf8.count) }
    let folder = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = environment.merging(["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]) { given, _ in given }
    process.standardOutput = try newFile(folder.path + "/stdout")
    process.standardError = try newFile(folder.path + "/stderr")
    let input = Pipe()
    process.standardInput = input
    try input.fileHandleForWriting.write(contentsOf: Data(stdin.utf8))
    let status = try await exitStatus(of: process) { try input.fileHandleForWriting.close() }
    return ProcessOutput(
        stdout: try text(of: folder.path + "/stdout", from: program),
        stderr: try text(of: folder.path + "/stderr", from: program),
        status: status
    )
}

/// The path of a program that is installed, or nil.
public func installed(_ program: String) -> String? {
    ["/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/"].map { $0 + program }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
}

private func exitStatus(of process: Process, onceStarted: () throws -> Void) async throws -> Int32 {
    let (ends, end) = AsyncStream<Int32>.makeStream()
    process.terminationHandler = { ended in
        end.yield(ended.terminationReason == .exit ? ended.terminationStatus : -ended.terminationStatus)
        end.finish()
    }
    try process.run()
    try onceStarted()
    let identifier = process.processIdentifier
    let waiting = Task { await ends.first { _ in true } }
    return await withTaskCancellationHandler {
        await waiting.value ?? -SIGKILL
    } onCancel: {
        kill(identifier, SIGKILL)
    }
}

/// A new, empty file, open for writing.
public func newFile(_ path: String) throws -> FileHandle {
    try Data().write(to: URL(fileURLWithPath: path))
    return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
}

private func text(of path: String, from program: String) throws -> String {
    let octets = try Data(contentsOf: URL(fileURLWithPath: path))
    guard let text = String(validating: octets, as: UTF8.self) else { throw SubprocessError.notText(program: program) }
    return text
}
