import POP3

extension Rules {
    /// The list of CAPA, RFC 2449 sections 3, 5 and 6, and what other RFCs say of their tags.
    static let capabilities = [
        Rule("rfc2449-5-capa-no-args") { seen in
            guard seen.isPositive, seen.verb == .capa, seen.command?.arguments.isEmpty == false else { return nil }
            return Localized(
                en: "CAPA was accepted with an argument; it has none.", ja: "CAPA が引数を付けたまま受け付けられました。CAPA に引数はありません。")
        },
        Rule("rfc2449-5-capa-tag-grammar") { seen in
            if let odd = seen.capabilityLines?.first(where: { !hasGoodTag($0) }) {
                return Localized(
                    en: "A line of CAPA begins with no valid tag: \"\(String(quoting: odd.bytes))\"",
                    ja: "CAPA に正しいタグで始まらない行があります: \"\(String(quoting: odd.bytes))\"")
            }
            guard let odd = seen.capabilityLines?.first(where: { !hasGoodParameters($0) }) else { return nil }
            return Localized(
                en: "A line of CAPA holds an octet that no parameter may have: \"\(String(quoting: odd.bytes))\"",
                ja: "CAPA に、引数に使えないオクテットのある行があります: \"\(String(quoting: odd.bytes))\"")
        },
        Rule("rfc2449-5-capa-single-space") { seen in
            guard let odd = seen.capabilityLines?.first(where: hasStrayBlank) else { return nil }
            return Localized(
                en: "A line of CAPA has a blank too many: \"\(String(quoting: odd.bytes))\"",
                ja: "CAPA に余分な空白のある行があります: \"\(String(quoting: odd.bytes))\"")
        },
        Rule("rfc2449-5-capa-line-512") { seen in
            guard seen.capabilityLines != nil, let longest = seen.reply.body?.longest, longest > 510 else { return nil }
            return Localized(
                en: "A line of CAPA has \(longest + 2) octets with its CRLF; 512 are allowed.",
                ja: "CAPA に CRLF を含めて \(longest + 2) オクテットの行があります (512 オクテットまで)。")
        },
        Rule("rfc2449-5-capa-announced-both") { seen in
            guard seen.before == .transaction, seen.capabilityLines != nil, let known = seen.knowledge.capabilities
            else { return nil }
            let now = Set(seen.capabilities.map(\.tag))
            let missing = known.map(\.tag).filter { $0 != "STLS" && !now.contains($0) }
            guard !missing.isEmpty else { return nil }
            let tags = missing.prefix(5).map { String(quoting: $0.utf8) }.joined(separator: ", ")
            return Localized(
                en: "Announced before and missing now: \(tags).", ja: "前は通知され、今は通知されていないもの: \(tags)")
        },
        Rule("rfc2595-4-stls-not-in-transaction-capa") { seen in
            guard seen.before == .transaction, seen.capabilities.announces("STLS") else { return nil }
            return Localized(en: "STLS is announced after login.", ja: "ログイン後に STLS が通知されています。")
        },
        Rule("rfc2595-4-stls-not-announced-under-tls") { seen in
            guard seen.before == .authorization, seen.knowledge.isSecure, seen.capabilities.announces("STLS") else {
                return nil
            }
            return Localized(en: "STLS is announced although TLS is active.", ja: "TLS が有効なのに STLS が通知されています。")
        },
        Rule("rfc2449-6.5-login-delay-arg") { wrongPolicy("LOGIN-DELAY", $0) },
        Rule("rfc2449-6.7-expire-arg") { wrongPolicy("EXPIRE", $0) },
        Rule("rfc2449-6.9-implementation-arg") { malformed("IMPLEMENTATION", $0) },
        Rule("rfc5034-3-sasl-arg-list") { seen in
            guard let names = seen.capabilities["SASL"] else { return nil }
            if names.isEmpty {
                return Localized(en: "SASL is announced without any mechanism.", ja: "SASL がメカニズムなしで通知されています。")
            }
            guard let odd = names.first(where: { !isMechanism($0) }) else { return nil }
            if isMechanism(odd.uppercased()) {
                return Localized(
                    en: "SASL lists a mechanism in small letters: \"\(String(quoting: odd.utf8))\"",
                    ja: "SASL の一覧で、メカニズム名が大文字ではありません: \"\(String(quoting: odd.utf8))\"")
            }
            return Localized(
                en: "SASL lists what is no name of a mechanism: \"\(String(quoting: odd.utf8))\"",
                ja: "SASL の一覧に、メカニズム名ではない語があります: \"\(String(quoting: odd.utf8))\"")
        },
        Rule("rfc3206-6-capability-no-args") { malformed("AUTH-RESP-CODE", $0) },
        Rule("rfc6856-3-lang-capability") { malformed("LANG", $0) },
        Rule("iana-capability-args-none") { seen in
            ["TOP", "USER", "RESP-CODES", "PIPELINING", "UIDL", "STLS"].lazy.compactMap { malformed($0, seen) }.first
        },
    ]

    // capa-tag = 1*cchar; cchar = %x21-2D / %x2F-7F       RFC 2449 section 3
    private static func hasGoodTag(_ line: Line) -> Bool {
        let tag = line.bytes.prefix { $0 != 0x20 }
        return (!tag.isEmpty || line.bytes.first == 0x20) && tag.allSatisfy { (0x21...0x7F).contains($0) && $0 != 0x2E }
    }

    // param = 1*VCHAR       RFC 2449 section 3
    private static func hasGoodParameters(_ line: Line) -> Bool {
        line.bytes.allSatisfy { (0x20...0x7F).contains($0) }
    }

    private static func hasStrayBlank(_ line: Line) -> Bool {
        line.bytes.first == 0x20 || line.bytes.last == 0x20
            || zip(line.bytes, line.bytes.dropFirst()).contains { $0 == 0x20 && $1 == 0x20 }
    }

    private static func malformed(_ tag: String, _ seen: Observation) -> Localized? {
        seen.capabilities.first { $0.tag == tag }?.reading == .malformed ? wrongParameters(tag) : nil
    }

    /// USER says that a value differs from user to user: behind login it has no place any more.
    private static func wrongPolicy(_ tag: String, _ seen: Observation) -> Localized? {
        if let fault = malformed(tag, seen) { return fault }
        guard seen.before == .transaction, let last = seen.capabilities[tag]?.last, Verb(last) == .user else {
            return nil
        }
        return Localized(
            en: "After login \(tag) is announced with USER; by then it must be this user's own value.",
            ja: "ログイン後の \(tag) に USER が付いています。ログイン後は、その利用者自身の値でなければなりません。")
    }

    // sasl-mech = 1*20mech-char; mech-char = UPPER-ALPHA / DIGIT / HYPHEN / UNDERSCORE       RFC 4422 section 3.1
    private static func isMechanism(_ name: String) -> Bool {
        (1...20).contains(name.utf8.count)
            && name.utf8.allSatisfy {
                (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F
            }
    }

    static func wrongParameters(_ tag: String) -> Localized {
        Localized(en: "\(tag) is announced with wrong parameters.", ja: "\(tag) が誤った引数で通知されています。")
    }
}
