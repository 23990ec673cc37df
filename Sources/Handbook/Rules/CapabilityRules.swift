import POP3

extension Rules {
    /// The list of CAPA, RFC 2449 sections 3, 5 and 6, and what other RFCs say of their tags.
    static let capabilities = [
        Rule("rfc2449-5-capa-tag-grammar") { seen in
            guard let odd = seen.capabilityLines?.first(where: { !hasGoodTag($0) }) else { return nil }
            return Localized(
                en: "A line of CAPA begins with no valid tag: \"\(String(quoting: odd.bytes))\"",
                ja: "CAPA に正しいタグで始まらない行があります: \"\(String(quoting: odd.bytes))\"")
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
            let tags = missing.prefix(5).map { String(quoting: $0.utf8) }.joined(separator: " ")
            return Localized(en: "Announced before and missing now: \(tags).", ja: "前は通知され、今はないもの: \(tags)")
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
        Rule("rfc2449-6.5-login-delay-arg") { seen in
            isNumberOr(seen.capabilities["LOGIN-DELAY"], word: nil) ? nil : wrongParameters("LOGIN-DELAY")
        },
        Rule("rfc2449-6.7-expire-arg") { seen in
            isNumberOr(seen.capabilities["EXPIRE"], word: "NEVER") ? nil : wrongParameters("EXPIRE")
        },
        Rule("rfc2449-6.9-implementation-arg") { seen in
            seen.capabilities["IMPLEMENTATION"]?.isEmpty == true ? wrongParameters("IMPLEMENTATION") : nil
        },
        Rule("rfc5034-3-sasl-arg-list") { seen in
            seen.capabilities["SASL"]?.isEmpty == true ? wrongParameters("SASL") : nil
        },
        Rule("rfc3206-6-capability-no-args") { seen in
            seen.capabilities["AUTH-RESP-CODE"]?.isEmpty == false ? wrongParameters("AUTH-RESP-CODE") : nil
        },
        Rule("rfc6856-3-lang-capability") { seen in
            seen.capabilities["LANG"]?.isEmpty == false ? wrongParameters("LANG") : nil
        },
    ]

    // capa-tag = 1*cchar; cchar = %x21-2D / %x2F-7F       RFC 2449 section 3
    private static func hasGoodTag(_ line: Line) -> Bool {
        let tag = line.bytes.prefix { $0 != 0x20 }
        return (!tag.isEmpty || line.bytes.first == 0x20) && tag.allSatisfy { (0x21...0x7F).contains($0) && $0 != 0x2E }
    }

    private static func hasStrayBlank(_ line: Line) -> Bool {
        line.bytes.first == 0x20 || line.bytes.last == 0x20
            || zip(line.bytes, line.bytes.dropFirst()).contains { $0 == 0x20 && $1 == 0x20 }
    }

    private static func isNumberOr(_ parameters: [String]?, word: String?) -> Bool {
        guard let parameters else { return true }
        guard let first = parameters.first, parameters.count == 1 || (parameters.count == 2 && parameters[1] == "USER")
        else { return false }
        return first == word || first.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func wrongParameters(_ tag: String) -> Localized {
        Localized(en: "\(tag) is announced with wrong parameters.", ja: "\(tag) が誤った引数で通知されています。")
    }
}
