import Crypto

/// The answer of CRAM-MD5, and what a server expects of it (RFC 2195 section 2).
public enum CramMD5 {
    // response = user SP digest; digest is 32 lower-case hexadecimal digits       RFC 2195 section 2
    static func response(to challenge: [UInt8], _ credentials: Credentials) -> SASLResponse {
        let digest = digest(of: challenge, key: credentials.secret.octets)
        let text = String(decoding: challenge, as: UTF8.self)
        return SASLResponse(
            Array("\(credentials.user) \(digest)".utf8),
            [.cramChallenge(text), .cramDigest(user: credentials.user, challenge: text)])
    }

    /// The digest of a challenge with the password as key: 32 lower-case hexadecimal digits.
    public static func digest(of challenge: [UInt8], key: [UInt8]) -> String {
        HMAC<Insecure.MD5>.authenticationCode(for: challenge, using: SymmetricKey(data: key))
            .map { ($0 < 0x10 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
