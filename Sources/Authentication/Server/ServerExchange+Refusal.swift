public import POP3

extension ServerExchange {
    /// Why a login is refused. What a client is told of it is another matter: an unknown user and a wrong password are one
    /// case here, and must be one sentence there (RFC 4422 section 3.6).
    public enum Refusal: Error, Hashable, Sendable {
        /// The client sent `*` (RFC 5034 section 4).
        case cancelled
        /// The response is no base64 (RFC 5034 section 4).
        case notBase64(Base64.Fault)
        /// The response is longer than ``ServerExchange/responseLimit`` octets.
        case tooLong
        /// An initial response, though the server speaks first (RFC 5034 section 4).
        case initialResponseNotAllowed
        /// The message has not the form that the mechanism gives it.
        case malformed
        /// No such user, or not this password, proof or token.
        case wrongSecret
        /// The user is who he says he is, but may not act as this one.
        case notAuthorized(String)
        /// The connection itself proves nobody's identity, so EXTERNAL has nothing to go by (RFC 4422 appendix A).
        case noIdentity
        /// Channel binding that the server does not do, or that was changed on the way (RFC 5802 section 6).
        case channelBinding
        /// The client insists on an extension that nobody has defined, as `m=` (RFC 5802 section 5.1).
        case mandatoryExtension
        /// The last message does not repeat the nonce (RFC 5802 section 5.1).
        case wrongNonce
        /// The exchange has ended before.
        case over
    }
}
