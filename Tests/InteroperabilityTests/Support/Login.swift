import Testing

/// A way to log in, by the name that `--auth` and most clients have for it.
enum Login: String, CaseIterable, Sendable {
    case user
    case apop
    case plain
    case login
    case cramMD5 = "cram-md5"
    case scramSHA1 = "scram-sha-1"
    case scramSHA256 = "scram-sha-256"

    /// How the client's first line of it begins.
    var command: String {
        switch self {
        case .user: "USER alice"
        case .apop: "APOP alice"
        case .plain, .login, .cramMD5, .scramSHA1, .scramSHA256: "AUTH " + rawValue.uppercased()
        }
    }
}

extension Login: CustomTestStringConvertible {
    var testDescription: String { rawValue }
}

/// How a session comes to be encrypted.
enum Encryption: String, CaseIterable, Sendable {
    /// By STLS, on the port for clear text.
    case starttls
    /// From the first octet, on a port of its own.
    case implicit
}

extension Encryption: CustomTestStringConvertible {
    var testDescription: String { rawValue }
}

/// Where a client finds its mail, and what it must know.
struct Account: Sendable {
    /// On 127.0.0.1.
    var ports: Ports
    /// The file of the authority that signed the server's certificate, in PEM.
    var authority: String
    var user = "alice"
    var password = "wonderland"

    func port(_ encryption: Encryption) -> UInt16 {
        switch encryption {
        case .starttls: ports.clear
        case .implicit: ports.tls
        }
    }
}
