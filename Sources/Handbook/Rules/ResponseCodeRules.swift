import POP3

extension Rules {
    /// Extended response codes, RFC 2449 section 8 and RFC 3206; only where RESP-CODES is announced, since "[" is text otherwise.
    static let responseCodes = [
        Rule("rfc2449-3-resp-code-grammar") { seen in
            guard seen.hasCodes, seen.hasStatus, seen.text.hasPrefix("["), !seen.hasWellFormedCode else { return nil }
            return Localized(
                en: "The text begins with \"[\", but no well-formed response code follows.",
                ja: "文が \"[\" で始まっていますが、正しい形の応答コードになっていません。")
        },
        Rule("rfc2449-6.4-resp-codes-meaning") { seen in
            guard seen.hasCodes, seen.hasStatus, seen.text.hasPrefix("["), !seen.text.contains("]") else { return nil }
            return Localized(
                en: "RESP-CODES is announced, but a text begins with \"[\" that is no response code.",
                ja: "RESP-CODES を通知しているのに、応答コードではない \"[\" で始まる文があります。")
        },
        Rule("rfc2449-3-resp-code-position") { seen in
            guard seen.hasCodes, seen.hasStatus, !seen.text.hasPrefix("["), let code = seen.misplacedCode else {
                return nil
            }
            return Localized(
                en: "[\(code)] does not stand right behind the status indicator, so it is text only.",
                ja: "[\(code)] が状態表示のすぐ後にないので、ただの文になります。")
        },
        Rule("rfc2449-9-unregistered-resp-code") { seen in
            guard let code = seen.code, !registered.contains(where: { $0.covers(code) }) else { return nil }
            return Localized(
                en: "The response code [\(visible(code))] is not registered.",
                ja: "応答コード [\(visible(code))] は登録されていません。")
        },
        Rule("rfc2449-8-resp-codes-announced") { seen in
            guard seen.knowledge.capabilities != nil, !seen.hasCodes, let code = seen.reply.code,
                registered.contains(where: { $0.covers(code) })
            else { return nil }
            return Localized(
                en: "The server sends [\(visible(code))], but CAPA does not list RESP-CODES.",
                ja: "サーバーは [\(visible(code))] を送りましたが、CAPA に RESP-CODES がありません。")
        },
        Rule("rfc3206-4-sys-second-level") { seen in
            guard let code = seen.code, seen.hasWellFormedCode, ResponseCode.system.covers(code),
                !ResponseCode.systemTemporary.covers(code), !ResponseCode.systemPermanent.covers(code)
            else { return nil }
            return Localized(
                en: "[\(visible(code))]: SYS is followed by /TEMP or /PERM.",
                ja: "[\(visible(code))]: SYS の後には /TEMP か /PERM が必要です。")
        },
        Rule("rfc3206-4-sys-on-err-only") { seen in
            guard let code = seen.code, ResponseCode.system.covers(code) else { return nil }
            return notOnError(code, seen)
        },
        Rule("rfc2449-8.1.2-in-use-code") { seen in
            guard let code = seen.code, code == .inUse else { return nil }
            return notOnError(code, seen) ?? misplaced(code, seen, allowed: [.pass, .apop, .auth])
        },
        Rule("rfc2449-8.1.1-login-delay-code") { seen in
            guard let code = seen.code, code == .loginDelay else { return nil }
            return notOnError(code, seen) ?? misplaced(code, seen, allowed: [.user, .pass, .apop, .auth])
        },
        Rule("rfc2449-8.1.1-login-delay-code-not-on-user") { seen in
            seen.code == .loginDelay && seen.isRefused && seen.verb == .user ? tellsTales : nil
        },
        Rule("rfc3206-5-auth-code-commands") { seen in
            guard let code = seen.code, code == .auth else { return nil }
            return notOnError(code, seen) ?? misplaced(code, seen, allowed: [.user, .pass, .apop, .auth])
        },
        Rule("rfc3206-5-auth-code-not-on-user") { seen in
            seen.code == .auth && seen.isRefused && seen.verb == .user ? tellsTales : nil
        },
        Rule("rfc3206-5-announce-capability") { seen in
            guard seen.code == .auth, !seen.isAnnounced("AUTH-RESP-CODE") else { return nil }
            return Localized(
                en: "The server sends [AUTH], but CAPA does not list AUTH-RESP-CODE.",
                ja: "サーバーは [AUTH] を送りましたが、CAPA に AUTH-RESP-CODE がありません。")
        },
        Rule("rfc6856-5-utf8-code") { seen in
            guard let code = seen.code, code == .utf8 else { return nil }
            if let fault = notOnError(code, seen) ?? misplaced(code, seen, allowed: [.list, .top, .retr]) {
                return fault
            }
            guard seen.knowledge.isInUTF8Mode else { return nil }
            return Localized(
                en: "[UTF8] asks for UTF-8 mode, but the session is in it.", ja: "[UTF8] が返されましたが、すでに UTF-8 モードです。")
        },
    ]

    static let registered: [ResponseCode] = [.inUse, .loginDelay, .auth, .system, .utf8]

    private static let tellsTales = Localized(
        en: "A response code on the reply to USER tells strangers whether this user exists.",
        ja: "USER への応答に応答コードを付けると、その名前の利用者がいるかどうかが他人に分かってしまいます。")

    private static func visible(_ code: ResponseCode) -> String { String(quoting: code.name.utf8) }

    private static func notOnError(_ code: ResponseCode, _ seen: Observation) -> Localized? {
        guard seen.isPositive else { return nil }
        return Localized(
            en: "[\(visible(code))] stands on +OK; it belongs to -ERR.",
            ja: "[\(visible(code))] が +OK に付いています。-ERR に付けるものです。")
    }

    private static func misplaced(_ code: ResponseCode, _ seen: Observation, allowed: Set<Verb>) -> Localized? {
        guard let command = seen.command, !allowed.contains(command.verb) else { return nil }
        return Localized(
            en: "[\(code.name)] does not belong to a reply to \(String(quoting: command.verb.name.utf8)).",
            ja: "[\(code.name)] は \(String(quoting: command.verb.name.utf8)) への応答に付けるものではありません。")
    }
}

extension Observation {
    var hasCodes: Bool { isAnnounced("RESP-CODES") }
    fileprivate var code: ResponseCode? { hasCodes ? reply.code : nil }

    // resp-level = 1*rchar       RFC 2449 section 3
    fileprivate var hasWellFormedCode: Bool {
        reply.code.map { !$0.name.split(separator: "/", omittingEmptySubsequences: false).contains("") } ?? false
    }

    /// A registered code in brackets that stands behind other text, or behind a second blank; `nil` when there is none.
    fileprivate var misplacedCode: String? {
        guard text.utf8.contains(0x5B) else { return nil }
        let words = ["IN-USE", "LOGIN-DELAY", "AUTH", "SYS/TEMP", "SYS/PERM"]
        let text = text.uppercased()
        return words.first { text.contains("[\($0)]") }
    }
}
