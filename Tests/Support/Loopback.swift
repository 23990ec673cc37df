#if canImport(Darwin)
public import Darwin
#else
public import Glibc
#endif

/// Sockets of this machine, without any knowledge of the project's own code.
public enum Loopback {
    /// A call of the system failed; the payload is its error number.
    public struct Failure: Error, Hashable {
        /// The error number.
        public let number: Int32

        /// The failure of the call that was made last.
        public init() { number = errno }
    }

    /// A new TCP socket for IPv4.
    public static func socket() -> Int32 {
        #if canImport(Darwin)
        Darwin.socket(AF_INET, SOCK_STREAM, 0)
        #else
        Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        #endif
    }

    /// The flag of `send` that makes a peer who is gone an error, not a signal.
    public static var withoutSignal: Int32 {
        #if canImport(Darwin)
        0
        #else
        Int32(MSG_NOSIGNAL)
        #endif
    }

    /// Gives `body` the address 127.0.0.1 with a port; 0 lets the system choose.
    public static func withAddress(port: UInt16, _ body: (UnsafePointer<sockaddr>?, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafeBytes(of: &address) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { body($0.baseAddress, socklen_t(bytes.count)) }
        }
    }

    /// Binds a socket to a port that the system chooses, and returns that.
    public static func bindToFreePort(_ descriptor: Int32) throws(Failure) -> UInt16 {
        guard withAddress(port: 0, { bind(descriptor, $0, $1) }) == 0 else { throw Failure() }
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutableBytes(of: &address) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) { getsockname(descriptor, $0.baseAddress, &length) }
        }
        guard result == 0 else { throw Failure() }
        return UInt16(bigEndian: address.sin_port)
    }
}

/// A TCP port of this machine that nobody listened on a moment ago.
public func freePort() throws(Loopback.Failure) -> UInt16 {
    let descriptor = Loopback.socket()
    defer { close(descriptor) }
    return try Loopback.bindToFreePort(descriptor)
}
