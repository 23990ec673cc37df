import Authentication

/// A login that takes several steps, and has not come to its end.
enum PendingLogin: Sendable {
    case none
    /// USER gave this name in the line before.
    case user(String)
    /// A challenge of AUTH waits for a response.
    case exchange(ServerExchange)

    /// How long the next line may be in octets, without its ending: responses have a limit of their own (RFC 5034 section 4).
    var lineLimit: Int {
        switch self {
        case .none, .user: Refusal.longestLine - 2
        case .exchange: ServerExchange.responseLimit
        }
    }
}
