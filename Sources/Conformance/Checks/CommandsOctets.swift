import Handbook
import POP3

extension Checklist {
    /// Octets and blanks that the grammar of RFC 2449 does not have.
    static let octets = [
        Check("odd-octets", ["rfc2449-3-command-octets", "rfc2449-3-status-line-ascii"]) { bench in
            guard bench.isBoundByGrammar("rfc2449-3-command-octets") else { return }
            try await bench.put(odd, in: .transaction) { visit, octets in
                try await visit.refusesOctets(octets)
            }
            let names = bench.facts.takesUTF8Names ? [tabbed] : [tabbed, eightBit]
            try await bench.put(names) { visit, octets in try await visit.refusesOctets(octets) }
        },
        Check("odd-blanks", ["rfc2449-3-empty-param-invalid"], messages: 1) { bench in
            guard bench.isBoundByGrammar("rfc2449-3-empty-param-invalid") else { return }
            try await bench.put(["STAT ", " STAT", "LIST  1", "LIST 1 ", "NOOP "], in: .transaction) { visit, text in
                try await visit.demand(.err, to: text, "rfc2449-3-empty-param-invalid")
            }
        },
        Check("tabs", ["rfc2449-3-tab-not-separator"], messages: 1) { bench in
            guard bench.isBoundByGrammar("rfc2449-3-tab-not-separator") else { return }
            try await bench.put(["LIST\u{9}1", "LIST \u{9}1"], in: .transaction) { visit, text in
                try await visit.demand(.err, to: text, "rfc2449-3-tab-not-separator")
            }
        },
    ]

    private static let tabbed = Array("USER popscope\u{9}nobody".utf8)
    private static let eightBit: [UInt8] = Array("USER ".utf8) + [0xFF, 0xFE]

    private static let odd: [[UInt8]] = [
        Array("NO\0OP".utf8), Array("NOOP\0".utf8), Array("NOOP\u{1}".utf8), Array("NOOP\u{7F}".utf8),
        Array("XPRB".utf8) + [0xFF, 0xFE], Array("XPRB \u{1B}[1m".utf8), [0xFF, 0xFE], Array("STAT\0XPRB".utf8),
    ]
}

extension Bench {
    /// Whether the grammar of RFC 2449 binds the server; where not, the row learns why.
    fileprivate func isBoundByGrammar(_ requirement: RequirementID) -> Bool {
        if facts.capabilities != nil { return true }
        skip(requirement, because: Checklist.withoutCAPA)
        return false
    }
}

extension Facts {
    /// Whether names may hold octets above 127 (RFC 6856 section 2.1).
    fileprivate var takesUTF8Names: Bool { parameters(of: "UTF8")?.contains("USER") == true }
}

extension Visit {
    /// The line may be refused or, which is milder, taken; two replies, or none, leave the client out of step.
    fileprivate func refusesOctets(_ octets: [UInt8]) async throws(Interruption) {
        // What the rules say of an echo depends on what CAPA has announced.
        if knowledge.capabilities == nil { _ = try await attempt("\(Verb.capa)") }
        guard isOpen, let exchange = try await probe(Line(bytes: octets), ["rfc1939-5-one-response-per-command"])
        else { return }
        expect(.err, of: exchange, "rfc2449-3-command-octets")
        try await listen(for: Self.pause)
        if phase == .transaction, isOpen {
            try await demand(.okOrErr, to: "\(Verb.noop)", "rfc1939-5-one-response-per-command")
        }
    }
}
