import TestSupport

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A connection to a port of this machine without any knowledge of the project's own code: the other opinion.
///
/// Calls block, each for at most ten seconds.
struct RawClient: ~Copyable {
    private let descriptor: Int32
    private var unread: [UInt8] = []
    private var position = 0

    enum Failure: Error, Hashable {
        /// No connection came about; the payload is the system's error number.
        case refused(Int32)
        /// The peer closed, or nothing came for ten seconds.
        case ended
    }

    init(port: UInt16) throws(Failure) {
        descriptor = Loopback.socket()
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        guard Loopback.withAddress(port: port, { connect(descriptor, $0, $1) }) == 0 else { throw .refused(errno) }
    }

    deinit {
        close(descriptor)
    }

    /// Sends a line and CRLF, and returns the first line of the reply without its CRLF.
    mutating func ask(_ line: String) throws(Failure) -> String {
        let octets = Array((line + "\r\n").utf8)
        guard send(descriptor, octets, octets.count, Loopback.withoutSignal) == octets.count else { throw .ended }
        return try receiveLine()
    }

    /// The lines up to the final dot, dot-stuffing removed, each with its CRLF: the octets of a message.
    mutating func receiveBody() throws(Failure) -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let line = try receiveOctets()
            if line == Array(".\r\n".utf8) { return body }
            body += line.first == UInt8(ascii: ".") ? line.dropFirst() : line[...]
        }
    }

    /// A line of a reply, without its CRLF.
    mutating func receiveLine() throws(Failure) -> String {
        String(decoding: try receiveOctets().dropLast(2), as: UTF8.self)
    }

    /// Waits until the peer closes; nil if it sent something instead.
    mutating func waitForEnd() -> Void? {
        do {
            _ = try receiveOctets()
            return nil
        } catch {
            return ()
        }
    }

    private mutating func receiveOctets() throws(Failure) -> [UInt8] {
        var searched = position
        while true {
            if let end = unread[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { position = end + 1 }
                return Array(unread[position...end])
            }
            unread.removeSubrange(..<position)
            position = 0
            searched = unread.count
            try receiveMore()
        }
    }

    private mutating func receiveMore() throws(Failure) {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = read(descriptor, &chunk, chunk.count)
        guard count > 0 else { throw .ended }
        unread += chunk[..<count]
    }
}
