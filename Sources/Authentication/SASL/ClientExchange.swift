public import POP3

/// The client's side of one SASL exchange: told each challenge, it answers with a response or with why it gives up.
///
/// No I/O and no chance: the nonce comes from outside. No description of it shows a secret.
public struct ClientExchange: Sendable {
    /// How far the exchange has come.
    private enum Stage: Sendable {
        case start
        case loginPassword
        case scramFirst(ScramClient)
        case scramFinal(ScramHash, signature: Masked)
        /// The client has shown what it has, and the server has proven what it must.
        case complete
        /// The server reported an error, and waits for nothing but an answer without content.
        case failed
        /// The client gave up.
        case over
    }

    /// The most octets of a challenge that are taken, in base64.
    public static let challengeLimit = 65_536
    /// The most iterations that a client computes: a server must not choose how long it is busy.
    public static let iterationLimit = 1_000_000

    /// The mechanism.
    public let mechanism: Mechanism
    private let credentials: Credentials
    private let nonce: Nonce
    private let server: Endpoint?
    private var stage = Stage.start

    /// An exchange that has not begun.
    ///
    /// - Parameters:
    ///   - nonce: random, and new for every exchange; only SCRAM uses it.
    ///   - server: named in OAUTHBEARER, so that a token is not used elsewhere; `nil` leaves it out.
    public init(_ mechanism: Mechanism, _ credentials: Credentials, nonce: Nonce, server: Endpoint? = nil) {
        self.mechanism = mechanism
        self.credentials = credentials
        self.nonce = nonce
        self.server = server
    }

    /// The response that may go with AUTH; `nil` when the server speaks first.
    ///
    /// Who does not send it with AUTH does not call this: the empty challenge that comes then is answered with it.
    public mutating func initialResponse() -> SASLResponse? {
        guard mechanism.row.isClientFirst, case .start = stage else { return nil }
        return first()
    }

    /// The answer to a challenge.
    ///
    /// - Parameter challenge: what follows `+` and the space: base64, or nothing.
    /// - Throws: why the client must cancel with `*`; every further challenge is unexpected then.
    public mutating func respond(to challenge: some Collection<UInt8>) throws(SASLError) -> SASLResponse {
        do throws(SASLError) {
            guard challenge.count <= Self.challengeLimit else { throw .endless }
            switch Base64.decode(challenge) {
            case .success(let octets): return try answer(to: octets)
            case .failure(let fault): throw .notBase64(fault)
            }
        } catch {
            stage = .over
            throw error
        }
    }

    /// The server said +OK.
    ///
    /// - Throws: why that is no success: what must come before it has not come. The connection cannot be trusted then.
    public mutating func accepted() throws(SASLError) {
        defer { stage = .over }
        switch stage {
        case .complete: return
        case .scramFinal: throw .serverNotProven
        case .failed: throw .acceptedAfterError
        case .start, .loginPassword, .scramFirst, .over: throw .acceptedEarly
        }
    }
}

extension ClientExchange {
    private mutating func answer(to challenge: [UInt8]) throws(SASLError) -> SASLResponse {
        switch stage {
        case .start where mechanism.row.isClientFirst:
            guard challenge.isEmpty else { throw .challengeNotEmpty }
            return first().explained(by: [.invited])
        case .start:
            return answerFirst(to: challenge)
        case .loginPassword:
            stage = .complete
            let prompt = SASLStep.loginPrompt(String(decoding: challenge, as: UTF8.self))
            return SASLResponse(credentials.secret.octets, [prompt] + notPrepared([.secret]) + [.loginPassword])
        case .scramFirst(let scram):
            let (response, signature) = try scram.respond(to: challenge)
            stage = .scramFinal(scram.hash, signature: signature)
            return response
        case .scramFinal(let hash, let signature):
            return try conclude(challenge, hash, expecting: signature)
        case .complete where mechanism.row.needs == .token:
            stage = .failed
            let reason = SASLStep.tokenRefused(String(decoding: challenge, as: UTF8.self))
            // RFC 7628 section 3.2.3 wants one octet 1; XOAUTH2 wants nothing.
            let octets = mechanism == .oauthBearer ? [BearerMessage.separator] : []
            return SASLResponse(octets, [reason, .acknowledged])
        case .complete, .failed, .over:
            throw .unexpectedChallenge
        }
    }

    /// The first message of a mechanism in which the client speaks first.
    private mutating func first() -> SASLResponse {
        stage = .complete
        let response =
            switch mechanism {
            case .plain: PlainMessage.response(credentials)
            case .scramSHA1: begin(.sha1)
            case .scramSHA256: begin(.sha256)
            case .external:
                SASLResponse(
                    Array((credentials.authorization ?? "").utf8),
                    [.external(authorization: credentials.authorization)])
            case .oauthBearer: BearerMessage.oauthBearer(credentials, at: server)
            case .xoauth2: BearerMessage.xoauth2(credentials)
            case .login, .cramMD5: preconditionFailure("the server speaks first in \(mechanism.name)")
            }
        return response.explained(by: notPrepared(Credentials.Field.allCases))
    }

    /// The answer to the first challenge of a mechanism in which the server speaks first.
    private mutating func answerFirst(to challenge: [UInt8]) -> SASLResponse {
        guard mechanism == .login else {
            stage = .complete
            return CramMD5.response(to: challenge, credentials).explained(by: notPrepared([.user, .secret]))
        }
        stage = .loginPassword
        let prompt = SASLStep.loginPrompt(String(decoding: challenge, as: UTF8.self))
        let steps = [prompt] + notPrepared([.user]) + [.loginUser(credentials.user)]
        return SASLResponse(Array(credentials.user.utf8), steps)
    }

    private mutating func begin(_ hash: ScramHash) -> SASLResponse {
        let scram = ScramClient(hash, credentials, nonce: nonce)
        stage = .scramFirst(scram)
        return scram.first
    }

    private mutating func conclude(
        _ challenge: [UInt8], _ hash: ScramHash, expecting signature: Masked
    ) throws(SASLError) -> SASLResponse {
        switch try ScramServerFinal(challenge) {
        case .signature(let shown):
            guard signature.matches(shown) else { throw .wrongServerSignature }
            stage = .complete
            return SASLResponse([], [.scramServerProven(hash: hash.rawValue)])
        case .error(let error):
            stage = .failed
            return SASLResponse([], [.scramServerError(error)])
        }
    }

    private func notPrepared(_ fields: [Credentials.Field]) -> [SASLStep] {
        credentials.unprepared.filter(fields.contains).map { .notPrepared($0) }
    }
}
