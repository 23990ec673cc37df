import NIOCore
import NIOSSL
public import POP3

/// What a server needs for TLS: its certificates and its key. It takes TLS 1.2 and later (RFC 8314 section 4).
public struct ServerTLS: Hashable, Sendable {
    /// The certificates that are shown, the server's own first.
    public let certificates: [CertificateFacts]
    let context: NIOSSLContext

    /// A certificate made on the spot: signed by itself, valid for seven days, its key nowhere but in memory.
    ///
    /// - Parameter names: the host names and addresses that it is for, at least one.
    /// - Throws: ``ServerTLSError/badName(_:)`` with the first that no certificate can hold.
    public static func made(names: [String]) throws(ServerTLSError) -> ServerTLS {
        if let name = names.first(where: { !$0.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } || $0.isEmpty }) {
            throw .badName(name)
        }
        do {
            let made = try SelfSigned(names: names)
            return try ServerTLS(
                [made.certificate], key: try NIOSSLPrivateKey(bytes: made.key, format: .der))
        } catch {
            throw .unusable(TLSReason.text(of: error))
        }
    }

    /// A certificate that somebody issued.
    ///
    /// - Parameters:
    ///   - certificate: the path of a PEM file: the server's own certificate, then those that lead to its authority.
    ///   - key: the path of a PEM file with the private key, not encrypted.
    public static func files(certificate: String, key: String) throws(ServerTLSError) -> ServerTLS {
        let chain = TrustRoots.all(in: try octets(certificate))
        guard !chain.isEmpty else { throw .noCertificate(path: certificate) }
        let keyOctets = try octets(key)
        let privateKey: NIOSSLPrivateKey
        do {
            privateKey = try NIOSSLPrivateKey(bytes: keyOctets, format: .pem)
        } catch {
            throw .noKey(path: key)
        }
        do {
            return try ServerTLS(chain, key: privateKey)
        } catch NIOSSLError.failedToLoadPrivateKey {
            throw .mismatch(certificate: certificate, key: key)
        } catch {
            throw .unusable(TLSReason.text(of: error))
        }
    }

    private init(_ chain: [EncodedCertificate], key: NIOSSLPrivateKey) throws {
        let sources = try chain.map {
            NIOSSLCertificateSource.certificate(try NIOSSLCertificate(bytes: $0.der, format: .der))
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: sources, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        // A client that closes need not answer the closing alert.
        configuration.shutdownTimeout = .seconds(1)
        context = try NIOSSLContext(configuration: configuration)
        certificates = chain.map(\.facts)
    }

    private static func octets(_ path: String) throws(ServerTLSError) -> [UInt8] {
        do {
            return try FileOctets.read(path)
        } catch {
            throw .unreadable(path: path, reason: error.reason)
        }
    }

    /// Whether both show the same certificates.
    public static func == (left: ServerTLS, right: ServerTLS) -> Bool { left.certificates == right.certificates }

    /// The certificates are what counts.
    public func hash(into hasher: inout Hasher) { hasher.combine(certificates) }
}

/// Why a server cannot do TLS.
public enum ServerTLSError: Error, Hashable, Sendable {
    /// No certificate can be for this name: it is empty, or not ASCII without spaces.
    case badName(String)
    /// The file cannot be read; the text is the system's.
    case unreadable(path: String, reason: String)
    /// The file holds no certificate in PEM.
    case noCertificate(path: String)
    /// The file holds no private key in PEM, or an encrypted one.
    case noKey(path: String)
    /// The key is not that of the certificate.
    case mismatch(certificate: String, key: String)
    /// Anything else, such as a certificate that the library cannot serve; the text is the library's.
    case unusable(String)
}
