public import POP3

/// Why a client does not go on with an exchange. Unless the server has already ended it, the client cancels with `*`.
public enum SASLError: Error, Hashable, Sendable {
    /// The challenge is no base64: a client that cannot decode it cancels (RFC 5034 section 4).
    case notBase64(Base64.Fault)
    /// The challenge is longer than ``ClientExchange/challengeLimit`` octets, or never ended.
    case endless
    /// The client speaks first in this mechanism, but the first challenge was not empty (RFC 5034 section 4).
    case challengeNotEmpty
    /// The mechanism has no further step on the client's side.
    case unexpectedChallenge
    /// The message has not the form that the RFC gives it.
    case malformed(Part)
    /// The server's nonce does not begin with the client's: the message belongs to another exchange (RFC 5802 section 5.1).
    case nonceNotOurs
    /// The server added nothing to the client's nonce, so that an old exchange could be replayed (RFC 5802 section 5.1).
    case nonceNotExtended
    /// The iteration count is not between 1 and ``ClientExchange/iterationLimit``; `Int.max` stands for any larger count.
    case iterations(Int)
    /// The server asks for an extension that nobody has defined, as `m=` (RFC 5802 section 5.1).
    case mandatoryExtension
    /// The signature shows that the server does not know the password (RFC 5802 section 5).
    case wrongServerSignature
    /// The server said +OK without the signature that proves that it knows the password (RFC 5802 section 5).
    case serverNotProven
    /// The server said +OK before the client had shown anything, or after it had given up.
    case acceptedEarly
    /// The server said +OK although it had reported an error in the exchange.
    case acceptedAfterError

    /// A part of a message of SCRAM.
    public enum Part: String, Hashable, Sendable, CaseIterable {
        case serverFirst, nonce, salt, iterations, serverFinal
    }
}
