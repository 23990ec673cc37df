import Handbook
import POP3

extension Checklist {
    /// Lines that are no commands, or none that the server has.
    static let commands = [
        Check("unknown-commands", ["rfc1939-3-err-unrecognized", "rfc2449-3-status-line-ascii"]) { bench in
            for phase in [Session.Phase.authorization, .transaction] {
                // A server that passes over one passes over all, and each takes its time.
                let texts = bench.facts.passedOver.contains(Visit.nonsense) ? Array(unknown.prefix(1)) : unknown
                try await bench.put(texts, in: phase) { visit, text in
                    let exchange = try await visit.demand(.err, to: text, "rfc1939-3-err-unrecognized")
                    // What was taken for another command may have lines, or have marked something.
                    if exchange?.isPositive == true { await visit.drop() }
                }
            }
        },
        Check("keyword-lengths", ["rfc1939-3-keyword-length-rejected"]) { bench in
            try await bench.put(["USERS popscope", "US popscope", "QU", "Q", "AP", "QUITS"]) { visit, text in
                try await visit.refusesKeyword(text)
            }
            try await bench.put(wrongLengths, in: .transaction) { visit, text in try await visit.refusesKeyword(text) }
        },
        Check("empty-lines", ["rfc1939-3-err-empty-line"]) { bench in
            for phase in bench.reachable {
                try await bench.put(["", ""], in: phase) { visit, text in
                    try await visit.demand(.err, to: text, "rfc1939-3-err-empty-line")
                }
            }
        },
        Check("missing-arguments", ["rfc1939-3-err-syntax"]) { bench in
            try await bench.put(invalid, in: .transaction) { visit, text in
                try await visit.demand(.err, to: text, "rfc1939-3-err-syntax")
            }
        },
        Check("not-offered", ["rfc1939-3-err-unimplemented"]) { bench in try await bench.tryWhatIsNotOffered() },
        Check("obsolete-commands", ["rfc1939-obsolete-commands"]) { bench in
            try await bench.put(["RPOP popscope-nobody"]) { visit, text in try await visit.isObsolete(text) }
            try await bench.put(["LAST", "XTND XMIT"], in: .transaction) { visit, text in
                try await visit.isObsolete(text)
            }
        },
        Check("stat-with-argument", ["rfc1939-5-stat-no-args"]) { bench in
            try await bench.refuses(["STAT 1", "STAT x"], "rfc1939-5-stat-no-args")
        },
        Check("noop-with-argument", ["rfc1939-5-noop-no-args"]) { bench in
            try await bench.refuses(["NOOP x", "NOOP 1"], "rfc1939-5-noop-no-args")
        },
        Check("rset-with-argument", ["rfc1939-5-rset-no-args"]) { bench in
            try await bench.refuses(["RSET 1", "RSET x"], "rfc1939-5-rset-no-args")
        },
    ]

    private static let unknown = [
        "XPRB", "QWER 1", "xprb", "FROB a b", "XYZ", "TOPS 1 0", "STAX", "LIS", "NOO", "DEL 0", "RST", "XPRB", "Xprb 1",
    ]
    private static let wrongLengths = [
        "NO", "NOOPE", "NOOPNOOP", "STATUS", "STATX", "ST", "S", "LISTX 1", "LI 1", "UIDLX 1", "UI 1", "RSETX", "RS",
        "DELETE 0", "noope", "NOOPE", "TO 0 0", "QUITX",
    ]
    private static let invalid = [
        "RETR", "DELE", "TOP", "TOP 1", "RETR x", "DELE x", "TOP 1 x", "TOP x 1", "LIST x", "retr", "dele", "top 1",
        "RETR abc", "DELE one", "LIST -", "RETR .", "TOP x y", "RETR",
    ]
}

extension Bench {
    /// The states that can be reached: without a login only the first.
    var reachable: [Session.Phase] { facts.method == nil ? [.authorization] : [.authorization, .transaction] }

    /// Lines that must be refused in TRANSACTION.
    fileprivate func refuses(_ texts: [String], _ requirement: RequirementID) async throws {
        try await put(texts, in: .transaction) { visit, text in
            try await visit.demand(.err, to: text, requirement)
        }
    }

    /// Optional commands that the server does not have: each must be answered, and a refusal is right.
    fileprivate func tryWhatIsNotOffered() async throws {
        let early = [("CAPA", "CAPA"), ("UTF8", "UTF8"), ("LANG", "LANG"), ("AUTH POPSCOPE", "AUTH"), ("STLS", "STLS")]
        try await put(early.filter { !hasOptional($0.1) }.map(\.0)) { visit, text in try await visit.mayRefuse(text) }
        if facts.timestamp == nil {
            let digest = String(repeating: "0", count: 32)
            try await put(["APOP popscope-nobody \(digest)"]) { visit, text in try await visit.mayRefuse(text) }
        }
        let late = [("TOP 1 0", "TOP"), ("UIDL", "UIDL"), ("UIDL 1", "UIDL"), ("LAST", "LAST"), ("XTND XMIT", "XTND")]
        try await put(late.filter { !hasOptional($0.1) }.map(\.0), in: .transaction) { visit, text in
            try await visit.mayRefuse(text)
        }
    }

    private func hasOptional(_ tag: String) -> Bool {
        switch tag {
        case "CAPA": facts.capabilities != nil
        // What is no mechanism is then for rows of AUTH.
        case "AUTH": facts.offers("SASL")
        default: facts.offers(tag)
        }
    }
}

extension Visit {
    fileprivate func refusesKeyword(_ text: String) async throws(Interruption) {
        // A close without -ERR belongs to the row of unknown commands.
        guard let exchange = try await probe(text, "rfc1939-3-err-unrecognized") else { return }
        // What was taken for another command may have changed the state.
        if !expect(.err, of: exchange, "rfc1939-3-keyword-length-rejected") { await drop() }
    }

    fileprivate func isObsolete(_ text: String) async throws(Interruption) {
        guard let exchange = try await probe(text, "rfc1939-3-err-unimplemented"), exchange.isPositive else { return }
        inform(
            "rfc1939-obsolete-commands",
            Localized(
                en: "The server still carries out \"\(exchange.said)\", which today's POP3 does not have.",
                ja: "今の POP3 にはない \"\(exchange.said)\" を、サーバーがまだ実行します。"))
    }

    /// A command that the server may not have: +OK shows that it does.
    fileprivate func mayRefuse(_ text: String) async throws(Interruption) {
        let requirement: RequirementID = "rfc1939-3-err-unimplemented"
        guard let exchange = try await probe(text, requirement) else { return }
        expect(.okOrErr, of: exchange, requirement)
        if !exchange.isRefused { await drop() }
    }
}
