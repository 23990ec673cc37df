import Foundation
import NIOSSL
import POP3
import TestSupport
import Transport
import X509

/// A server certificate of the trusted test authority that is right for `localhost` and 127.0.0.1.
func goodContext(newest: NIOSSL.TLSVersion = .tlsv13) throws -> NIOSSLContext {
    let names = [GeneralName.dnsName("localhost"), .address(127, 0, 0, 1)]
    return try TestAuthority.trusted.get().leaf(names: names).context(newest: newest)
}

/// Options that trust the test authority alone.
func trusting(
    verifies: Bool = true, serverName: String? = nil, minimum: POP3.TLSVersion = .tls12
) throws -> TLSOptions {
    TLSOptions(
        roots: .pem(try TestAuthority.trusted.get().pem), verifies: verifies, serverName: serverName, minimum: minimum)
}

/// The dialer for a port of this machine, with TLS.
func tlsDialer(
    _ port: Int, _ security: Endpoint.Security, _ options: TLSOptions, host: String = "127.0.0.1",
    limit: Duration = .seconds(15)
) -> SocketDialer {
    SocketDialer(host: host, port: port, family: .v4, connectLimit: limit, security: security, tls: options)
}

extension Link {
    /// The next line, with its ending and whatever came with it.
    func receiveLine() async throws(LinkError) -> [UInt8] {
        var line: [UInt8] = []
        while !line.contains(0x0A), let bytes = try await receive(within: .seconds(30)) { line += bytes }
        return line
    }

    /// Says STLS behind the greeting, and begins TLS behind the reply.
    @discardableResult
    func upgrade() async throws(LinkError) -> TLSDetails {
        _ = try await receiveLine()
        try await send([UInt8]("STLS\r\n"))
        _ = try await receiveLine()
        return try await startTLS()
    }
}

extension TemporaryFolder {
    /// Writes a file into the folder, and returns its path.
    func write(_ text: String, _ name: String) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
        return path + "/" + name
    }
}
