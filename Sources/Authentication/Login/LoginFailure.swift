public import POP3

/// Why a login did not succeed.
public enum LoginFailure: Error, Hashable, Sendable {
    /// The secret would cross the wire in clear text, and nobody has allowed that. Nothing has been sent.
    case wouldExposePassword
    /// There is nothing that could be sent. Nothing has been sent.
    case unusable(LoginRejection)
    /// The server said -ERR.
    case refused(ResponseCode?)
    /// The client gave the exchange up, and the server said -ERR.
    case cancelled(SASLError)
    /// The server said +OK, but must not be believed: the connection should be closed.
    case notTrusted(SASLError)
    /// The reply is neither +OK nor -ERR, or it is a challenge where there can be none.
    case malformedReply
    /// The server closed the connection.
    case closed
}
