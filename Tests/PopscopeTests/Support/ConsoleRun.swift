import Foundation
import TestSupport

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The built program on a terminal of its own, which is its controlling terminal, with a person who types and reads.
final class ConsoleRun {
    private(set) var screen: Screen
    /// Everything that the program wrote to the terminal.
    private(set) var written: [UInt8] = []
    private let terminal: Int32
    private let stop = Pipe()
    private let process = Process()
    private var output: AsyncStream<[UInt8]>.AsyncIterator
    private var endings: AsyncStream<Int32>.AsyncIterator

    /// What was waited for had not appeared when the program ended, or the time limit of the test.
    struct Missing: Error, CustomStringConvertible {
        let text: String
        let lines: [String]

        var description: String { "no \"\(text)\" on the screen:\n\(lines.joined(separator: "\n"))" }
    }

    init(
        _ arguments: [String] = [], home: TemporaryFolder, columns: Int = 80, environment: [String: String] = [:]
    ) throws {
        screen = Screen(columns: columns)
        let pair = try PseudoTerminal.open()
        terminal = pair.terminal
        var size = winsize(ws_row: 24, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        guard ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0 else { throw Loopback.Failure() }
        let other = FileHandle(fileDescriptor: pair.line, closeOnDealloc: true)
        let (endings, ended) = AsyncStream.makeStream(of: Int32.self)
        self.endings = endings.makeAsyncIterator()
        output = Self.output(of: terminal, until: stop.fileHandleForReading).makeAsyncIterator()
        process.executableURL = URL(fileURLWithPath: installed("setsid") ?? "/usr/bin/setsid")
        process.arguments = ["--ctty", "--wait", try builtPopscope()] + arguments
        process.environment = popscopeEnvironment(home: home).merging(["TERM": "xterm"]) { $1 }
            .merging(environment) { $1 }
        process.standardInput = other
        process.standardOutput = other
        process.standardError = other
        process.terminationHandler = { ended.yield($0.terminationStatus) }
        try process.run()
        try other.close()
    }

    /// The terminal goes away, and by that the program.
    deinit {
        try? stop.fileHandleForWriting.close()
    }

    /// Reads on a thread of its own, which closes the terminal when it is told to.
    ///
    /// Silence is no end: among hundreds of tests the one that is to type may have to wait for its turn.
    private static func output(of terminal: Int32, until stop: FileHandle) -> AsyncStream<[UInt8]> {
        let (stream, output) = AsyncStream.makeStream(of: [UInt8].self)
        Thread.detachNewThread {
            var chunk = [UInt8](repeating: 0, count: 4096)
            while true {
                var waiting = [
                    pollfd(fd: terminal, events: Int16(POLLIN), revents: 0),
                    pollfd(fd: stop.fileDescriptor, events: Int16(POLLIN), revents: 0),
                ]
                guard poll(&waiting, 2, -1) > 0, waiting[1].revents == 0 else { break }
                let count = read(terminal, &chunk, chunk.count)
                guard count > 0 else { break }
                output.yield(Array(chunk[..<count]))
            }
            output.finish()
            _ = try? stop.readToEnd()
            close(terminal)
        }
        return stream
    }

    /// Types, as fast as a paste.
    func type(_ text: String) {
        let octets = Array(text.utf8)
        _ = write(terminal, octets, octets.count)
    }

    /// Changes the width of the terminal.
    func resize(columns: Int) {
        screen.resize(columns: columns)
        var size = winsize(ws_row: 24, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
    }

    /// Waits until a text stands in one row, behind what was waited for before.
    func wait(for text: String) async throws {
        while !screen.finds(text) {
            guard let octets = await output.next(isolation: #isolation) else {
                throw Missing(text: text, lines: screen.lines)
            }
            written += octets
            screen.take(octets)
        }
    }

    /// Waits for each text in its turn.
    func wait(for first: String, _ further: String...) async throws {
        for text in [first] + further { try await wait(for: text) }
    }

    /// Waits until the program has ended, and returns its exit status.
    func ending() async -> Int32? {
        while let octets = await output.next(isolation: #isolation) {
            written += octets
            screen.take(octets)
        }
        return await endings.next(isolation: #isolation)
    }
}
