import Authentication
import Handbook
import POP3

extension Checklist {
    /// Finds out what the server offers, how to log in, and what the mailbox holds. It comes first, and deletes nothing.
    ///
    /// What one reply hides, such as a list without an end, is no reason not to look at the rest.
    static let survey = Check("survey", []) { bench in
        var interruptions: [Interruption] = []
        for part in parts {
            do {
                try await part(bench)
            } catch let error as Interruption {
                if error.endsSurvey { throw error }
                interruptions.append(error)
            }
        }
        if let first = interruptions.first { throw first }
    }

    private static let parts: [@Sendable (Bench) async throws -> Void] = [
        { bench in try await bench.connecting { visit in try await bench.learnOffer(on: visit) } },
        { bench in if let account = bench.options.account { try await bench.findLogin(account) } },
        { bench in
            guard bench.facts.method != nil else { return }
            try await bench.loggedIn { visit in try await bench.learnMail(on: visit) }
        },
        { bench in
            guard bench.facts.method != nil else { return }
            try await bench.loggedIn { visit in try await bench.learnOfferAfterLogin(on: visit) }
        },
    ]
}

extension Interruption {
    /// Whether there is nobody to look at.
    fileprivate var endsSurvey: Bool {
        switch self {
        case .link, .refused, .closed(nil, _), .silent(nil, _): true
        case .closed, .silent, .unanswered, .unterminated, .notLoggedIn, .changed: false
        }
    }
}

extension Bench {
    fileprivate func learnOffer(on visit: Visit) async throws {
        facts.greeting = visit.exchanges.first?.reply
        facts.timestamp = visit.knowledge.timestamp
        if try await visit.attempt("\(Verb.capa)")?.isPositive == true {
            facts.capabilities = visit.knowledge.capabilities
        }
        guard facts.parameters(of: "SASL") == nil, visit.isOpen else { return }
        if try await visit.attempt("\(Verb.auth) PLAIN")?.reply.status == .challenge {
            facts.answered.insert(.auth)
            _ = try await visit.attempt("*")
        }
    }

    fileprivate func learnMail(on visit: Visit) async throws {
        var mail = try await MailFacts(on: visit)
        // What is known by then stays known, should the server not get to the end of a message.
        facts.mail = mail
        if !mail.uniqueIDs.isEmpty { facts.answered.insert(.uidl) }
        while try await mail.fetch(on: visit) { facts.mail = mail }
    }

    fileprivate func learnOfferAfterLogin(on visit: Visit) async throws {
        if (facts.mail?.count ?? 0) > 0, try await visit.attempt("\(Verb.top) 1 0")?.isPositive == true {
            facts.answered.insert(.top)
        }
        if try await visit.attempt("\(Verb.capa)")?.isPositive == true {
            facts.capabilitiesAfterLogin = visit.knowledge.capabilities
        }
    }

    /// Tries the ways to log in, those that give nothing away last, until one works.
    fileprivate func findLogin(_ account: Credentials) async throws {
        for method in candidates(for: account) {
            let isIn = try await visiting { visit in
                // AUTH has its first message with it only where SASL is announced.
                if method != .userPass, method != .apop { _ = try await visit.attempt("\(Verb.capa)") }
                do {
                    guard let refusal = try await visit.logIn(by: method, account) else { return true }
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
