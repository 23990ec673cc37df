import Authentication
import Handbook
public import POP3

/// Judges a client by what both sides say on one connection; it is told what crosses the wire, in its order.
public struct ClientWitness: Sendable {
    /// What was seen so far.
    public private(set) var testimony = Testimony(judging: .client)

    private let name: String
    private let password: @Sendable (String) -> [UInt8]?
    private let readsUpgrades: Bool
    private var session: Session
    private var redaction = Redaction()
    private var watch: ClientWatch
    private var course = ClientCourse()
    private var lines = LineSplitter()
    private var isInCutLine = false
    /// The lines that have no reply, secrets masked, the oldest first; of very many the first.
    private var waiting: [Line] = []
    private var excess = 0
    private var last: [Evidence] = []
    private var isOver = false
    /// How much of what was put to the test is in the testimony.
    private var triedCount = 0

    private static let waitingLimit = 100

    /// A witness of a connection on which nothing has been said.
    ///
    /// - Parameters:
    ///   - name: what the connection is called in a report.
    ///   - isSecure: whether the connection began with a TLS handshake.
    ///   - readsUpgrades: whether what follows STLS will be told in clear text; else it is the secret of the two.
    ///   - password: the password of a user; `nil` where it is not known: then nobody can tell why a digest is wrong.
    public init(
        of name: String, isSecure: Bool = false, readsUpgrades: Bool = true,
        password: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }
    ) {
        self.name = name
        self.password = password
        self.readsUpgrades = readsUpgrades
        session = Session(isSecure: isSecure)
        watch = ClientWatch()
        testimony.sessions = 1
        if isSecure { clientSecured() }
    }

    /// The TLS handshake with the client is complete.
    public mutating func clientSecured() {
        watch.secured()
        // Nobody here serves an older version than TLS 1.2.
        testimony.note(tried: ["rfc8314-5-client-tls12"], on: name)
    }

    /// The connection to a server stands, where that is another one than the client's.
    ///
    /// - Parameter isSecure: whether it began with a TLS handshake.
    public mutating func serverReached(isSecure: Bool) {
        session = Session(isSecure: isSecure)
    }

    /// The TLS handshake with the server is complete, behind `+OK` to STLS.
    public mutating func serverSecured() {
        note(watch.forgetUnanswered(), waiting.map { Evidence.sent($0) })
        session.secured()
        lines = LineSplitter()
        (waiting, excess) = ([], 0)
        last.append(.secured)
    }

    /// One side sent octets.
    public mutating func passed(_ octets: [UInt8], from side: Session.Side) {
        guard !isOver else { return }
        switch side {
        case .client: for line in lines.append(octets) { sent(line) }
        case .server: take(session.observe(octets, from: .server))
        }
    }

    /// The client sent clear text where only its handshake may stand; the octets are those that came, none where they are
    /// not known.
    public mutating func injected(_ octets: [UInt8]) {
        guard !octets.isEmpty else { return note([Self.clearText], last) }
        let line = session.command(reading: Line(bytes: Array(octets.prefix { $0 != 0x0D && $0 != 0x0A }))).redacted()
            .line
        note([Self.clearText], last + [.sent(line)])
    }

    static let clearText = Finding(
        "rfc2595-4-client-waits-after-stls",
        Localized(
            en: "The client sent clear text behind STLS, before the handshake.",
            ja: "クライアントが、STLS の後、ハンドシェイクの前に平文を送りました。"))

    /// What follows cannot be read.
    public mutating func becomesUnreadable() {
        note(watch.forgetUnanswered(), waiting.map { Evidence.sent($0) })
        isOver = true
    }

    /// The connection is over; twice does nothing.
    ///
    /// - Parameter side: who ended it; `nil` when neither did.
    public mutating func ended(by side: Session.Side?) {
        guard !isOver else { return }
        isOver = true
        guard side == .client else { return note(watch.forgetUnanswered(), waiting.map { Evidence.sent($0) }) }
        let isQuitting = session.pending.contains { $0.kind == .command && $0.verb == .quit }
        let evidence = last + waiting.map { Evidence.sent($0) } + [.closed(by: .client)]
        for finding in watch.closed(in: session) {
            // Who has sent QUIT has asked for it; that nobody waits for the answer is a remark.
            let isMild = isQuitting && finding.requirement == "rfc1939-6-client-quit-commits"
            note([finding], evidence, as: isMild ? .info : nil)
        }
        for (finding, outcome) in course.left(isSecure: session.knowledge.isSecure) {
            note([finding], evidence, as: outcome)
        }
        noteTried()
    }
}

