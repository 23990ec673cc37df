import Foundation
import TestSupport

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A server that takes one connection and does what its script says, right or wrong, on a thread of its own.
///
/// After the last step it closes. It waits as long as the client stays.
final class ScriptedServer: Sendable {
    enum Step: Sendable {
        case send([UInt8])
        /// Sends octets many times over, or until nobody takes them.
        case repeating([UInt8], Int)
        /// Waits for a line of the client.
        case line
        /// Waits for ``ScriptedServer/proceed()``.
        case proceed
        /// Waits until the client closes.
        case end
        /// Closes in a way that makes the client's side fail.
        case reset

        /// Text as it is; line ends are the script's.
        static func send(_ text: String) -> Step { .send(Array(text.utf8)) }
    }

    let port: UInt16
    private let listener: Int32
    private let signal: Pipe
    private let lines: AsyncStream<String>

    init(_ steps: [Step]) throws {
        listener = Loopback.socket()
        port = try Loopback.bindToFreePort(listener)
        let (lines, heard) = AsyncStream.makeStream(of: String.self)
        let signal = Pipe()
        self.lines = lines
        self.signal = signal
        guard listen(listener, 1) == 0 else { throw Loopback.Failure() }
        let listener = listener
        Thread.detachNewThread {
            ScriptedConnection(listener: listener, signal: signal.fileHandleForReading, heard: heard)?.perform(steps)
            heard.finish()
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// The arguments that name this server.
    var arguments: [String] { ["127.0.0.1", "\(port)"] }

    /// Lets the script go on behind a `.proceed`.
    func proceed() throws {
        try signal.fileHandleForWriting.write(contentsOf: [0])
    }

    /// Waits until the client has sent this line, without its CRLF.
    ///
    /// - Returns: false when the connection ended before.
    func hears(_ line: String) async -> Bool {
        await lines.contains(line)
    }

    /// The lines that the client sent from now on, without their CRLF.
    func linesToEnd() async -> [String] {
        await lines.reduce(into: []) { $0.append($1) }
    }
}

/// One connection of a scripted server; its calls block.
private struct ScriptedConnection: ~Copyable {
    private let descriptor: Int32
    private let signal: FileHandle
    private let heard: AsyncStream<String>.Continuation
    private var unread: [UInt8] = []

    init?(listener: Int32, signal: FileHandle, heard: AsyncStream<String>.Continuation) {
        descriptor = accept(listener, nil, nil)
        guard descriptor >= 0 else { return nil }
        self.signal = signal
        self.heard = heard
        var isOn: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit {
        close(descriptor)
    }

    consuming func perform(_ steps: [ScriptedServer.Step]) {
        for step in steps {
            switch step {
            case .send(let octets): _ = write(octets)
            case .repeating(let octets, let count): _ = (0..<count).allSatisfy { _ in write(octets) }
            case .line: if !readLine() { return }
            case .proceed: _ = try? signal.read(upToCount: 1)
            case .end: while readLine() {}
            case .reset: prepareReset()
            }
        }
    }

    private func write(_ octets: [UInt8]) -> Bool {
        var rest = octets[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Loopback.withoutSignal) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private mutating func readLine() -> Bool {
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                let line = unread[..<end]
                heard.yield(String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self))
                unread.removeSubrange(...end)
                return true
            }
            var chunk = [UInt8](repeating: 0, count: 4096)
            let count = read(descriptor, &chunk, chunk.count)
            guard count > 0 else { return false }
            unread += chunk[..<count]
        }
    }

    private func prepareReset() {
        var atOnce = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &atOnce, socklen_t(MemoryLayout<linger>.size))
    }
}
