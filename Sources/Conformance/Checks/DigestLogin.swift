import Authentication
import Handbook
import POP3

extension Checklist {
    /// APOP, RFC 1939 section 7.
    static let digestLogin = [
        Check(
            "apop",
            [
                "rfc1939-7-apop-success", "rfc1939-7-apop-timestamp-msgid-syntax", "rfc2449-3-timestamp-msgid",
                "rfc1939-7-apop-timestamp-in-greeting",
            ]
        ) { bench in
            try await bench.logInByDigest("APOP")
            try await bench.logInByDigest("apop")
        },
        Check("apop-without-timestamp", ["rfc1939-7-apop-timestamp-in-greeting"], wrongLogins: 3) { bench in
            guard bench.facts.timestamp == nil else { return }
            try await bench.guessTimestamp()
        },
        Check("apop-arguments", ["rfc1939-7-apop-both-args-required"]) { bench in
            let user = bench.options.account?.user ?? "popscope-nobody"
            try await bench.put(["APOP", "APOP \(user)", "apop \(user)"]) { visit, text in
                try await visit.demand(.err, to: text, "rfc1939-7-apop-both-args-required")
            }
        },
        Check("apop-wrong", ["rfc1939-7-apop-wrong-digest-err"], wrongLogins: 2) { bench in
            let digests = [String(repeating: "0", count: 32), String(repeating: "f", count: 32)]
            try await bench.put(digests) { visit, digest in
                try await visit.refusesDigest(bench.options.account?.user ?? "popscope-nobody", digest)
            }
        },
        Check("apop-almost", ["rfc1939-7-apop-wrong-digest-err"], wrongLogins: 11) { bench in
            guard let (user, password) = bench.passwordAccount else { return }
            try await bench.put(Array(wrong.indices)) { visit, index in
                guard let timestamp = visit.knowledge.timestamp else { return }
                let right = APOP.digest(timestamp: timestamp, secret: password)
                guard let digest = wrong[index](timestamp, password, right), digest != right else { return }
                try await visit.refusesDigest(user, digest)
            }
            try await bench.visiting { visit in
                guard let timestamp = visit.knowledge.timestamp else { return }
                let right = APOP.digest(timestamp: timestamp, secret: password)
                try await visit.refusesDigest("popscope-nobody", right)
            }
        },
        Check("apop-replay", ["rfc1939-7-apop-replay-refused"], wrongLogins: 1) { bench in
            try await bench.replayDigest()
        },
        Check("apop-timestamps", ["rfc1939-7-apop-timestamp-unique"]) { bench in try await bench.collectTimestamps() },
        Check("apop-behind-user", ["rfc1939-7-apop-not-after-user-ok"]) { bench in
            guard let (user, password) = bench.passwordAccount else { return }
            try await bench.visiting { visit in
                guard let timestamp = visit.knowledge.timestamp,
                    try await visit.attempt(.user(user))?.isPositive == true
                else { return }
                let digest = APOP.digest(timestamp: timestamp, secret: password)
                try await visit.demand(.err, to: "APOP \(user) \(digest)", "rfc1939-7-apop-not-after-user-ok")
            }
        },
    ]

    /// Digests that are almost right, from timestamp, secret and the right one.
    private static let wrong: [@Sendable (String, [UInt8], String) -> String?] = [
        { _, _, right in String(right.dropLast()) + (right.last == "0" ? "1" : "0") },
        { _, _, right in (right.first == "0" ? "1" : "0") + String(right.dropFirst()) },
        { _, _, right in String(right.dropLast()) },
        { _, _, right in right + "0" },
        { _, _, right in String(right.prefix(16)) },
        { _, _, right in String(right.prefix(16)) + String(repeating: "0", count: 16) },
        { _, secret, _ in APOP.digest(timestamp: "", secret: secret) },
        { timestamp, secret, _ in APOP.digest(timestamp: String(timestamp.dropFirst().dropLast()), secret: secret) },
        { timestamp, _, _ in APOP.digest(timestamp: timestamp, secret: []) },
        { timestamp, secret, _ in APOP.digest(timestamp: timestamp, secret: secret + [0x78]) },
    ]
}

extension Visit {
    /// A wrong digest leaves the session in AUTHORIZATION.
    fileprivate func refusesDigest(_ user: String, _ digest: String) async throws {
        let requirement: RequirementID = "rfc1939-7-apop-wrong-digest-err"
        bench.noteWrongLogin()
        guard let apop = try await probe("APOP \(user) \(digest)", requirement) else { return }
        guard expect(.err, of: apop, requirement) else { return await drop() }
        guard isOpen, let stat = try await attempt("\(Verb.stat)") else { return }
        expect(.err, of: stat, requirement)
    }
}

