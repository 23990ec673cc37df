import POP3

/// A challenge of AUTH, decoded and read by the rules of its mechanism (RFC 5034 section 4).
enum Challenge: Hashable, Sendable {
    /// Nothing: the client speaks first.
    case empty
    /// What follows `+` is no base64.
    case unreadable
    /// LOGIN asks for something; the payload is its text.
    case prompt([UInt8])
    /// CRAM-MD5 gives what the digest is made of (RFC 2195 section 2).
    case timestamp([UInt8])
    /// SCRAM's first message of the server (RFC 5802 section 5).
    case scramFirst(ScramFirst)
    /// SCRAM's last message of the server, with its signature.
    case scramSignature
    /// SCRAM's last message of the server, with an error.
    case scramError([UInt8])
    /// What SCRAM does not know.
    case scramBroken
    /// Why a token was refused (RFC 7628 section 3.2.2).
    case tokenError(TokenError)
    /// Octets of another mechanism, or out of place.
    case other([UInt8])

    // challenge = "+" SP [base64] CRLF       RFC 5034 section 5
    /// `nil` for a reply that is no challenge.
    init?(_ reply: Reply, of mechanism: String) {
        guard reply.status == .challenge else { return nil }
        let text = reply.first.bytes.dropFirst(2)
        guard !text.isEmpty else {
            self = .empty
            return
        }
        switch Base64.decode(text) {
        case .failure: self = .unreadable
        case .success(let octets): self.init(octets, of: mechanism)
        }
    }

    private init(_ octets: [UInt8], of mechanism: String) {
        switch mechanism {
        case "LOGIN": self = .prompt(octets.last == 0 ? octets.dropLast() : octets)
        case "CRAM-MD5": self = .timestamp(octets)
        case "OAUTHBEARER", "XOAUTH2": self = .tokenError(TokenError(octets))
        case _ where mechanism.hasPrefix("SCRAM-"): self = Self.scram(octets)
        default: self = .other(octets)
        }
    }

    private static func scram(_ octets: [UInt8]) -> Challenge {
        if octets.starts(with: "v=".utf8) { return .scramSignature }
        if octets.starts(with: "e=".utf8) { return .scramError(Array(octets.dropFirst(2))) }
        return ScramFirst(octets).map { .scramFirst($0) } ?? .scramBroken
    }

    /// The first message of a SCRAM server, as far as people are told of it.
    struct ScramFirst: Hashable, Sendable {
        /// The length of the nonce of both sides, in characters.
        let nonceLength: Int
        /// The length of the salt, in octets.
        let saltLength: Int
        /// How often the password is hashed; at least 1, and `Int.max` for more than fits.
        let iterations: Int

        // server-first-message = [reserved-mext ","] nonce "," salt "," iteration-count ["," extensions]       RFC 5802 section 7
        init?(_ message: [UInt8]) {
            let parts = message.split(separator: UInt8(ascii: ","), maxSplits: 3, omittingEmptySubsequences: false)
            guard parts.count >= 3, parts[0].starts(with: "r=".utf8), parts[1].starts(with: "s=".utf8),
                parts[2].starts(with: "i=".utf8), case .success(let salt) = Base64.decode(parts[1].dropFirst(2))
            else { return nil }
            let digits = parts[2].dropFirst(2)
            guard parts[0].count > 2, !salt.isEmpty, let first = digits.first, first != 0x30,
                digits.allSatisfy({ (0x30...0x39).contains($0) })
            else { return nil }
            nonceLength = parts[0].count - 2
            saltLength = salt.count
            iterations = Int(String(decoding: digits, as: UTF8.self)) ?? .max
        }
    }

    /// Why a token was refused.
    struct TokenError: Hashable, Sendable {
        /// Whether it is a JSON object, as far as its first and last character tell.
        let isObject: Bool
        /// The value of "status", such as `invalid_token` or `401`; `nil` when there is none.
        let status: String?
        /// The value of "scope": what the token should have been for.
        let scope: String?

        init(_ octets: [UInt8]) {
            let text = octets.drop { $0 <= 0x20 }
            isObject =
                text.first == UInt8(ascii: "{") && text.last { $0 > 0x20 } == UInt8(ascii: "}")
            status = Self.string("status", in: octets)
            scope = Self.string("scope", in: octets)
        }

        /// The text that a name stands for; escapes within it are left as they are.
        private static func string(_ name: String, in octets: [UInt8]) -> String? {
            let quote = UInt8(ascii: "\"")
            let key = [quote] + Array(name.utf8) + [quote]
            guard let start = octets.indices.first(where: { octets[$0] == quote && octets[$0...].starts(with: key) })
            else { return nil }
            let rest = octets[(start + key.count)...].drop { $0 <= 0x20 }
            guard rest.first == UInt8(ascii: ":") else { return nil }
            let value = rest.dropFirst().drop { $0 <= 0x20 }
            if value.first == quote { return String(quoting: value.dropFirst().prefix { $0 != quote }, limit: 60) }
            let number = value.prefix { (0x30...0x39).contains($0) }
            return number.isEmpty ? nil : String(quoting: number, limit: 10)
        }
    }
}
