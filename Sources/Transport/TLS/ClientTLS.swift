import NIOCore
import NIOSSL
import POP3
import X509

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What a link needs to begin TLS; nothing of the TLS library is touched before.
struct ClientTLS: Sendable {
    /// The host as the user named it.
    let host: String
    let options: TLSOptions
    /// How long a handshake may take.
    let limit: Duration

    /// - Parameter isUpgrade: whether a session in clear text went before.
    /// - Throws: ``LinkError/tls(_:)`` when the trusted roots or the versions cannot be used.
    func plan(isUpgrade: Bool) throws(LinkError) -> ClientHandshake.Plan {
        let roots = try roots()
        let judge = ChainJudge(
            name: ServerName(options.serverName ?? host), roots: roots, now: CertificateDate(seconds: time(nil)))
        do {
            return ClientHandshake.Plan(
                context: try NIOSSLContext(configuration: configuration), judge: judge, options: options,
                isUpgrade: isUpgrade, limit: limit)
        } catch {
            throw .tls(.handshake(TLSReason.text(of: error)))
        }
    }

    /// A system without trusted roots trusts nobody; that hinders only who asks whom to trust.
    private func roots() throws(LinkError) -> [Certificate] {
        do {
            return try TrustRoots.certificates(options.roots)
        } catch {
            guard !options.verifies, options.roots == .system else { throw error }
            return []
        }
    }

    private var configuration: TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = options.minimum.configured
        // The judge decides whom to trust. The library still sees to it that the server holds the key.
        configuration.certificateVerification = .noHostnameVerification
        configuration.trustRoots = .certificates([])
        return configuration
    }
}
