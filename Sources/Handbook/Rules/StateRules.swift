import POP3

extension Rules {
    /// Commands that were taken in a state where no RFC allows them, and plain commands that were refused.
    static let states = [
        Rule("rfc1939-3-err-wrong-state-authorization") { seen in
            seen.before == .authorization && seen.verb != .noop ? taken(seen, from: [.transaction]) : nil
        },
        Rule("rfc1939-5-noop-transaction-only") { seen in
            seen.before == .authorization && seen.verb == .noop ? taken(seen, from: [.transaction]) : nil
        },
        Rule("rfc1939-3-err-wrong-state-transaction") { seen in
            takenAfterLogin(seen, among: [.user, .pass, .apop])
        },
        Rule("rfc5034-4-auth-authorization-only") { takenAfterLogin($0, among: [.auth]) },
        Rule("rfc2595-4-stls-authorization-only") { takenAfterLogin($0, among: [.stls]) },
        Rule("rfc2595-4-stls-announced-when-permitted") { seen in
            // Behind USER only PASS and QUIT may come (RFC 1939 section 7), and behind UTF8 a server may refuse it
            // (RFC 6856 section 2.1).
            guard seen.isBareRefusal(of: .stls, in: .authorization), seen.isAnnounced("STLS"),
                !seen.knowledge.isSecure, !seen.knowledge.isInUTF8Mode, seen.knowledge.login == .idle
            else { return nil }
            return Localized(en: "STLS was refused although CAPA announces it.", ja: "CAPA で通知されている STLS が拒否されました。")
        },
        Rule("rfc6856-2-utf8-authorization-only") { takenAfterLogin($0, among: [.utf8]) },
        Rule("rfc1939-4-quit-authorization-ok") { seen in
            guard seen.isBareRefusal(of: .quit, in: .authorization) else { return nil }
            return Localized(en: "QUIT was refused before login.", ja: "ログイン前の QUIT が拒否されました。")
        },
        Rule("rfc1939-5-noop-ok") { seen in
            guard seen.isBareRefusal(of: .noop, in: .transaction) else { return nil }
            return Localized(en: "NOOP was refused in TRANSACTION.", ja: "TRANSACTION 状態の NOOP が拒否されました。")
        },
        Rule("rfc1939-5-rset-unmarks") { seen in
            guard !seen.marked.isEmpty, seen.isBareRefusal(of: .rset, in: .transaction) else { return nil }
            return Localized(
                en: "RSET was refused although messages are marked.", ja: "削除マークの付いたメールがあるのに、RSET が拒否されました。")
        },
        Rule("rfc1939-5-rset-without-marks-ok") { seen in
            guard seen.isUnmarked, seen.isBareRefusal(of: .rset, in: .transaction) else { return nil }
            return Localized(
                en: "RSET with nothing marked was refused; it is answered +OK.",
                ja: "削除マークがないときの RSET が拒否されました。+OK を返すべきです。")
        },
        Rule("rfc1939-3-keyword-length-rejected") { seen in
            guard seen.isPositive, let name = seen.verb?.name.utf8, !(3...4).contains(name.count), !name.isEmpty,
                name.allSatisfy({ (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) })
            else { return nil }
            return Localized(
                en: "A keyword of \(name.count) characters was accepted; keywords have three or four.",
                ja: "\(name.count) 文字のキーワードが受け付けられました。キーワードは 3 文字か 4 文字です。")
        },
        Rule("rfc1939-3-err-empty-line") { seen in
            guard seen.isPositive, seen.verb != nil, seen.command?.line.bytes.isEmpty == true else { return nil }
            return Localized(en: "An empty line was answered +OK.", ja: "空行に +OK が返されました。")
        },
    ]

    private static func taken(_ seen: Observation, from phases: Set<Session.Phase>) -> Localized? {
        guard seen.isPositive, let row = seen.row, row.phases == phases, !row.isObsolete else { return nil }
        return Localized(
            en: "\(row.verb) was answered +OK before login.", ja: "ログイン前の \(row.verb) に +OK が返されました。")
    }

    private static func takenAfterLogin(_ seen: Observation, among verbs: Set<Verb>) -> Localized? {
        guard seen.isPositive, seen.before == .transaction, let verb = seen.verb, verbs.contains(verb) else {
            return nil
        }
        return Localized(en: "\(verb) was answered +OK after login.", ja: "ログイン後の \(verb) に +OK が返されました。")
    }
}

extension Observation {
    fileprivate func isBareRefusal(of verb: Verb, in phase: Session.Phase) -> Bool {
        isRefused && self.verb == verb && before == phase && command?.argument == nil
            && !(reply.code.map(ResponseCode.system.covers) ?? false)
    }
}
