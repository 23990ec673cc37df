import Authentication
import Handbook
import POP3

/// An exchange of AUTH that nobody may be logged in by.
struct SASLProbe: Sendable {
    /// What is odd about it, for a sentence.
    let what: Localized
    /// The line that begins it.
    let opening: String
    /// What answers each challenge, as it is sent.
    let responses: [String]
    /// What is broken when it is not refused.
    let requirements: [RequirementID]
    /// Whether a server may count it as a login with a wrong secret.
    let isWrongLogin: Bool

    /// Whether it is about the place of the initial response, and not about what it says.
    fileprivate var isAboutInitial: Bool { !Self.initial.isDisjoint(with: requirements) }

    private static let initial: Set<RequirementID> = [
        "rfc5034-4-bad-base64-in-ir", "rfc5034-4-empty-ir-accepted", "rfc5034-4-ir-server-first-rejected",
        "rfc4422-3-ir-server-first-fails", "rfc5034-4-unknown-mech-with-ir-err",
    ]

    init(
        _ opening: String, _ responses: [String] = [], _ requirements: RequirementID..., isWrongLogin: Bool = false,
        en: String, ja: String
    ) {
        what = Localized(en: en, ja: ja)
        self.opening = opening
        self.responses = responses
        self.requirements = requirements
        self.isWrongLogin = isWrongLogin
    }
}

extension Bench {
    /// Sees whether each exchange ends in -ERR, and whether the conversation is in step behind it.
    func refuse(_ probes: [SASLProbe]) async throws {
        try await put(probes) { visit, probe in
            if probe.isWrongLogin { noteWrongLogin() }
            visit.blame = probe.requirements.first
            defer { visit.blame = nil }
            let wasRefused = visit.exchanges.contains { $0.isRefused }
            let answer: Exchange?
            do {
                answer = try await visit.converse(probe.opening, probe.responses)
            } catch {
                guard case .unanswered = error as? Interruption else { throw error }
                visit.breach(probe, visit.closedText(probe))
                return await visit.drop()
            }
            guard let answer else {
                if !wasRefused { visit.breach(probe, visit.closedText(probe)) }
                return
            }
            guard let last = try await visit.hearOut(answer, to: probe) else { return }
            if !visit.isRefusal(last) { visit.breach(probe, visit.takenText(probe, last), actual: last.reply.first) }
            try await visit.settle(last)
            if try await !visit.isInStep() { visit.breach(probe, visit.outOfStepText(probe)) }
        }
    }

    /// What a client must know of the account that it logs in to by a password; `nil` where there is none.
    var login: SASLLogin? {
        passwordAccount.map { SASLLogin(user: Array($0.user.utf8), password: $0.password) }
    }

    /// A name that nobody has.
    var stranger: String { "x" + options.nonce().text.filter { $0.isASCII && $0.isLetter }.prefix(10).lowercased() }

    /// Whether AUTH offers a mechanism; its rows are left out otherwise.
    func offers(_ mechanism: Mechanism, _ requirements: [RequirementID]) -> Bool {
        if usable.contains(mechanism) { return true }
        for requirement in requirements {
            skip(
                requirement,
                because: Localized(
                    en: "The server does not offer \(mechanism.name).", ja: "サーバーは \(mechanism.name) に対応していません。"))
        }
        return false
    }

    /// Whether a mechanism may be one of the server's, so that a challenge may come.
    func mayChallenge(_ name: some StringProtocol) -> Bool {
        let announced = facts.parameters(of: "SASL") ?? []
        return Mechanism(String(name)) != nil || announced.contains { $0.uppercased() == name.uppercased() }
    }

    /// The mechanisms that are announced; where nothing announces any, PLAIN if AUTH answers it.
    var usable: [Mechanism] {
        if facts.parameters(of: "SASL") != nil { return facts.mechanisms }
        return facts.answered.contains(.auth) ? [.plain] : []
    }
}

extension Visit {
    /// AUTH, and a response to each challenge; the last reply, `nil` when the server closed instead.
    func converse(_ opening: String, _ responses: [String] = []) async throws(Interruption) -> Exchange? {
        var last = try await attempt(opening)
        for response in responses {
            guard let exchange = last, exchange.reply.status == .challenge else { return last }
            last = response == "*" ? try await cancel() : try await attempt(response)
        }
        return last
    }

