import Handbook
import POP3

/// What a client makes of the answers that it gets, as far as the course of its session shows.
struct ClientCourse: Sendable {
    /// What was put to the test and held.
    private(set) var tried: Set<RequirementID> = []

    /// Every requirement that the course of a session, or a login that came about, can show.
    static let requirements: Set<RequirementID> = [
        capaRefusal, unknownTags, smallLetters, optional, noExtension, emptyList, badChallenge,
        "rfc1939-7-apop-digest-includes-brackets", "rfc1939-7-pass-client-spaces", "rfc7677-3-sha256",
        "rfc5802-4-sha1-mandatory", "rfc5034-4-plain-over-tls-mandatory", "rfc5034-4-additional-mechs",
        "rfc8314-5-client-tls12", "rfc8314-5.2-client-minimum-confidentiality", "rfc4616-5-not-without-security",
        "rfc2449-3-command-grammar",
    ]

    private static let capaRefusal: RequirementID = "rfc2449-5-capa-err-means-unsupported"
    private static let unknownTags: RequirementID = "rfc2449-5-client-unknown-capa-ignored"
    private static let smallLetters: RequirementID = "rfc2449-5-capa-tags-case-insensitive"
    private static let optional: RequirementID = "rfc1939-7-client-optional-refused"
    private static let noExtension: RequirementID = "rfc2449-7-client-no-required-extension"
    private static let emptyList: RequirementID = "rfc1939-5-client-empty-list"
    private static let badChallenge: RequirementID = "rfc5034-4-client-bad-base64-cancel"

    private var isCapaRefused = false
    private var hasUnknownTags = false
    /// Tags that were announced in small letters.
    private var smallTags: Set<String> = []
    private var isOptionalRefused = false
    private var hasEmptyList = false
    private var hasFetched = false
    private var hasTriedToLogIn = false
    private var isLoggedIn = false
    private var messages = 0
    private var hasBadChallenge = false
    private var mechanism = ""
    private var hasSpacedPassword = false

    /// The client sends a line.
    mutating func sent(_ command: Command) {
        if hasEmptyList { tried.insert(Self.emptyList) }
        guard command.kind == .command else { return }
        if command.verb == .pass { hasSpacedPassword = command.secret?.contains(0x20) == true }
        if command.verb == .auth { mechanism = command.arguments.first?.uppercased() ?? "" }
        if isUse(command.verb) { tried.insert(Self.smallLetters) }
        guard [.user, .apop, .auth, .stls].contains(command.verb) else { return }
        hasTriedToLogIn = true
        if isCapaRefused { tried.insert(Self.capaRefusal) }
        if hasUnknownTags { tried.insert(Self.unknownTags) }
    }

    /// Whether a command is sent that was announced in small letters, and would not be without.
    private func isUse(_ verb: Verb) -> Bool {
        (verb == .stls && smallTags.contains("STLS")) || (verb == .auth && smallTags.contains("SASL"))
    }

    /// A reply is complete.
    mutating func completed(_ exchange: Exchange) {
        let reply = exchange.reply
        hasBadChallenge =
            reply.status == .challenge && (try? Base64.decode(reply.first.bytes.dropFirst(2)).get()) == nil
        guard let command = exchange.command else { return }
        if exchange.before == .authorization, exchange.after == .transaction { loggedIn(exchange) }
        guard command.kind == .command else { return }
        switch command.verb {
        case .capa: announced(reply)
        case .uidl, .list: listed(command, reply)
        case .top: isOptionalRefused = isOptionalRefused || reply.status == .err
        case .retr: if reply.status == .ok { fetched() }
        default: break
        }
        messages = exchange.knowledgeAfter.maildrop?.count ?? messages
    }

    private mutating func announced(_ reply: Reply) {
        isCapaRefused = reply.status == .err
        let lines = reply.status == .ok ? reply.body?.keptLines ?? [] : []
        hasUnknownTags = lines.compactMap(Capability.init).contains { $0.reading == .unknown }
        smallTags = Set(
            lines.compactMap { line in
                let tag = line.text.prefix { $0 != " " }
                return tag.contains(where: \.isLowercase) ? tag.uppercased() : nil
            })
    }

    private mutating func listed(_ command: Command, _ reply: Reply) {
        if command.verb == .uidl, reply.status == .err { isOptionalRefused = true }
        hasEmptyList = reply.body?.lines == 0
    }

    private mutating func fetched() {
        hasFetched = true
        if isOptionalRefused { tried.insert(Self.optional) }
        if isCapaRefused { tried.insert(Self.noExtension) }
    }

    private mutating func loggedIn(_ exchange: Exchange) {
        isLoggedIn = true
        guard exchange.command?.kind == .response || exchange.command?.verb == .auth else {
            if exchange.command?.verb == .apop { tried.insert("rfc1939-7-apop-digest-includes-brackets") }
            if hasSpacedPassword { tried.insert("rfc1939-7-pass-client-spaces") }
            return
        }
        if mechanism.hasPrefix("SCRAM-SHA-256") { tried.insert("rfc7677-3-sha256") }
        if mechanism.hasPrefix("SCRAM-SHA-1") { tried.insert("rfc5802-4-sha1-mandatory") }
        if mechanism.hasPrefix("SCRAM-") || mechanism == "CRAM-MD5" { tried.insert("rfc5034-4-additional-mechs") }
        if mechanism == "PLAIN", exchange.knowledge.isSecure { tried.insert("rfc5034-4-plain-over-tls-mandatory") }
    }

    /// What there is to say of a client that closes the connection itself.
    func left(isSecure: Bool) -> [(Finding, Outcome?)] {
        var left: [(Finding, Outcome?)] = []
        if isCapaRefused, !hasTriedToLogIn {
            // In clear text it may be the missing STLS that it goes away for.
            left.append((Finding(Self.capaRefusal, Self.gaveUp), isSecure ? .fail : .info))
        }
        if isLoggedIn, isOptionalRefused, !hasFetched, messages > 0 {
            left.append((Finding(Self.optional, Self.fetchedNothing), .info))
        }
        if hasBadChallenge { left.append((Finding(Self.badChallenge, Self.closedOnChallenge), .warn)) }
        return left
    }

    private static let gaveUp = Localized(
        en: "CAPA was refused, and the client left without trying to log in.",
        ja: "CAPA が拒否されると、クライアントはログインを試みずに去りました。")

    private static let fetchedNothing = Localized(
        en: "TOP or UIDL was refused, and the client left without fetching a message.",
        ja: "TOP か UIDL が拒否されると、クライアントはメールを取得せずに去りました。")

    private static let closedOnChallenge = Localized(
        en: "The client closed on a challenge that is no base64; \"*\" cancels.",
        ja: "base64 ではないチャレンジに対し、クライアントが接続を閉じました。\"*\" で取り消すべきです。")
}
