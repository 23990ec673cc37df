public import POP3

/// The server's side of one SASL exchange: told each line of the client, it answers with a challenge or with the outcome.
///
/// No I/O and no chance: what must be new in every exchange comes from outside. No description of it shows a secret.
public struct ServerExchange: Sendable {
    /// What the server says to a line.
    public enum Answer: Hashable, Sendable {
        /// A challenge, before it is spelled in base64; it may be empty.
        case challenge([UInt8])
        /// Who is logged in: the user to act as.
        case accepted(user: String)
        /// Why nobody is.
        case refused(Refusal)
    }

    /// How far the exchange has come.
    private enum Stage: Sendable {
        case start
        case clientFirst
        case loginUser
        case loginPassword(user: [UInt8])
        case cramDigest
        case scramFinal(ScramServer)
        /// The server has proven itself; the client says that it has seen it by an empty response.
        case scramSeen(user: String)
        case tokenRefused
        case over
    }

    /// The most octets of a response that are taken, in base64.
    public static let responseLimit = 65_536

    /// The mechanism.
    public let mechanism: Mechanism
    private let accounts: Accounts
    private let nonce: Nonce
    private let stamp: String
    private let identity: String?
    private var stage = Stage.start

    /// An exchange that has not begun.
    ///
    /// - Parameters:
    ///   - nonce: random, and new for every exchange; only SCRAM uses it.
    ///   - stamp: a msg-id that is new for every exchange, brackets included; only CRAM-MD5 uses it (RFC 2195 section 2).
    ///   - identity: who the connection itself proves the client to be, such as by a certificate; only EXTERNAL uses it.
    public init(_ mechanism: Mechanism, _ accounts: Accounts, nonce: Nonce, stamp: String, identity: String? = nil) {
        self.mechanism = mechanism
        self.accounts = accounts
        self.nonce = nonce
        self.stamp = stamp
        self.identity = identity
    }

    /// The answer to AUTH.
    ///
    /// - Parameter initialResponse: the word behind the mechanism as it was sent, `=` for an empty one; `nil` without one.
    public mutating func begin(initialResponse: [UInt8]?) -> Answer {
        guard case .start = stage else { return ended(.refused(.over)) }
        guard let initialResponse else { return firstChallenge() }
        guard mechanism.row.isClientFirst else { return ended(.refused(.initialResponseNotAllowed)) }
        stage = .clientFirst
        return decoded(initialResponse == [UInt8(ascii: "=")] ? [] : initialResponse)
    }

    /// The answer to a line that follows a challenge.
    ///
    /// - Parameter line: the octets of the line as they were sent, without its ending: base64, nothing, or `*`.
    public mutating func received(_ line: [UInt8]) -> Answer {
        switch stage {
        case .start, .over: ended(.refused(.over))
        case .clientFirst, .loginUser, .loginPassword, .cramDigest, .scramFinal, .scramSeen, .tokenRefused:
            line == [UInt8(ascii: "*")] ? ended(.refused(.cancelled)) : decoded(line)
        }
    }
}

extension ServerExchange.Answer {
    /// The challenge as a line: `+`, a space, base64 (RFC 5034 section 4); `nil` for an outcome.
    public var line: Line? {
        switch self {
        case .challenge(let octets): Line("+ " + Base64.encode(octets))
        case .accepted, .refused: nil
        }
    }
}

extension ServerExchange {
    private mutating func firstChallenge() -> Answer {
        switch mechanism {
        case .login:
            stage = .loginUser
            return .challenge(Array("Username:".utf8))
        case .cramMD5:
            stage = .cramDigest
            return .challenge(Array(stamp.utf8))
        case .plain, .scramSHA1, .scramSHA256, .external, .oauthBearer, .xoauth2:
            stage = .clientFirst
            return .challenge([])
        }
    }

    private mutating func decoded(_ text: [UInt8]) -> Answer {
        guard text.count <= Self.responseLimit else { return ended(.refused(.tooLong)) }
        switch Base64.decode(text) {
        case .success(let octets):
            do throws(Refusal) {
                return try take(octets)
            } catch {
                return ended(.refused(error))
            }
        case .failure(let fault):
            return ended(.refused(.notBase64(fault)))
        }
    }

