/// One fact about a challenge or a response, for a person. It holds no secret, no proof and no digest.
///
/// Texts of the server are as it sent them: sanitise them before they reach a terminal.
public enum SASLStep: Hashable, Sendable {
    /// An empty challenge: the server waits for the first message.
    case invited
    /// A field is sent as it is, though SASLprep might change it (RFC 4013).
    case notPrepared(Credentials.Field)

    /// PLAIN: authorization identity, NUL, user, NUL, password; `octets` in all (RFC 4616 section 2).
    case plain(authorization: String?, user: String, octets: Int)

    /// LOGIN: what the server asks; a client does not look at the words.
    case loginPrompt(String)
    /// LOGIN: the first answer is the name.
    case loginUser(String)
    /// LOGIN: the second answer is the password.
    case loginPassword

    /// CRAM-MD5: the text to be hashed, as the server made it (RFC 2195 section 2).
    case cramChallenge(String)
    /// CRAM-MD5: user, space, and 32 hexadecimal digits of HMAC-MD5 with the password as key and the challenge as text.
    case cramDigest(user: String, challenge: String)

    /// SCRAM: the client's first message (RFC 5802 section 5). The header says "no channel binding", then whom to act as.
    case scramFirst(header: String, user: String, nonce: String)
    /// SCRAM: the server's part of the nonce, the salt, and how often the password is hashed with it.
    case scramChallenge(serverNonce: String, salt: [UInt8], iterations: Int)
    /// SCRAM: SaltedPassword is PBKDF2 of password, salt and iterations with this hash.
    case scramSaltedPassword(hash: String, iterations: Int)
    /// SCRAM: what both sides sign: three messages joined by commas, the last without its proof.
    case scramAuthMessage(clientFirst: String, serverFirst: String, clientFinal: String)
    /// SCRAM: the proof is ClientKey XOR HMAC(H(ClientKey), AuthMessage), with ClientKey = HMAC(SaltedPassword, "Client Key").
    case scramProof(hash: String)
    /// SCRAM: the server's signature is HMAC(HMAC(SaltedPassword, "Server Key"), AuthMessage): it holds the keys made from the password.
    case scramServerProven(hash: String)
    /// SCRAM: the server reports an error in its last message (RFC 5802 section 7).
    case scramServerError(String)

    /// EXTERNAL: whom to act as; `nil` for whomever the connection itself proves (RFC 4422 appendix A).
    case external(authorization: String?)

    /// OAUTHBEARER or XOAUTH2: a token for this user at this server.
    case bearer(Mechanism, user: String, host: String?, port: Int?)
    /// OAUTHBEARER or XOAUTH2: why the token is refused, in JSON (RFC 7628 section 3.2.2).
    case tokenRefused(String)
    /// OAUTHBEARER or XOAUTH2: the answer that lets the server end with -ERR (RFC 7628 section 3.2.3).
    case acknowledged
}