    /// What comes of a reply. SCRAM may say what is wrong in a challenge (e=); an empty response brings the refusal. Who
    /// has passed an initial response over is told once more.
    fileprivate func hearOut(_ reply: Exchange, to probe: SASLProbe) async throws(Interruption) -> Exchange? {
        if ScramOutcome.text(of: reply)?.hasPrefix("e=") == true { return try await attempt(Line("")) }
        guard ScramOutcome.text(of: reply)?.isEmpty == true, probe.responses.isEmpty, !probe.isAboutInitial,
            let word = reply.command?.arguments.dropFirst().first
        else { return reply }
        return try await attempt(String(word))
    }

    /// Leaves an exchange of AUTH as it should have ended: cancelled, or not logged in.
    func settle(_ last: Exchange) async throws(Interruption) {
        var last = last
        for _ in 0..<2 where last.reply.status == .challenge && isOpen {
            guard let next = try await cancel() else { return }
            last = next
        }
        if last.isPositive { await drop() }
    }

    /// Sends "*"; `nil` when the server closed, or passed it over, which a check of its own reports.
    func cancel() async throws(Interruption) -> Exchange? {
        do {
            return try await attempt("*")
        } catch {
            guard case .unanswered = error else { throw error }
            await drop()
            return nil
        }
    }

    /// Whether the next reply belongs to the next command; so it is as well where no command could show it.
    func isInStep() async throws(Interruption) -> Bool {
        guard isOpen, phase == .authorization, bench.facts.capabilities != nil else { return true }
        guard let capa = try await attempt("\(Verb.capa)") else { return true }
        let isMixed = capa.lines.contains { $0.bytes.starts(with: "-ERR".utf8) || $0.bytes.starts(with: "+".utf8) }
        if capa.isPositive, !isMixed { return true }
        // A server may have tired of CAPA; a reply left over would be followed by the list.
        if capa.isRefused, try await attempt(Self.nonsense)?.isRefused != false { return true }
        await drop()
        return false
    }

    /// A reply without a status is the matter of another row.
    func isRefusal(_ exchange: Exchange) -> Bool {
        exchange.isRefused || exchange.reply.status == .malformed
    }

    fileprivate func breach(_ probe: SASLProbe, _ reason: Localized, actual: Line? = nil) {
        for requirement in probe.requirements { breach(requirement, reason, expected: ["-ERR"], actual: actual) }
    }

    fileprivate func takenText(_ probe: SASLProbe, _ last: Exchange) -> Localized {
        Localized(
            en: "\(probe.what.en): answered \"\(last.reply.first.quoted)\" where -ERR is right.",
            ja: "\(probe.what.ja): \"\(last.reply.first.quoted)\" が返されました (正しくは -ERR)。")
    }

    fileprivate func closedText(_ probe: SASLProbe) -> Localized {
        Localized(
            en: "\(probe.what.en): the server closed, or went on, instead of answering -ERR.",
            ja: "\(probe.what.ja): サーバーは -ERR を返さずに接続を閉じたか、次に進みました。")
    }

    fileprivate func outOfStepText(_ probe: SASLProbe) -> Localized {
        Localized(
            en: "\(probe.what.en): behind it CAPA was not answered as it was before.",
            ja: "\(probe.what.ja): その後、CAPA に前と同じ応答が返りませんでした。")
    }
}

/// Who logs in, in octets, and what mechanisms make of it in base64.
struct SASLLogin {
    let user: [UInt8]
    let password: [UInt8]

    /// The message of PLAIN: three fields with NUL between.
    func plain(authorization: [UInt8] = [], user: [UInt8]? = nil, password: [UInt8]? = nil) -> String {
        Self.encode(authorization + [0] + (user ?? self.user) + [0] + (password ?? self.password))
    }

    /// Passwords that are not the right one, however a server compares: another, its first half, more in front, other letter case.
    var wrongPasswords: [[UInt8]] {
        let swapped = password.map { Self.isLetter($0) ? $0 ^ 0x20 : $0 }
        let half = Array(password.prefix(min(7, password.count / 2)))
        let wrong: [[UInt8]] = [Array("popscope".utf8) + password, swapped, half]
        return wrong.filter { $0 != password && !$0.isEmpty }
    }

    private static func isLetter(_ octet: UInt8) -> Bool { (0x41...0x5A).contains(octet & 0xDF) }

    static func encode(_ octets: some Collection<UInt8>) -> String { Base64.encode(Array(octets)) }
}
