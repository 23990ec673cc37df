import POP3

/// A line of a client at the moment it was sent, as the rules for clients see it.
///
/// It knows secrets, since their form is judged too; no finding may quote one.
struct ClientLine: Sendable {
    /// The line, its secret included.
    let command: Command
    /// Whether the greeting had come.
    let isGreeted: Bool
    /// Whether a line before it had no complete reply yet.
    let isWaiting: Bool
    /// Whether an STLS is under way, so that nothing may be sent.
    let isBehindSTLS: Bool
    /// The mechanism of the last AUTH, upper-cased; empty where there was none.
    let lastMechanism: String
    /// What the session had taught by then.
    let knowledge: Knowledge
    /// Whether the client sent it under TLS.
    let isSecure: Bool
    /// The last complete exchange; `nil` before the greeting.
    let previous: Exchange?
    /// Whether the server has refused CAPA.
    let isCapaRefused: Bool
    /// Whether the AUTH that this line answers had an initial response.
    let hadInitialResponse: Bool
    /// The nonce of the client's first message of SCRAM; `nil` where there was none.
    let nonce: [UInt8]?
    /// Whether there is a network between, on which others could listen.
    let hasNetwork: Bool

    /// The verb of a command; `nil` for a response within AUTH.
    var verb: Verb? { command.kind == .command ? command.verb : nil }

    /// Whether the line is a command of which the form may be spoken: no secret in the wrong place.
    var isPlainCommand: Bool {
        command.kind == .command && !command.isSecretMisplaced && !command.isStrayResponse
    }

    /// Whether the capabilities of the server are known, be it that it has none.
    var knowsCapabilities: Bool { knowledge.capabilities != nil || isCapaRefused }

    /// Whether a capability was announced; false as well when CAPA was never sent.
    func isAnnounced(_ tag: String) -> Bool { knowledge.capabilities?.announces(tag) ?? false }

    /// The mechanism that an AUTH begins or a response belongs to, upper-cased; empty for any other line.
    var mechanism: String {
        guard command.kind == .response || verb == .auth else { return "" }
        if command.kind == .response, case .sasl(let name, _) = knowledge.login { return name }
        return lastMechanism
    }

    /// Whether an AUTH has an initial response.
    var hasInitialResponse: Bool { verb == .auth && command.arguments.count > 1 }

    /// What the line says within AUTH, decoded; `nil` for a cancellation, for what is no base64, and for any other line.
    var message: [UInt8]? {
        if hasInitialResponse {
            let text = command.arguments[1]
            return text == "=" ? [] : try? Base64.decode(text).get()
        }
        guard command.kind == .response, !isCancellation else { return nil }
        return try? Base64.decode(command.line.bytes).get()
    }

    /// What the challenge says that the line answers, decoded; `nil` for what is no base64, and for any other line.
    var challenge: [UInt8]? {
        guard command.kind == .response, !isWaiting, let reply = previous?.reply, reply.status == .challenge else {
            return nil
        }
        return try? Base64.decode(reply.first.bytes.dropFirst(2)).get()
    }

    /// Whether the line cancels an AUTH (RFC 5034 section 4).
    var isCancellation: Bool { command.kind == .response && command.line.bytes == [UInt8(ascii: "*")] }

    /// Whether the line is the first that the client says within AUTH.
    var isFirstMessage: Bool {
        if verb == .auth { return hasInitialResponse }
        if case .sasl(_, let step) = knowledge.login { return step == 1 && !hadInitialResponse }
        return false
    }
}

/// One requirement that binds clients, and how a line is held against it.
struct ClientRule: Sendable {
    /// The requirement that it judges.
    let requirement: RequirementID
    /// What was seen that breaks the requirement; `nil` when nothing was.
    let breach: @Sendable (ClientLine) -> Localized?

    init(_ requirement: RequirementID, _ breach: @escaping @Sendable (ClientLine) -> Localized?) {
        self.requirement = requirement
        self.breach = breach
    }

    /// The finding of this rule about a line; `nil` when the requirement holds, or does not apply.
    func judge(_ line: ClientLine) -> Finding? {
        breach(line).map { Finding(requirement, $0) }
    }
}

extension Rules {
    /// Every rule for clients that a line alone, with what went before, is enough to judge.
    static let clientLines = clientGrammar + clientStates + clientLogins + clientSASL
}