extension Bench {
    /// Logs in by the right digest; a password that is stored hashed makes that impossible.
    fileprivate func logInByDigest(_ keyword: String) async throws {
        guard facts.timestamp != nil, let (user, password) = passwordAccount else { return }
        var refusal: (visit: Visit, exchange: Exchange)?
        let isIn = try await settles(attempts: 6) {
            try await visiting { visit in
                guard let timestamp = visit.knowledge.timestamp else { return true }
                let digest = APOP.digest(timestamp: timestamp, secret: password)
                guard let apop = try await visit.attempt("\(keyword) \(user) \(digest)") else { return true }
                guard apop.isPositive else {
                    refusal = (visit, apop)
                    await visit.drop()
                    return false
                }
                try await visit.demand(.ok, to: "\(Verb.stat)", "rfc1939-7-apop-success")
                visit.judgeTimestamp(timestamp)
                return true
            }
        }
        if !isIn, let refusal { refusal.visit.expect(.ok, of: refusal.exchange, "rfc1939-7-apop-success") }
    }

    /// Where the greeting has no timestamp, APOP must not work: neither over nothing, nor over a word that looks like one.
    fileprivate func guessTimestamp() async throws {
        guard let (user, password) = passwordAccount, let greeting = facts.greeting?.text else { return }
        var guesses = [""]
        if let open = greeting.firstIndex(of: "<"), let close = greeting.lastIndex(of: ">"), open < close {
            guesses.append(String(greeting[open...close]))
        }
        let word = greeting.split(separator: " ").first { $0.contains("@") || $0.contains("<") }
        guesses += word.map { [String($0)] } ?? []
        try await put(guesses) { visit, guess in
            noteWrongLogin()
            let digest = APOP.digest(timestamp: guess, secret: password)
            try await visit.demand(.err, to: "APOP \(user) \(digest)", "rfc1939-7-apop-timestamp-in-greeting")
            if visit.phase == .transaction { await visit.drop() }
        }
    }

    /// A digest that was good on one connection, on another.
    fileprivate func replayDigest() async throws {
        guard let (user, password) = passwordAccount else { return }
        var heard: (timestamp: String, line: String)?
        try await visiting { visit in
            guard let timestamp = visit.knowledge.timestamp else { return }
            let line = "APOP \(user) \(APOP.digest(timestamp: timestamp, secret: password))"
            _ = try await visit.attempt(line)
            heard = (timestamp, line)
        }
        guard let heard else { return }
        try await visiting { visit in
            // The same timestamp twice is for another row.
            guard visit.knowledge.timestamp != heard.timestamp else { return }
            noteWrongLogin()
            try await visit.demand(.err, to: heard.line, "rfc1939-7-apop-replay-refused")
            if visit.phase == .transaction { await visit.drop() }
        }
    }

    /// Greetings that follow each other closely.
    fileprivate func collectTimestamps() async throws {
        var seen: Set<String> = []
        for _ in 0..<(options.hasNetwork ? 6 : 20) {
            let timestamp: String? = try await connecting { visit in
                await visit.drop()
                return visit.knowledge.timestamp
            }
            guard let timestamp, !seen.insert(timestamp).inserted else { continue }
            return breach(
                "rfc1939-7-apop-timestamp-unique",
                Localized(
                    en: "Two greetings had the same timestamp: \(Line(timestamp).quoted)",
                    ja: "2 つの最初の応答のタイムスタンプが同じでした: \(Line(timestamp).quoted)"))
        }
    }
}

extension Visit {
    /// APOP works, so the timestamp is one: it must be a msg-id.
    fileprivate func judgeTimestamp(_ timestamp: String) {
        guard MessageID(timestamp) == nil else { return }
        let sentence = Localized(
            en: "The timestamp \(Line(timestamp).quoted) is no msg-id: \"<\" local-part \"@\" domain \">\".",
            ja: "タイムスタンプ \(Line(timestamp).quoted) が msg-id (\"<\" local-part \"@\" domain \">\") の形ではありません。")
        for requirement in ["rfc1939-7-apop-timestamp-msgid-syntax", "rfc2449-3-timestamp-msgid"] as [RequirementID] {
            breach(requirement, sentence, expected: ["<1896.697170952@host>"], actual: exchanges.first?.reply.first)
        }
    }
}
