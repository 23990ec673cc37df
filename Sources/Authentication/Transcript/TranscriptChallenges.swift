public import POP3

/// Makes the challenges that the server of a transcript sends, so that a real client can complete its login.
///
/// CRAM-MD5 works with any secret, since the recorded answer follows whatever the client says. SCRAM works with the secret of
/// the name alone: the server must prove that it knows it.
public struct TranscriptChallenges: Sendable {
    private let secrets: TranscriptSecrets
    private var random: any RandomNumberGenerator & Sendable
    private var exchange: ServerExchange?
    private var answer: ServerExchange.Answer?

    /// A server on a new connection.
    ///
    /// - Parameter random: what challenges are made of; a fixed sequence only in tests.
    public init(_ secrets: TranscriptSecrets, random: any RandomNumberGenerator & Sendable) {
        self.secrets = secrets
        self.random = random
    }

    /// A client line has come that the transcript has.
    ///
    /// - Parameters:
    ///   - isResponse: whether it answers a challenge.
    ///   - name: the name of the secret that this login uses; `nil` when the transcript names none.
    public mutating func received(_ line: Line, isResponse: Bool, secret name: String?) {
        if isResponse {
            answer = exchange?.received(line.bytes)
        } else {
            begin(Command(line), name)
        }
    }

    /// The challenge that is due, in base64; `nil` when no exchange that is known waits for one.
    public var challenge: [UInt8]? {
        guard case .challenge(let octets) = answer else { return nil }
        return Array(Base64.encode(octets).utf8)
    }

    private mutating func begin(_ command: Command, _ name: String?) {
        (exchange, answer) = (nil, nil)
        guard command.verb == .auth, let word = command.arguments.first, let mechanism = Mechanism(word) else { return }
        let nonce = Nonce((0..<18).map { _ in .random(in: .min ... .max, using: &random) })
        let seed = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let stamp = "<\(String(UInt64.random(in: .min ... .max, using: &random), radix: 16))@popscope.invalid>"
        let account = name.flatMap { name in
            secrets[name].map { ServerAccount(TranscriptSecrets.user(of: name), password: $0, tokens: [$0]) }
        }
        let accounts = Accounts([account].compactMap(\.self), seed: seed)
        var exchange = ServerExchange(mechanism, accounts, nonce: nonce, stamp: stamp)
        answer = exchange.begin(initialResponse: command.arguments.dropFirst().first.map { Array($0.utf8) })
        self.exchange = exchange
    }
}
