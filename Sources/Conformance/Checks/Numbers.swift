import Handbook
import POP3

extension Checklist {
    /// What a message argument may be.
    static let numbers = [
        Check(
            "number-none",
            [
                "rfc1939-5-list-unknown-err", "rfc1939-5-retr-unknown-err", "rfc1939-5-dele-unknown-err",
                "rfc1939-7-uidl-unknown-err", "rfc1939-7-top-unknown-err", "rfc1939-5-list-zero-err",
            ]
        ) { bench in
            let stat = try await bench.loggedIn { visit in try await visit.send("\(Verb.stat)") }
            guard let listing = DropListing(stat.reply) else { return bench.skipUnknown() }
            let count = max(listing.count, bench.facts.mail?.count ?? 0)
            // The last two are 1 when only the last octet, or the last two, are kept.
            let bytes = [count + 256, count + 65_536].map { $0 - $0 % 256 + 1 }
            var probes = ([count + 1, count + 2, count + 10] + bytes).flatMap(bench.unknownNumber)
            probes += bench.numberCommands(["0", "00"]).map { Probe($0, "rfc1939-5-list-zero-err") }
            probes += ["list \(count + 1)", "LIST \(count + 1)"].map { Probe($0, "rfc1939-5-list-unknown-err") }
            try await bench.refuses(probes)
        },
        Check("number-negative", ["rfc1939-5-negative-number-err"], messages: 1) { bench in
            let last = bench.facts.mail?.count ?? 1
            let numbers = ["-1", "-\(last)", "-\(last + 1)", "-4294967295", "-18446744073709551615"]
            try await bench.refuses(
                bench.numberCommands(numbers).map { Probe($0, "rfc1939-5-negative-number-err") })
        },
        Check("number-huge", ["rfc1939-5-huge-number-err"], messages: 1) { bench in
            try await bench.refuses(
                bench.numberCommands(hugeNumbers).map { Probe($0, "rfc1939-5-huge-number-err") })
        },
        Check("number-words", ["rfc1939-5-nonnumeric-err"], messages: 1) { bench in
            let words = ["x", "x1", "0x1", "*", "one", "#1", "$"]
            let probes = bench.numberCommands(words).map { Probe($0, "rfc1939-5-nonnumeric-err") }
            // Many servers stop reading at the first letter: a warning.
            let mixed = bench.numberCommands(["1x", "1.0", "1-2", "1,1"])
            try await bench.refuses(probes + mixed.map { Probe($0, "rfc1939-5-nonnumeric-err", as: .warn) })
        },
        Check(
            "arguments",
            [
                "rfc1939-5-retr-arg-required", "rfc1939-5-dele-arg-required", "rfc1939-7-top-both-args-required",
                "rfc1939-3-err-extra-args",
            ]
        ) { bench in
            try await bench.refuses(bench.wrongArguments)
        },
    ]

    /// Numbers that name no message; those of 2^32 + 1 and the like are 1 when digits are lost.
    static let hugeNumbers = [
        "2147483648", "4294967296", "4294967297", "9223372036854775807", "9223372036854775808",
        "18446744073709551616", "18446744073709551617", "340282366920938463463374607431768211457",
        String(repeating: "9", count: 40), "1" + String(repeating: "0", count: 38) + "1",
    ]
}

extension Bench {
    fileprivate func skipUnknown() {
        skip(
            "rfc1939-5-list-unknown-err", "rfc1939-5-retr-unknown-err", "rfc1939-5-dele-unknown-err",
            "rfc1939-7-uidl-unknown-err", "rfc1939-7-top-unknown-err", "rfc1939-5-list-zero-err",
            because: Localized(
                en: "STAT does not say how many messages there are.", ja: "STAT からメールの通数が分かりません。"))
    }

    private var optional: (hasTop: Bool, hasUIDL: Bool) { (facts.offers("TOP"), facts.offers("UIDL")) }

    /// Every command that takes a message, with each of these in its place.
    func numberCommands(_ words: [String]) -> [String] {
        words.flatMap { word in
            ["\(Verb.list) \(word)", "\(Verb.retr) \(word)", "\(Verb.dele) \(word)"]
                + (optional.hasUIDL ? ["\(Verb.uidl) \(word)"] : [])
                + (optional.hasTop ? ["\(Verb.top) \(word) 0"] : [])
        }
    }

    /// The commands about a message that does not exist.
    fileprivate func unknownNumber(_ number: Int) -> [Probe] {
        [
            Probe("\(Verb.list) \(number)", "rfc1939-5-list-unknown-err"),
            Probe("\(Verb.retr) \(number)", "rfc1939-5-retr-unknown-err"),
            Probe("\(Verb.dele) \(number)", "rfc1939-5-dele-unknown-err"),
        ] + (optional.hasUIDL ? [Probe("\(Verb.uidl) \(number)", "rfc1939-7-uidl-unknown-err")] : [])
            + (optional.hasTop ? [Probe("\(Verb.top) \(number) 0", "rfc1939-7-top-unknown-err")] : [])
    }

    /// Commands with an argument too few or too many.
    fileprivate var wrongArguments: [Probe] {
        var probes = [
            Probe("\(Verb.retr)", "rfc1939-5-retr-arg-required"), Probe("retr", "rfc1939-5-retr-arg-required"),
            Probe("\(Verb.dele)", "rfc1939-5-dele-arg-required"), Probe("dele", "rfc1939-5-dele-arg-required"),
        ]
        if optional.hasTop { probes.append(Probe("\(Verb.top)", "rfc1939-7-top-both-args-required")) }
        guard let mail = facts.mail, mail.count > 0 else { return probes }
        if optional.hasTop {
            probes += [1, mail.count].map { Probe("\(Verb.top) \($0)", "rfc1939-7-top-both-args-required") }
            probes += ["1 0 0", "1 0 x"].map { Probe("\(Verb.top) \($0)", "rfc1939-3-err-extra-args") }
        }
        let listing: [Verb] = optional.hasUIDL ? [.list, .uidl] : [.list]
        for verb in listing + [.retr, .dele] {
            probes += ["1 2", "1 x", "1 1"].map { Probe("\(verb) \($0)", "rfc1939-3-err-extra-args") }
        }
        return probes
    }
}