extension ClientWitness {
    private mutating func sent(_ line: Line) {
        let isRest = isInCutLine
        isInCutLine = line.ending == .missing
        if !isRest {
            let command = session.command(reading: line)
            judgeSecret(of: command)
            course.sent(command)
            watch.sent(command, in: session)
        }
        for case .sent(let command) in session.clientSent(line.octets, teaching: &redaction) {
            if waiting.count < Self.waitingLimit { waiting.append(command.redacted().line) } else { excess += 1 }
        }
        noteTried()
    }

    private mutating func take(_ events: [Session.Event]) {
        for event in events {
            switch event {
            case .completed(let exchange): completed(exchange)
            case .startTLS: if !readsUpgrades { becomesUnreadable() }
            case .sent, .response, .body, .unsolicited: break
            }
        }
        noteTried()
    }

    private mutating func completed(_ exchange: Exchange) {
        let exchange = redaction.redact(exchange)
        let asked = exchange.command.map { waiting.isEmpty ? $0.redacted().line : waiting.removeFirst() }
        if waiting.isEmpty, excess > 0 { excess -= 1 }
        let evidence =
            [asked.map { Evidence.sent($0) }].compactMap(\.self) + [
                .received(exchange.reply.shortened(beginning: exchange.reply.first))
            ]
        let remarks = watch.completed(exchange)
        course.completed(exchange)
        note(remarks.findings, evidence)
        for finding in remarks.policies {
            // Only a client that was told to insist on TLS must not: nobody here knows what it was told.
            note([finding], evidence, as: finding.requirement == Rules.plainWithoutSecurity ? nil : .info)
        }
        last = evidence
    }

    private mutating func note(_ findings: [Finding], _ evidence: [Evidence], as outcome: Outcome? = nil) {
        for finding in findings {
            for requirement in [finding.requirement] + Self.twins(of: finding.requirement) {
                let judged = Finding(requirement, finding.text)
                testimony.note(Judgement(judged, as: outcome, evidence, on: name))
            }
        }
    }

    private mutating func noteTried() {
        let count = watch.tried.count + course.tried.count
        guard count != triedCount else { return }
        triedCount = count
        let tried = watch.tried.union(course.tried)
        testimony.note(tried: tried.union(tried.flatMap(Self.twins)), on: name)
    }

    /// What says the same in RFC 2449: the grammar of a command, and how long it may be with an initial response.
    static func twins(of requirement: RequirementID) -> [RequirementID] {
        switch requirement {
        case "rfc1939-3-keyword-3-or-4-chars", "rfc1939-3-args-single-space", "rfc1939-3-args-printable-ascii",
            "rfc1939-3-command-crlf", "rfc2449-4-client-255":
            ["rfc2449-3-command-grammar"]
        case "rfc5034-4-ir-255-limit": ["rfc2449-4-client-255", "rfc2449-3-command-grammar"]
        default: []
        }
    }

    /// Tells why a digest or a password is wrong, where the right one is known.
    private mutating func judgeSecret(of command: Command) {
        guard command.kind == .command, let secret = command.secret else { return }
        switch command.verb {
        case .apop:
            guard let user = command.arguments.first, let timestamp = session.knowledge.timestamp,
                let password = self.password(String(user))
            else { return }
            let bare = String(timestamp.dropFirst().dropLast())
            let isBare = secret == Array(APOP.digest(timestamp: bare, secret: password).utf8)
            if isBare { note([Self.bareDigest], [.sent(command.redacted().line)]) }
        case .pass:
            guard case .userAccepted(let user) = session.knowledge.login, let password = self.password(user),
                password.starts(with: secret + [0x20])
            else { return }
            note([Self.cutPassword], [.sent(command.redacted().line)])
        default: break
        }
    }

    private static let bareDigest = Finding(
        "rfc1939-7-apop-digest-includes-brackets",
        Localized(
            en: "The client's digest was made without the angle brackets of the timestamp.",
            ja: "クライアントのダイジェストが、タイムスタンプの山括弧を除いて計算されています。"))

    private static let cutPassword = Finding(
        "rfc1939-7-pass-client-spaces",
        Localized(
            en: "The client cut the password at its first space.", ja: "クライアントがパスワードを最初の空白で切りました。"))
}
