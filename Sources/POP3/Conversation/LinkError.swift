/// Why a connection did not come about, or broke.
public enum LinkError: Error, Hashable, Sendable {
    /// No address is known for this host name.
    case unknownHost(String)
    /// Nobody listens at this host and port.
    case refused(host: String, port: Int)
    /// The host cannot be reached; the text is the system's.
    case unreachable(host: String, port: Int, reason: String)
    /// Nothing came within the limit; the payload is that limit.
    case timedOut(Duration)
    /// The connection broke; the text is the system's.
    case lost(String)
    /// A reply went on past the payload, in octets, without an end.
    case endless(Int)
    /// This link cannot do TLS.
    case tlsUnavailable
    /// TLS did not come about; the connection is closed.
    case tls(TLSFailure)
    /// The waiting task was cancelled.
    case cancelled
}

/// Why TLS did not come about. Texts come from the peer's certificate: they may hold any character.
public enum TLSFailure: Hashable, Sendable {
    /// No trusted root signed the chain; the payload is the issuer at its upper end.
    case unknownAuthority(issuer: String)
    /// The server signed its own certificate, and nobody said to trust that.
    case selfSigned(subject: String)
    /// A certificate of the chain was valid only up to this moment.
    case expired(on: CertificateDate)
    /// A certificate of the chain will be valid only from this moment on.
    case notYetValid(from: CertificateDate)
    /// The certificate is for other hosts; the names are its host names, then its addresses (RFC 7817 section 3).
    case wrongName(expected: String, names: [String])
    /// The server does not speak TLS here; the payload is how its answer begins, at most 512 octets.
    case notTLS([UInt8])
    /// The server knows no version from this one on.
    case protocolTooOld(minimum: TLSVersion)
    /// Clear text stood between `+OK` to STLS and the handshake: somebody may have put it there (RFC 2595 section 4). The
    /// payload is how it begins, at most 262,144 octets and one read more.
    case clearTextBehind([UInt8])
    /// The file with trusted roots cannot be used.
    case roots(path: String, RootsFault)
    /// Any other failure; the text is the library's.
    case handshake(String)

    /// What is wrong with a file of trusted roots.
    public enum RootsFault: Hashable, Sendable {
        /// It cannot be read; the text is the system's.
        case unreadable(String)
        /// It holds no certificate in PEM.
        case noCertificate
    }
}
