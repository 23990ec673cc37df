public import POP3

/// How a client does TLS.
public struct TLSOptions: Hashable, Sendable {
    /// Which authorities are trusted.
    public enum Roots: Hashable, Sendable {
        /// Those that the system trusts.
        case system
        /// Those in this file, in PEM, and no others.
        case file(String)
        /// Those in this PEM text, and no others.
        case pem([UInt8])
    }

    /// Which authorities are trusted.
    public var roots: Roots
    /// Whether a server that cannot show who it is is refused.
    public var verifies: Bool
    /// The name that is asked for (SNI) and that the certificate must bear; `nil` takes the host of the dialer.
    public var serverName: String?
    /// The oldest version that is accepted.
    public var minimum: POP3.TLSVersion

    /// As RFC 8314 wants it, unless said otherwise.
    public init(
        roots: Roots = .system, verifies: Bool = true, serverName: String? = nil, minimum: POP3.TLSVersion = .tls12
    ) {
        self.roots = roots
        self.verifies = verifies
        self.serverName = serverName
        self.minimum = minimum
    }

    /// Reads the trusted roots, so that a file that cannot be used is known before anybody connects.
    ///
    /// - Throws: ``LinkError/tls(_:)`` with ``TLSFailure/roots(path:_:)``.
    public func checkRoots() throws(LinkError) {
        _ = try TrustRoots.certificates(roots)
    }
}
