import NIOCore
import NIOPosix

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Finds the addresses of a host, of the wanted family only.
///
/// Addresses in numbers are taken as they are; names are looked up on a thread that may block.
struct HostLookup: Resolver, Sendable {
    let family: AddressFamily
    let loop: any EventLoop

    func initiateAQuery(host: String, port: Int) -> EventLoopFuture<[SocketAddress]> {
        family == .v6 ? loop.makeSucceededFuture([]) : query(host, port, AF_INET, .inet)
    }

    func initiateAAAAQuery(host: String, port: Int) -> EventLoopFuture<[SocketAddress]> {
        family == .v4 ? loop.makeSucceededFuture([]) : query(host, port, AF_INET6, .inet6)
    }

    func cancelQueries() {}

    /// One address to listen at: IPv4 if there is one, since that is what `localhost` means to most people.
    ///
    /// - Throws: ``LookupError`` when there is none.
    func first(host: String, port: Int) async throws -> SocketAddress {
        if let address = try? await initiateAQuery(host: host, port: port).get().first { return address }
        guard let address = try await initiateAAAAQuery(host: host, port: port).get().first else {
            throw LookupError(status: EAI_NONAME)
        }
        return address
    }

    private func query(
        _ host: String, _ port: Int, _ family: CInt, _ kind: NIOBSDSocket.ProtocolFamily
    ) -> EventLoopFuture<[SocketAddress]> {
        if let address = try? SocketAddress(ipAddress: host, port: port) {
            return loop.makeSucceededFuture(address.protocol == kind ? [address] : [])
        }
        return NIOThreadPool.singleton.runIfActive(eventLoop: loop) {
            try Self.addresses(of: host, port, family)
        }
    }

    private static func addresses(of host: String, _ port: Int, _ family: CInt) throws -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_family = family
        hints.ai_protocol = CInt(IPPROTO_TCP)
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, String(port), &hints, &list)
        guard status == 0 else { throw LookupError(status: status) }
        defer { freeaddrinfo(list) }
        return sequence(first: list, next: { $0?.pointee.ai_next })
            .compactMap { $0?.pointee.ai_addr }
            .compactMap { address(at: $0, host) }
    }

    private static func address(at pointer: UnsafeMutablePointer<sockaddr>, _ host: String) -> SocketAddress? {
        switch CInt(pointer.pointee.sa_family) {
        case AF_INET:
            pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { SocketAddress($0.pointee, host: host) }
        case AF_INET6:
            pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { SocketAddress($0.pointee, host: host) }
        default:
            nil
        }
    }
}

/// Why a name has no address: what getaddrinfo returned.
struct LookupError: Error, Hashable {
    let status: CInt

    /// Whether the answer was that there is no such name or address, and not that nobody could tell.
    ///
    /// -5 and -9 are glibc's EAI_NODATA and EAI_ADDRFAMILY, whose names Swift cannot see.
    var saysNone: Bool { [EAI_NONAME, -5, -9].contains(status) }

    var reason: String { gai_strerror(status).map { String(cString: $0) } ?? "lookup error \(status)" }
}
