import Authentication
import Handbook
import POP3

extension Checklist {
    /// Names and passwords that are no proper UTF-8, RFC 6856 section 2.2.
    static let utf8Credentials = [
        Check("utf8-user", ["rfc6856-2.2-user-arg-utf8-credentials"]) { bench in
            guard bench.facts.parameters(of: "UTF8")?.first?.uppercased() == "USER" else {
                return bench.skip(
                    "rfc6856-2.2-user-arg-utf8-credentials",
                    because: Localized(en: "UTF8 is announced without USER.", ja: "UTF8 が USER なしで通知されています。"))
            }
            try await bench.visiting { visit in
                guard try await visit.attempt("\(Verb.user) popscope-nobody")?.isPositive == true, visit.isOpen else {
                    return
                }
                try await bench.visiting { visit in
                    guard let exchange = try await visit.attempt("\(Verb.user) \u{3042}\u{E9}") else { return }
                    visit.expect(.ok, of: exchange, "rfc6856-2.2-user-arg-utf8-credentials")
                }
            }
        },
        Check("prohibited-names", ["rfc6856-2.2-reject-prohibited"], wrongLogins: 3) { bench in
            let additions = ["\u{200E}", "\u{80}", "\u{E000}"].map { Array($0.utf8) }
            try await bench.tryNames("rfc6856-2.2-reject-prohibited", additions)
        },
        Check("malformed-names", ["rfc6856-2.2-reject-malformed-utf8"], wrongLogins: 4) { bench in
            let additions: [[UInt8]] = [[0xC0, 0x80], [0xED, 0xA0, 0x80], [0xFF]]
            try await bench.tryNames("rfc6856-2.2-reject-malformed-utf8", additions, overlong: true)
        },
    ]
}

extension Bench {
    /// Gives the right password for names that are the right one with something added, or the right one with its first
    /// octet in two where UTF-8 has one: nobody may be let in.
    fileprivate func tryNames(
        _ requirement: RequirementID, _ additions: [[UInt8]], overlong: Bool = false
    ) async throws {
        guard let account = options.account, facts.offers("USER"), case .password(let secret) = account.secret else {
            return skip(requirement, because: Localized(en: "Needs USER and PASS.", ja: "USER と PASS が必要です。"))
        }
        let name = Array(account.user.utf8)
        var names = additions.map { name + $0 }
        if overlong, let first = name.first, first < 0x80 {
            names.append([0xC0 | first >> 6, 0x80 | first & 0x3F] + name.dropFirst())
        }
        for name in names {
            try await visiting { visit in
                noteWrongLogin()
                guard let user = try await visit.attempt(Line(bytes: Array("\(Verb.user) ".utf8) + name)),
                    user.isPositive,
                    let pass = try await visit.attempt(Line(bytes: Array("\(Verb.pass) ".utf8) + secret))
                else { return }
                visit.expect(.err, of: pass, requirement)
            }
        }
    }
}
