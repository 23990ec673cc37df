public import POP3

/// Who may log in to the practice server: no secret, the screen shows both.
public struct PracticeLogin: Hashable, Sendable {
    let user: String
    let password: String

    /// A user and the password.
    public init(user: String, password: String) {
        self.user = user
        self.password = password
    }
}

/// What the console talks to.
public enum Target: Hashable, Sendable {
    /// The server inside the program, with mail made for learning.
    case practice(PracticeLogin)
    case server(Endpoint)

    /// The name in the prompt.
    public var name: String {
        switch self {
        case .practice: "practice"
        case .server(let endpoint): endpoint.name
        }
    }

    /// The host for suggestions; `nil` for the practice server.
    var host: String? {
        switch self {
        case .practice: nil
        case .server(let endpoint): endpoint.host
        }
    }

    /// The server; `nil` for the practice server.
    public var endpoint: Endpoint? {
        switch self {
        case .practice: nil
        case .server(let endpoint): endpoint
        }
    }

    /// Whether nothing that happens there is for good.
    var isPractice: Bool {
        switch self {
        case .practice: true
        case .server: false
        }
    }
}
