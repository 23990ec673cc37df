import Authentication
import POP3

/// A client and a server that speak to each other in memory.
struct FaceToFace {
    enum Outcome: Hashable {
        case accepted(user: String)
        case refused(ServerExchange.Refusal)
        /// The client cancelled; the server's word to that.
        case cancelled(SASLError, ServerExchange.Refusal)
        /// The server accepted, but the client did not believe it.
        case notBelieved(SASLError)
    }

    var client: ClientExchange
    var server: ServerExchange
    /// What happens to a challenge on the way, in base64.
    var onTheWay: ([UInt8]) -> [UInt8] = { $0 }
    private(set) var steps: [SASLStep] = []

    init(
        _ mechanism: Mechanism, _ credentials: Credentials, _ accounts: Accounts, identity: String? = nil
    ) {
        client = ClientExchange(mechanism, credentials, nonce: .fixed())
        server = ServerExchange(mechanism, accounts, identity: identity)
    }

    mutating func run(withInitialResponse: Bool) -> Outcome {
        let initial = withInitialResponse ? client.initialResponse() : nil
        steps += initial?.steps ?? []
        var answer = server.begin(initialResponse: initial.map { Array($0.initialWord.utf8) })
        for _ in 0..<10 {
            switch answer {
            case .challenge(let octets):
                do {
                    let response = try client.respond(to: onTheWay(Array(Base64.encode(octets).utf8)))
                    steps += response.steps
                    answer = server.received(response.line.bytes)
                } catch {
                    guard case .refused(let refusal) = server.received([0x2A]) else { return .notBelieved(error) }
                    return .cancelled(error, refusal)
                }
            case .accepted(let user):
                do {
                    try client.accepted()
                    return .accepted(user: user)
                } catch { return .notBelieved(error) }
            case .refused(let refusal): return .refused(refusal)
            }
        }
        return .refused(.over)
    }
}
