import Authentication
import Handbook
import POP3

extension Checklist {
    /// Finds out what the server offers, and how to log in. It comes first.
    static let survey = Check("survey", []) { bench in
        try await bench.tryAll([
            { bench in
                try await bench.connecting { visit in try await bench.learnOffer(on: visit) }
                guard bench.facts.passedOver.contains("\(Verb.capa)") else { return }
                try await bench.connecting { visit in try await bench.learnOffer(on: visit) }
            },
            { bench in if let account = bench.options.account { try await bench.findLogin(account) } },
        ])
    }

    /// Finds out what the mailbox holds, and what is announced behind the login; deletes nothing.
    static let mailSurvey = Check("survey", []) { bench in
        guard bench.facts.method != nil else { return }
        try await bench.tryAll([
            { bench in try await bench.loggedIn { visit in try await bench.learnMail(on: visit) } },
            { bench in try await bench.loggedIn { visit in try await bench.learnOfferAfterLogin(on: visit) } },
        ])
    }
}

extension Bench {
    /// What one reply hides, such as a list without an end, is no reason not to look at the rest.
    fileprivate func tryAll(_ parts: [(Bench) async throws -> Void]) async throws {
        var interruptions: [Interruption] = []
        for part in parts {
            do {
                try await part(self)
            } catch let error as Interruption {
                if error.isBeforeGreeting { throw error }
                interruptions.append(error)
            }
        }
        if let first = interruptions.first { throw first }
    }

    fileprivate func learnOffer(on visit: Visit) async throws {
        facts.greeting = visit.exchanges.first?.reply
        facts.timestamp = visit.knowledge.timestamp
        if try await visit.answer(to: "\(Verb.capa)", or: "rfc1939-3-err-unimplemented")?.isPositive == true {
            facts.capabilities = visit.knowledge.capabilities
        }
        if facts.parameters(of: "SASL") == nil, visit.isOpen,
            try await visit.attempt("\(Verb.auth) PLAIN")?.reply.status == .challenge
        {
            facts.answered.insert(.auth)
            _ = try await visit.cancel()
        }
        if visit.isOpen { _ = try await visit.answer(to: Visit.nonsense, or: "rfc1939-3-err-unrecognized") }
    }

    fileprivate func learnMail(on visit: Visit) async throws {
        var mail = try await MailFacts(on: visit)
        // What is known by then stays known, should the server not get to the end of a message.
        facts.mail = mail
        if !mail.uniqueIDs.isEmpty { facts.answered.insert(.uidl) }
        while try await mail.fetch(on: visit) { facts.mail = mail }
    }

    fileprivate func learnOfferAfterLogin(on visit: Visit) async throws {
        // One message may be withheld, for want of UTF-8 mode or by a fault of the system.
        for number in Set([1, facts.mail?.count ?? 0]).sorted() where number > 0 && !facts.answered.contains(.top) {
            guard (facts.mail?.count ?? 0) >= number,
                let top = try await visit.attempt("\(Verb.top) \(number) 0")
            else { break }
            if top.isPositive { facts.answered.insert(.top) }
        }
        guard visit.isOpen else { return }
        if try await visit.attempt("\(Verb.capa)")?.isPositive == true {
            facts.capabilitiesAfterLogin = visit.knowledge.capabilities
        }
        if visit.isOpen { _ = try await visit.answer(to: Visit.nonsense, or: "rfc1939-3-err-unrecognized") }
    }

    /// Tries the ways to log in, those that give nothing away last, until one works.
    fileprivate func findLogin(_ account: Credentials) async throws {
        for method in candidates(for: account) {
            let isIn = try await visiting { visit in
                // AUTH has its first message with it only where SASL is announced.
                if method != .userPass, method != .apop { _ = try await visit.attempt("\(Verb.capa)") }
                do {
                    guard let refusal = try await visit.logIn(by: method, account) else {
                        return try await visit.isInside()
                    }
                    facts.refusal = refusal.reply.first
                } catch Interruption.notLoggedIn {
                    return false
                }
                await visit.drop()
                return false
            }
            guard isIn else { continue }
            facts.method = method
            if method == .userPass { facts.answered.insert(.user) }
            return
        }
    }

    private func candidates(for account: Credentials) -> [LoginMethod] {
        guard account.secret.kind == .password else { return LoginMethod.strongestFirst }
        let others = LoginMethod.strongestFirst.filter { method in
            switch method {
            case .userPass: false
            case .apop: facts.timestamp != nil
            case .sasl(let mechanism): facts.mechanisms.contains(mechanism)
            }
        }
        return [.userPass] + others
    }
}

extension Visit {
    /// Whether the login that was answered +OK is one: where no command of TRANSACTION is carried out it is not.
    fileprivate func isInside() async throws(Interruption) -> Bool {
        guard let stat = try await attempt("\(Verb.stat)") else { return true }
        guard stat.isRefused, let list = try await attempt("\(Verb.list)"), list.isRefused else { return true }
        breach(
            "rfc1939-4-auth-success-ok-transaction",
            Localized(
                en: "The login was answered +OK, but STAT and LIST are refused behind it.",
                ja: "ログインに +OK が返されたのに、その後の STAT と LIST が拒否されます。"),
            expected: ["+OK"], actual: stat.reply.first)
        await drop()
        return false
    }
}

extension Visit {
    /// The reply to a command that must have one, be it `-ERR`. Where it is passed over it is not sent any more, since each
    /// silence takes its time.
    fileprivate func answer(to text: String, or requirement: RequirementID) async throws(Interruption) -> Exchange? {
        do {
            return try await attempt(text)
        } catch {
            guard case .unanswered = error else { throw error }
            bench.facts.passedOver.insert(text)
            breach(requirement, error.text, expected: Expectation.err.texts)
            breach("rfc1939-5-one-response-per-command", error.text)
            await drop()
            return nil
        }
    }
}

extension MailFacts {
    /// The most messages that are fetched to find the kinds that checks need.
    private static let samples = 24
    /// The largest message that is fetched for that, in octets.
    private static let largest = 8 << 20

    init(on visit: Visit) async throws {
        guard let list = try await visit.attempt("\(Verb.list)"), list.isPositive else { return }
        for line in list.lines {
            guard let listing = ScanListing(line) else { continue }
            sizes[listing.number] = listing.octets
        }
        count = list.reply.body?.lines ?? 0
        if let uidl = try await visit.attempt("\(Verb.uidl)"), uidl.isPositive {
            for line in uidl.lines {
                guard let listing = UniqueIDListing(line) else { continue }
                uniqueIDs[listing.number] = listing.uniqueID
            }
        }
        missing = wanted[...]
    }

    /// Fetches the next message that is wanted.
    ///
    /// - Returns: whether there was one.
    fileprivate mutating func fetch(on visit: Visit) async throws -> Bool {
        guard let number = missing.popFirst() else { return false }
        guard let retr = try await visit.attempt("\(Verb.retr) \(number)"), let body = retr.reply.body else {
            return true
        }
        samples.append(
            Sample(number: number, body: body, size: sizes[number], isCut: visit.evidence.last?.isUnsolicited == true))
        return true
    }

    /// The messages to fetch: all of a small mailbox; of a large one the ends, and some of every size.
    private var wanted: [Int] {
        let numbers = sizes.filter { $0.value <= Self.largest }.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
            .map(\.key)
        guard numbers.count > Self.samples else { return numbers.sorted() }
        let step = max(1, numbers.count / (Self.samples - 1))
        return Set(stride(from: 0, to: numbers.count, by: step).map { numbers[$0] } + numbers.suffix(1)).sorted()
    }
}
