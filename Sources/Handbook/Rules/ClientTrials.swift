import POP3

/// When a line puts a requirement to the test that binds clients: only where a breach would have shown in it.
struct ClientTrial: Sendable {
    /// The requirement, judged by a ``ClientRule``.
    let requirement: RequirementID
    /// Whether a line puts it to the test.
    let isPut: @Sendable (ClientLine) -> Bool

    init(_ requirement: RequirementID, when isPut: @escaping @Sendable (ClientLine) -> Bool) {
        self.requirement = requirement
        self.isPut = isPut
    }
}

extension Rules {
    static let clientLineTrials = clientGrammarTrials + clientStateTrials + clientLoginTrials + clientSASLTrials

    private static let clientGrammarTrials = [
        ClientTrial("rfc1939-3-keyword-3-or-4-chars") { $0.isPlainCommand },
        ClientTrial("rfc1939-3-args-single-space") {
            $0.isPlainCommand && $0.verb != .pass && !$0.hasInitialResponse && $0.command.argument != nil
        },
        ClientTrial("rfc1939-3-args-printable-ascii") { $0.isPlainCommand },
        ClientTrial("rfc1939-3-command-crlf") { $0.command.line.ending != .missing },
        ClientTrial("rfc1939-3-arg-40-client-limit") {
            $0.isCapaRefused && $0.isPlainCommand && !$0.command.isLogin && !$0.command.arguments.isEmpty
        },
        ClientTrial("rfc2449-4-client-255") { $0.verb != nil },
        ClientTrial("rfc5034-4-ir-255-limit") { $0.hasInitialResponse },
    ]

    private static let clientStateTrials = [
        ClientTrial("rfc1939-7-client-after-user-ok") { line in
            guard case .userAccepted = line.knowledge.login else { return false }
            return !line.isWaiting && line.verb != nil
        },
        ClientTrial("rfc2449-6.6-client-pipelines-only-if-announced") {
            $0.previous?.command != nil && !$0.isWaiting && !$0.isAnnounced("PIPELINING")
        },
        // Whoever sends something under TLS has waited for it.
        ClientTrial("rfc2595-4-client-waits-after-stls") {
            $0.isSecure && $0.knowledge.isSecure && $0.isBehindHandshake
        },
        ClientTrial("rfc2595-4-client-reissues-capa") { $0.isSTLSSecure && !$0.isWaiting && $0.beginsLogin },
        ClientTrial("rfc2595-4-client-discards-capabilities") {
            $0.isSTLSSecure && $0.verb == .auth && $0.isAnnounced("SASL")
        },
        ClientTrial("rfc6856-2.1-client-no-stls-after-utf8") { $0.isSTLSSecure && $0.verb == .utf8 },
    ]

    private static let clientLoginTrials = [
        ClientTrial("rfc1939-7-apop-digest-lower-hex") { $0.verb == .apop && $0.command.arguments.count > 1 },
        ClientTrial("rfc2449-6-apop-by-banner") { $0.verb == .apop && $0.isGreeted },
        ClientTrial("rfc6856-2.2-client-no-utf8-without-user") { line in
            line.verb.map { [.user, .pass, .apop].contains($0) } ?? false
                && line.command.line.bytes.contains { $0 >= 0x80 }
        },
        ClientTrial("rfc7628-3-tls-required") { $0.mechanism == "OAUTHBEARER" && $0.isFirstMessage },
        ClientTrial(plainWithoutSecurity) { $0.mechanism == "PLAIN" && $0.isFirstMessage && $0.isSecure },
    ]