    private mutating func take(_ response: [UInt8]) throws(Refusal) -> Answer {
        switch stage {
        case .clientFirst:
            return try takeFirst(response)
        case .loginUser:
            stage = .loginPassword(user: response)
            return .challenge(Array("Password:".utf8))
        case .loginPassword(let user):
            return try check(user: user, password: response, authorization: [])
        case .cramDigest:
            return try checkDigest(response)
        case .scramFinal(let scram):
            let final = try scram.check(response)
            try authorize(scram.authorization, for: scram.user)
            stage = .scramSeen(user: scram.user)
            return .challenge(Array(final.utf8))
        case .scramSeen(let user):
            guard response.isEmpty else { throw .malformed }
            return ended(.accepted(user: user))
        case .tokenRefused: throw .wrongSecret
        case .start, .over: throw .over
        }
    }

    private mutating func takeFirst(_ response: [UInt8]) throws(Refusal) -> Answer {
        switch mechanism {
        case .plain: return try checkPlain(response)
        case .scramSHA1: return try beginScram(.sha1, response)
        case .scramSHA256: return try beginScram(.sha256, response)
        case .external: return try checkExternal(response)
        case .oauthBearer: return try check(BearerClaim(oauthBearer: response))
        case .xoauth2: return try check(BearerClaim(xoauth2: response))
        case .login, .cramMD5: throw .malformed
        }
    }

    private mutating func beginScram(_ hash: ScramHash, _ response: [UInt8]) throws(Refusal) -> Answer {
        let scram = try ScramServer(response, hash, accounts, nonce: nonce)
        stage = .scramFinal(scram)
        return .challenge(Array(scram.first.utf8))
    }

    private mutating func ended(_ answer: Answer) -> Answer {
        stage = .over
        return answer
    }

    private func authorize(_ authorization: String?, for user: String) throws(Refusal) {
        if let authorization, authorization != user { throw .notAuthorized(authorization) }
    }
}

extension ServerExchange {
    // message = [authzid] NUL authcid NUL passwd       RFC 4616 section 2
    private mutating func checkPlain(_ response: [UInt8]) throws(Refusal) -> Answer {
        let fields = response.split(separator: 0, omittingEmptySubsequences: false).map(Array.init)
        guard fields.count == 3 else { throw .malformed }
        return try check(user: fields[1], password: fields[2], authorization: fields[0])
    }

    private mutating func check(
        user: [UInt8], password: [UInt8], authorization: [UInt8]
    ) throws(Refusal) -> Answer {
        guard let user = String(validating: user, as: UTF8.self), !user.isEmpty, !password.isEmpty,
            let authorization = String(validating: authorization, as: UTF8.self)
        else { throw .malformed }
        guard accounts.claim(of: user).accepts(password: password) else { throw .wrongSecret }
        try authorize(authorization.isEmpty ? nil : authorization, for: user)
        return ended(.accepted(user: user))
    }

    // response = user SP digest: the digest is what follows the last space       RFC 2195 section 2
    private mutating func checkDigest(_ response: [UInt8]) throws(Refusal) -> Answer {
        guard let space = response.lastIndex(of: UInt8(ascii: " ")),
            let user = String(validating: response[..<space], as: UTF8.self), !user.isEmpty
        else { throw .malformed }
        let digest = Array(response[(space + 1)...])
        guard accounts.claim(of: user).accepts(cramDigest: digest, of: stamp) else { throw .wrongSecret }
        return ended(.accepted(user: user))
    }

    private mutating func checkExternal(_ response: [UInt8]) throws(Refusal) -> Answer {
        guard let wanted = String(validating: response, as: UTF8.self), !response.contains(0) else { throw .malformed }
        guard let identity else { throw .noIdentity }
        try authorize(wanted.isEmpty ? nil : wanted, for: identity)
        return ended(.accepted(user: identity))
    }

    /// A token that is refused gets a challenge that says why; the refusal itself follows the client's answer.
    private mutating func check(_ claim: BearerClaim) throws(Refusal) -> Answer {
        let user = claim.user ?? accounts.owner(of: claim.token) ?? ""
        if accounts.claim(of: user).accepts(token: claim.token) { return ended(.accepted(user: user)) }
        stage = .tokenRefused
        let status = mechanism == .oauthBearer ? "invalid_token" : "401"
        return .challenge(Array(#"{"status":"\#(status)","schemes":"bearer"}"#.utf8))
    }
}
