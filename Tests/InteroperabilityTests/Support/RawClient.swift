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
        descriptor = socket(AF_INET, streamSocket, 0)
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        guard withLoopback(port: port, { connect(descriptor, $0, $1) }) == 0 else { throw .refused(errno) }
    }

    deinit {
        close(descriptor)
    }

    /// Sends a line and CRLF, and returns the first line of the reply without its CRLF.
    mutating func ask(_ line: String) throws(Failure) -> String {
        let octets = Array((line + "\r\n").utf8)
        guard send(descriptor, octets, octets.count, withoutSignal) == octets.count else { throw .ended }
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

/// A TCP port of this machine that nobody listened on a moment ago.
func freePort() throws(RawClient.Failure) -> UInt16 {
    let descriptor = socket(AF_INET, streamSocket, 0)
    defer { close(descriptor) }
    guard withLoopback(port: 0, { bind(descriptor, $0, $1) }) == 0 else { throw .refused(errno) }
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutableBytes(of: &address) { bytes in
        bytes.withMemoryRebound(to: sockaddr.self) { getsockname(descriptor, $0.baseAddress, &length) }
    }
    guard result == 0 else { throw .refused(errno) }
    return UInt16(bigEndian: address.sin_port)
}

#if canImport(Darwin)
private let streamSocket = SOCK_STREAM
private let withoutSignal: Int32 = 0
#else
private let streamSocket = Int32(SOCK_STREAM.rawValue)
private let withoutSignal = Int32(MSG_NOSIGNAL.rawValue)
#endif

private func withLoopback(port: UInt16, _ body: (UnsafePointer<sockaddr>?, socklen_t) -> Int32) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafeBytes(of: &address) { bytes in
        bytes.withMemoryRebound(to: sockaddr.self) { body($0.baseAddress, socklen_t(bytes.count)) }
    }
}
