public import POP3

/// Makes the lines that the client of a transcript sends: puts secrets, and what is worked out from them, where their
/// placeholders stand.
///
/// Stamps and challenges are those of this run. One value a connection; no description of it shows a secret.
public struct TranscriptClient: Sendable {
    private let secrets: TranscriptSecrets
    private let nonce: @Sendable () -> Nonce
    private var mechanism: Mechanism?
    private var exchange: ClientExchange?
    /// What stood behind "+" in the last challenge; `nil` where none waits.
    private var challenge: [UInt8]?

    /// A client on a new connection.
    ///
    /// - Parameter nonce: random, and new each time; only SCRAM uses it.
    public init(_ secrets: TranscriptSecrets, nonce: @escaping @Sendable () -> Nonce) {
        self.secrets = secrets
        self.nonce = nonce
    }

    /// Takes what the server said, which the next line may answer.
    public mutating func took(_ exchange: Exchange) {
        guard exchange.reply.status == .challenge else {
            (self.exchange, mechanism, challenge) = (nil, nil, nil)
            return
        }
        challenge = Array(exchange.reply.first.bytes.dropFirst(2))
    }

    /// The octets of a client line.
    ///
    /// - Parameters:
    ///   - session: what the run has become; its greeting holds the timestamp.
    ///   - variables: what the variables of the transcript stand for in this run.
    /// - Throws: ``TranscriptSecretFault`` with the first placeholder that has no value.
    public mutating func octets(
        of text: WireText, in session: Session, _ variables: TranscriptVariables
    ) throws(TranscriptSecretFault) -> [UInt8] {
        if !session.isAnsweringChallenge { begin(Command(LineTemplate(text.parts).standIn)) }
        var octets: [UInt8] = []
        for part in text.parts {
            switch part {
            case .octets(let known): octets += known
            case .placeholder(let placeholder):
                octets += try value(of: placeholder, session, variables, isInitial: !octets.isEmpty)
            }
        }
        return text.ending == .line ? Line(bytes: octets).octets : octets
    }

    private mutating func begin(_ command: Command) {
        guard command.verb == .auth, let name = command.arguments.first else { return }
        (mechanism, exchange, challenge) = (Mechanism(name), nil, nil)
    }

    private mutating func value(
        of placeholder: Placeholder, _ session: Session, _ variables: TranscriptVariables, isInitial: Bool
    ) throws(TranscriptSecretFault) -> [UInt8] {
        switch placeholder {
        case .anything: return []
        case .variable(let name):
            guard let value = variables[name] else { throw .variable(name) }
            return value
        case .secret(let name): return try sendable(name)
        case .computed(let computation, let name):
            return try value(of: computation, name, session.knowledge.timestamp, isInitial: isInitial)
        }
    }

    private mutating func value(
        of computation: Placeholder.Computation, _ name: String, _ timestamp: String?, isInitial: Bool
    ) throws(TranscriptSecretFault) -> [UInt8] {
        let user = TranscriptSecrets.user(of: name)
        switch computation {
        case .apop:
            guard let timestamp else { throw .noTimestamp }
            return Array(APOP.digest(timestamp: timestamp, secret: try secret(name)).utf8)
        case .plain: return try answer(.plain, name, isInitial: isInitial)
        case .loginUser: return Array(Base64.encode(Array(user.utf8)).utf8)
        case .loginSecret: return Array(Base64.encode(try sendable(name)).utf8)
        case .cramMD5: return try answer(.cramMD5, name, isInitial: isInitial)
        case .scramSHA1: return try answer(.scramSHA1, name, isInitial: isInitial)
        case .scramSHA256: return try answer(.scramSHA256, name, isInitial: isInitial)
        case .bearer: return try answer(mechanism == .xoauth2 ? .xoauth2 : .oauthBearer, name, isInitial: isInitial)
        }
    }

    /// The next message of an exchange, which begins here where none goes on.
    private mutating func answer(
        _ mechanism: Mechanism, _ name: String, isInitial: Bool
    ) throws(TranscriptSecretFault) -> [UInt8] {
        var exchange = if let exchange { exchange } else { try begin(mechanism, name) }
        defer { self.exchange = exchange }
        if isInitial, let response = exchange.initialResponse() { return Array(response.initialWord.utf8) }
        // Who speaks first may do so before the empty challenge has come.
        guard let challenge = challenge ?? (mechanism.row.isClientFirst ? [] : nil) else { throw .noChallenge }
        do {
            return try exchange.respond(to: challenge).line.bytes
        } catch {
            throw .exchange(error)
        }
    }

    private func begin(_ mechanism: Mechanism, _ name: String) throws(TranscriptSecretFault) -> ClientExchange {
        let secret = try secret(name)
        do {
            let proof: Credentials.Secret = mechanism.row.needs == .token ? .token(secret) : .password(secret)
            let credentials = try Credentials(user: TranscriptSecrets.user(of: name), secret: proof)
            return ClientExchange(mechanism, credentials, nonce: nonce())
        } catch {
            throw .credentials(error)
        }
    }

    /// A secret that goes out as it is: CR, LF or NUL in it would be more than a secret.
    private func sendable(_ name: String) throws(TranscriptSecretFault) -> [UInt8] {
        let secret = try secret(name)
        do {
            return try Credentials(user: name, secret: .password(secret)).secret.octets
        } catch {
            throw .credentials(error)
        }
    }

    private func secret(_ name: String) throws(TranscriptSecretFault) -> [UInt8] {
        guard let secret = secrets[name] else { throw .missing(name) }
        return secret
    }
}
