import Crypto
import CryptoExtras

/// A hash function of SCRAM, and what SCRAM does with it (RFC 5802 section 2.2).
public enum ScramHash: String, Hashable, Sendable, CaseIterable {
    case sha1 = "SHA-1"
    case sha256 = "SHA-256"

    func hash(_ octets: [UInt8]) -> [UInt8] {
        switch self {
        case .sha1: Array(Insecure.SHA1.hash(data: octets))
        case .sha256: Array(SHA256.hash(data: octets))
        }
    }

    func hmac(_ key: [UInt8], _ text: [UInt8]) -> [UInt8] {
        let key = SymmetricKey(data: key)
        return switch self {
        case .sha1: Array(HMAC<Insecure.SHA1>.authenticationCode(for: text, using: key))
        case .sha256: Array(HMAC<SHA256>.authenticationCode(for: text, using: key))
        }
    }

    // Hi(str, salt, i) is PBKDF2 with HMAC() as its function and the length of HMAC() as its length       RFC 5802 section 2.2
    /// SaltedPassword. Salt and iterations have been checked before: a large count takes long.
    func salted(_ password: [UInt8], salt: [UInt8], iterations: Int) -> [UInt8] {
        // HMAC fills a short key with zeros, so one zero is the empty password; the library wants an octet to point at.
        let password = password.isEmpty ? [0] : password
        guard
            let key = try? KDF.Insecure.PBKDF2.deriveKey(
                from: password, salt: salt, using: function, outputByteCount: length,
                unsafeUncheckedRounds: iterations)
        else { preconditionFailure("PBKDF2 takes any password, any salt and any count from 1") }
        return key.withUnsafeBytes(Array.init)
    }

    private var function: KDF.Insecure.PBKDF2.HashFunction {
        switch self {
        case .sha1: .insecureSHA1
        case .sha256: .sha256
        }
    }

    private var length: Int {
        switch self {
        case .sha1: Insecure.SHA1.byteCount
        case .sha256: SHA256.byteCount
        }
    }
}

extension Mechanism {
    /// The hash function, when this is a SCRAM mechanism.
    public var scramHash: ScramHash? {
        switch self {
        case .scramSHA1: .sha1
        case .scramSHA256: .sha256
        case .plain, .login, .cramMD5, .external, .oauthBearer, .xoauth2: nil
        }
    }
}

/// `lhs XOR rhs`; both are results of the same hash function.
func exclusiveOr(_ lhs: [UInt8], _ rhs: [UInt8]) -> [UInt8] {
    zip(lhs, rhs).map { $0 ^ $1 }
}
