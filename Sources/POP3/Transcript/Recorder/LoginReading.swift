/// Follows the logins of a session, as far as it takes to name their secrets.
///
/// What a secret is the session has decided already; here is told which, and what a replay needs to work it out again.
struct LoginReading: Hashable, Sendable {
    /// What stands in place of a secret.
    struct Naming: Hashable, Sendable {
        let placeholder: Placeholder
        /// The user, as a placeholder names him.
        let user: String
        /// The name of the secret.
        let name: String
    }

    /// What servers may say again.
    private(set) var echoes = Echoes()
    /// Those of them that a person has taken back: nobody may read them, even in a recording that shows secrets.
    private(set) var takenBack = Echoes()
    private var names = SecretNames()
    /// Whom USER or APOP named last; `nil` before.
    private var user: String?
    /// The mechanism of the AUTH in hand, and how many responses it has had; `nil` outside AUTH.
    private var exchange: (mechanism: String, responses: Int)? {
        get { mechanism.map { ($0, responses) } }
        set { (mechanism, responses) = (newValue?.mechanism, newValue?.responses ?? 0) }
    }
    private var mechanism: String?
    private var responses = 0
    /// Which AUTH is in hand, counted from 1.
    private(set) var exchangeNumber = 0
    /// How the response before was named, on which the next one may depend.
    private var latest: Naming?

    /// Who logs in so far, as a placeholder names him.
    private var userName: String { user.map(SecretNames.user) ?? SecretNames.unknownUser }

    /// The name for a secret of whoever logs in.
    var secretName: Placeholder { .secret(userName) }

    /// Whether an AUTH has not ended yet.
    var isInExchange: Bool { mechanism != nil }

    /// Takes a command that was sent, redacted or not, and names its secret.
    ///
    /// - Returns: `nil` for a command without one.
    mutating func sent(_ command: Command, secret: [UInt8]?) -> Naming? {
        if command.kind == .command { begin(command) }
        defer { if command.kind == .response || command.arguments.count > 1 { responses += 1 } }
        guard let secret else { return nil }
        let naming = naming(of: secret, command)
        for spelling in Self.spellings(of: secret) { echoes.learn(spelling, as: .secret(naming.name)) }
        latest = naming
        return naming
    }

    /// What a server may say of a secret: also without the quotation marks around it, and without a keyword before it.
    private static func spellings(of secret: [UInt8]) -> [[UInt8]] {
        let isMark = { (octet: UInt8) in octet == UInt8(ascii: "\"") || octet == UInt8(ascii: "'") }
        let bare = secret.drop(while: isMark).reversed().drop(while: isMark).reversed()
        let inner = TypedSecret.range(in: secret).map { Array(secret[$0]) }
        return Redaction.spellings(of: secret) + [Array(bare)] + (inner.map { [$0] } ?? [])
    }

    private mutating func begin(_ command: Command) {
        let first = command.arguments.first.map(String.init)
        if command.verb == .user || command.verb == .apop { user = first?.contains(Command.mask) == true ? nil : first }
        exchange = command.verb == .auth && !command.isSecretMisplaced ? first.map { ($0.uppercased(), 0) } : nil
        if command.verb == .auth { exchangeNumber += 1 }
        latest = nil
    }

    /// Takes over what another connection has shown: the secrets, and their names.
    mutating func share(_ other: LoginReading) {
        (echoes, takenBack, names) = (other.echoes, other.takenBack, other.names)
    }

    /// A secret that other means have brought to light: a server may say it.
    mutating func learn(_ redaction: Redaction) {
        for secret in redaction.secrets { echoes.learn(secret, as: secretName) }
    }

    /// What stands in place of a line that is taken back: another one for each line.
    mutating func placeholder(forTakingBack line: [UInt8]) -> Placeholder {
        .secret(names.name(of: line, for: TakenBackLine.user))
    }

    /// A person takes a line back: it may be echoed, and names no user.
    mutating func takeBack(_ line: TakenBackLine) {
        for secret in line.secrets {
            echoes.learn(secret, as: line.placeholder)
            takenBack.learn(secret, as: line.placeholder)
        }
        user = nil
    }

    /// Notes what the server said to a command.
    ///
    /// - Parameter number: the AUTH that the command was, or answered to; `nil` for any other.
    mutating func answered(_ reply: Reply, to naming: Naming?, ofExchange number: Int?) {
        if reply.status != .challenge, number == exchangeNumber { exchange = nil }
        guard let naming, reply.status == .err, reply.code.map(Self.isAboutSecret) != false else { return }
        names.refuse(naming.name, of: naming.user)
    }

    /// Another connection begins, or the same one under TLS: names are forgotten, secrets are not.
    mutating func beginAgain() {
        (user, exchange, latest) = (nil, nil, nil)
    }

    /// Whether a refusal with this code says that the secret was wrong.
    private static func isAboutSecret(_ code: ResponseCode) -> Bool {
        ![ResponseCode.inUse, .loginDelay, .system].contains { $0.covers(code) }
    }
}

