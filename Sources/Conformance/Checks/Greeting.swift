import Handbook
import POP3

extension Checklist {
    /// What the server says first.
    static let greeting = [
        Check(
            "greeting",
            [
                "rfc1939-3-greeting-server-first", "rfc1939-4-greeting-one-line", "rfc1939-4-greeting-positive",
                "rfc2449-3-greeting-max-512", "rfc2449-3-greeting-lt-only-in-timestamp", "rfc2449-3-status-line-ascii",
            ]
        ) { bench in
            // A second line may come in a packet of its own.
            _ = try await bench.connecting { visit in try await visit.listen(for: .milliseconds(250)) }
            bench.judgeBrackets()
            bench.judgeGreetingOctets()
        },
        Check("ways-to-log-in", ["rfc1939-4-at-least-one-auth"]) { bench in
            let facts = bench.facts
            guard facts.method == nil, facts.timestamp == nil, facts.mechanisms.isEmpty, !facts.offers("USER") else {
                return
            }
            try await bench.visiting { visit in
                guard let user = try await visit.probe("\(Verb.user) popscope", "rfc1939-4-at-least-one-auth"),
                    !user.isPositive
                else { return }
                visit.judgeAuthentication(of: user)
            }
        },
    ]
}

extension Visit {
    /// No mechanism is announced, and USER was refused. Where TLS could begin that may be a policy.
    fileprivate func judgeAuthentication(of user: Exchange) {
        let sentence = Localized(
            en: "There is no way to log in: no SASL, no timestamp for APOP, and USER is refused.",
            ja: "ログインの手段がありません。SASL も APOP のタイムスタンプもなく、USER も拒否されます。")
        if bench.facts.offers("\(Verb.stls)"), !bench.options.isSecure {
            inform("rfc1939-4-at-least-one-auth", sentence)
        } else {
            breach("rfc1939-4-at-least-one-auth", sentence, actual: user.reply.first)
        }
    }
}

extension Bench {
    // greeting = "+OK" [resp-code] *gchar [timestamp] *gchar CRLF; gchar is no "<"       RFC 2449 section 3
    fileprivate func judgeBrackets() {
        guard facts.capabilities != nil, facts.greeting?.status == .ok, let line = facts.greeting?.first else { return }
        let opened = line.bytes.count { $0 == UInt8(ascii: "<") }
        guard opened > 0, opened > 1 || facts.timestamp.map(MessageID.init) == nil else { return }
        breach(
            "rfc2449-3-greeting-lt-only-in-timestamp",
            Localized(
                en: "The greeting has a \"<\" that does not begin a timestamp: \"\(line.quoted)\"",
                ja: "最初の応答に、タイムスタンプの始まりではない \"<\" があります: \"\(line.quoted)\""),
            actual: line)
    }

    /// Octets of the greeting that are no printable ASCII; what CAPA says is known only later.
    fileprivate func judgeGreetingOctets() {
        guard facts.capabilities != nil, let line = facts.greeting?.first,
            line.bytes.contains(where: { !(0x20...0x7E).contains($0) && $0 != 0x0D })
        else { return }
        breach(
            "rfc2449-3-status-line-ascii",
            Localized(
                en: "The greeting holds an octet that is not printable ASCII: \"\(line.quoted)\"",
                ja: "最初の応答に印字可能な ASCII ではないオクテットがあります: \"\(line.quoted)\""),
            actual: line)
    }
}

/// The timestamp of a greeting, as far as clients read it.
struct MessageID {
    // msg-id = "<" addr-spec ">"; addr-spec = local-part "@" domain       RFC 822 section 6.1
    /// `nil` when the text, brackets included, is no msg-id. Quoted local parts and domain literals are.
    init?(_ text: String) {
        guard text.first == "<", text.last == ">", text.utf8.count > 2 else { return nil }
        let octets = Array(text.utf8.dropFirst().dropLast())
        guard let at = octets.lastIndex(of: UInt8(ascii: "@")) else { return nil }
        let (local, domain) = (octets[..<at], octets[(at + 1)...])
        guard !local.isEmpty, !domain.isEmpty, domain.allSatisfy(Self.isPlain) else { return nil }
        let isQuoted = local.count > 2 && local.first == UInt8(ascii: "\"") && local.last == UInt8(ascii: "\"")
        guard isQuoted || local.allSatisfy(Self.isPlain) else { return nil }
    }

    private static func isPlain(_ octet: UInt8) -> Bool {
        (0x21...0x7E).contains(octet) && !"<>@".utf8.contains(octet)
    }
}