    private static let clientSASLTrials = [
        ClientTrial("rfc5034-3-client-no-auth-without-sasl") {
            $0.knowsCapabilities && !$0.isAnnounced("SASL") && $0.beginsLogin
        },
        ClientTrial("rfc5034-3-client-no-ir-without-sasl") { $0.isAuthWithoutSASL },
        ClientTrial("rfc2449-6.3-client-uses-listed-mech") {
            $0.verb == .auth && !$0.mechanism.isEmpty && $0.isAnnounced("SASL")
        },
        ClientTrial("rfc5034-4-empty-ir-equals") {
            $0.hasInitialResponse && ["", "="].contains($0.command.arguments[1])
        },
        ClientTrial("rfc5034-4-client-bad-base64-cancel") {
            $0.command.kind == .response && !$0.isWaiting && $0.previous?.reply.status == .challenge
                && $0.challenge == nil
        },
        ClientTrial("rfc4616-2-message-form") { $0.mechanism == "PLAIN" && $0.isFirstMessage && $0.message != nil },
        ClientTrial("rfc4616-2-no-nul-inside") { $0.mechanism == "PLAIN" && $0.isFirstMessage && $0.message != nil },
        ClientTrial("sasl-login-username-64") { $0.mechanism == "LOGIN" && $0.isFirstMessage && $0.message != nil },
        ClientTrial("rfc2195-2-response-form") {
            $0.mechanism == "CRAM-MD5" && $0.command.kind == .response && !$0.isCancellation
        },
        ClientTrial("rfc5802-6-client-p-flag") { line in
            guard line.mechanism.hasPrefix("SCRAM-"), line.isFirstMessage else { return false }
            return line.mechanism.hasSuffix("-PLUS")
                || line.knowledge.capabilities?.mechanisms.contains(line.mechanism + "-PLUS") == true
        },
        ClientTrial("rfc7628-3.1-client-resp-grammar") {
            $0.mechanism == "OAUTHBEARER" && $0.isFirstMessage && $0.message != nil
        },
        ClientTrial("rfc7628-3.2.3-dummy-response") {
            $0.mechanism == "OAUTHBEARER" && $0.command.kind == .response && !$0.isFirstMessage && !$0.isWaiting
        },
        // A client that cancels has noticed what is wrong with the challenge; one that need not has shown nothing.
        ClientTrial("rfc5802-5-client-verifies-nonce") { line in
            guard line.isCancellation, let nonce = line.nonce, let challenge = line.challenge,
                challenge.starts(with: "r=".utf8)
            else { return false }
            return !challenge.dropFirst(2).starts(with: nonce)
        },
        ClientTrial("rfc5802-5-client-mext") { $0.isCancellation && $0.challenge?.starts(with: "m=".utf8) == true },
    ]

    static let clientExchangeTrials = [
        Trial("rfc1939-3-client-right-state") { $0.before != .greeting && $0.row != nil },
        Trial("rfc1939-5-client-number-gaps") { seen in
            guard seen.before == .transaction, let number = seen.command?.messageNumber,
                seen.row?.arguments.first == .message || seen.row?.arguments.first == .optionalMessage
            else { return false }
            return seen.marked.contains(number) || seen.knowledge.maildrop?.count != nil
        },
        Trial("rfc1939-6-client-quit-commits") {
            $0.verb == .quit && $0.before == .transaction && !$0.isUnmarked && $0.hasStatus
        },
    ]
}

/// The nonce of a client in SCRAM.
enum ScramNonce {
    // client-first-message = gs2-header [reserved-mext ","] "n=" saslname ",r=" c-nonce       RFC 5802 section 7
    /// The nonce in a client's first message; `nil` where none stands.
    static func client(in message: [UInt8]) -> [UInt8]? {
        let part = message.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).dropFirst(2)
            .first { $0.starts(with: "r=".utf8) }
        guard let part, part.count > 2 else { return nil }
        return Array(part.dropFirst(2))
    }
}

extension ClientLine {
    /// Whether the line is a command that begins a login.
    fileprivate var beginsLogin: Bool { verb.map { [.user, .apop, .auth].contains($0) } ?? false }

    /// Whether the line is the first behind the handshake that STLS began.
    fileprivate var isBehindHandshake: Bool {
        previous?.command?.kind == .command && previous?.command?.verb == .stls && !isWaiting
    }
}