extension LoginReading {
    private mutating func naming(of secret: [UInt8], _ command: Command) -> Naming {
        let isInPlace = !command.isSecretMisplaced && !command.isStrayResponse
        let computed: Naming?
        switch command.kind {
        case .response: computed = response(secret)
        case .command where !isInPlace: computed = nil
        case .command where command.verb == .apop: computed = apop(secret)
        case .command: computed = command.verb == .auth ? response(secret) : nil
        }
        return computed ?? plain(secret, userName)
    }

    private mutating func plain(_ secret: [UInt8], _ user: String) -> Naming {
        let name = names.name(of: secret, for: user)
        return Naming(placeholder: .secret(name), user: user, name: name)
    }

    /// A digest of 32 hexadecimal digits (RFC 1939 section 7).
    private mutating func apop(_ digest: [UInt8]) -> Naming? {
        guard Self.isMD5(digest) else { return nil }
        return digestNaming(.apop, user)
    }

    private mutating func response(_ secret: [UInt8]) -> Naming? {
        guard let exchange, case .success(let octets) = Base64.decode(secret),
            Base64.encode(octets).utf8.elementsEqual(secret)
        else { return nil }
        switch exchange.mechanism {
        case "PLAIN": return plainMessage(octets)
        case "LOGIN": return loginMessage(octets, exchange.responses)
        case "CRAM-MD5": return cramMessage(octets)
        case "SCRAM-SHA-1": return exchange.responses == 0 ? scramMessage(octets, .scramSHA1) : latest
        case "SCRAM-SHA-256": return exchange.responses == 0 ? scramMessage(octets, .scramSHA256) : latest
        case "OAUTHBEARER", "XOAUTH2": return exchange.responses == 0 ? bearerMessage(octets) : latest
        default: return nil
        }
    }

    // message = [authzid] NUL authcid NUL passwd       RFC 4616 section 2
    private mutating func plainMessage(_ octets: [UInt8]) -> Naming? {
        let parts = octets.split(separator: 0, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].isEmpty else { return nil }
        return naming(.plain, Self.text(parts[1]), secret: Array(parts[2]))
    }

    /// The name first, then the password, each by itself.
    private mutating func loginMessage(_ octets: [UInt8], _ step: Int) -> Naming? {
        guard step > 0 else {
            user = Self.text(octets[...])
            guard let user, SecretNames.isTelling(user) else { return nil }
            return Naming(placeholder: .computed(.loginUser, name: user), user: user, name: user)
        }
        let naming = naming(.loginSecret, user, secret: octets)
        echoes.learn(octets, as: .secret(naming?.name ?? userName))
        return naming
    }

    // response = user SP digest       RFC 2195 section 2
    private mutating func cramMessage(_ octets: [UInt8]) -> Naming? {
        guard let space = octets.lastIndex(of: Octet.space), Self.isMD5(octets[(space + 1)...]) else { return nil }
        return digestNaming(.cramMD5, Self.text(octets[..<space]))
    }

    // client-first-message = gs2-cbind-flag "," [authzid] "," "n=" saslname "," nonce       RFC 5802 section 7
    private mutating func scramMessage(_ octets: [UInt8], _ computation: Placeholder.Computation) -> Naming? {
        let parts = octets.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard parts.count > 3, parts[1].isEmpty, parts[2].starts(with: "n=".utf8) else { return nil }
        return digestNaming(computation, Self.text(parts[2].dropFirst(2)))
    }

    // OAUTHBEARER: "n,a=" user "," ...; XOAUTH2: "user=" user; both: %x01 "auth=Bearer " token %x01       RFC 7628 section 3.1
    private mutating func bearerMessage(_ octets: [UInt8]) -> Naming? {
        guard let token = octets.firstRange(of: Array("auth=Bearer ".utf8)) else { return nil }
        let fields = octets.split { $0 == 1 || $0 == UInt8(ascii: ",") }
        let name = fields.lazy.compactMap { field in
            ["a=", "user="].first { field.starts(with: $0.utf8) }.map { field.dropFirst($0.utf8.count) }
        }.first
        guard let name else { return nil }
        return naming(.bearer, Self.text(name), secret: Array(octets[token.upperBound...].prefix { $0 != 1 }))
    }

    private mutating func naming(
        _ computation: Placeholder.Computation, _ user: String?, secret: [UInt8]
    ) -> Naming? {
        guard let user, SecretNames.isTelling(user) else { return nil }
        let name = names.name(of: secret, for: user)
        return Naming(placeholder: .computed(computation, name: name), user: user, name: name)
    }

    private mutating func digestNaming(_ computation: Placeholder.Computation, _ user: String?) -> Naming? {
        guard let user, SecretNames.isTelling(user) else { return nil }
        let name = names.nameBehindDigest(for: user)
        return Naming(placeholder: .computed(computation, name: name), user: user, name: name)
    }

    private static func text(_ octets: ArraySlice<UInt8>) -> String? {
        octets.isEmpty ? nil : String(validating: octets, as: UTF8.self)
    }

    private static func isMD5(_ digits: some Collection<UInt8>) -> Bool {
        digits.count == 32
            && digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
    }
}
