import Crypto
public import POP3

/// The digest login of RFC 1939 section 7: the secret itself never crosses the wire.
///
/// MD5 is broken as a hash, and APOP hides neither the mail nor the name; it is here because servers still offer it.
public enum APOP {
    // digest = MD5(timestamp secret), 16 octets written as 32 lower-case hexadecimal digits       RFC 1939 section 7
    /// The digest that APOP sends: 32 lower-case hexadecimal digits.
    ///
    /// - Parameter timestamp: the timestamp of the greeting, its angle brackets included.
    public static func digest(timestamp: String, secret: [UInt8]) -> String {
        hexadecimal(hash(Array(timestamp.utf8) + secret))
    }

    /// Whether a word has the form of a digest; whether it is the right one is another question.
    public static func isDigest(_ word: some StringProtocol) -> Bool {
        word.utf8.count == 32 && word.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// The way from timestamp and secret to the line that logs `user` in.
    public static func steps(user: String, timestamp: String, secret: [UInt8]) -> [Step] {
        let input = Array(timestamp.utf8) + secret
        let hash = hash(input)
        let digest = hexadecimal(hash)
        return [
            .timestamp(timestamp, octets: timestamp.utf8.count),
            .secret(octets: secret.count),
            .joined(timestamp + Command.mask, octets: input.count),
            .hashed(hash),
            .digest(digest),
            .command(Command(Line("\(Verb.apop) \(user) \(digest)"))),
        ]
    }

    private static func hash(_ input: [UInt8]) -> [UInt8] {
        Array(Insecure.MD5.hash(data: input))
    }

    private static func hexadecimal(_ octets: [UInt8]) -> String {
        octets.map { ($0 < 0x10 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension APOP {
    /// One step of the way to a digest. No step holds the secret.
    public enum Step: Hashable, Sendable {
        /// The timestamp of the greeting, its angle brackets included, and its length.
        case timestamp(String, octets: Int)
        /// The length of the secret; nothing stands between the timestamp and it, and no line ending behind it.
        case secret(octets: Int)
        /// Both joined, the secret as ``/POP3/Command/mask``, and the true length of what is hashed.
        case joined(String, octets: Int)
        /// What MD5 makes of it: 16 octets.
        case hashed([UInt8])
        /// These octets as 32 lower-case hexadecimal digits.
        case digest(String)
        /// The line to send. Whoever reads it can log in with it on this connection, and on no other.
        case command(Command)
    }
}
