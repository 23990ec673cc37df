import Handbook

extension Requirement.Level {
    // swift-format-ignore
    /// The word of RFC 2119 as it stands there, and what it means.
    var words: Localized {
        switch self {
        case .must: Localized(en: rawValue, ja: "MUST (必須)")
        case .mustNot: Localized(en: rawValue, ja: "MUST NOT (禁止)")
        case .should: Localized(en: rawValue, ja: "SHOULD (推奨)")
        case .shouldNot: Localized(en: rawValue, ja: "SHOULD NOT (非推奨)")
        case .may: Localized(en: rawValue, ja: "MAY (任意)")
        case .fact: Localized(en: "by definition", ja: "文法または定義による")
        }
    }
}

extension Requirement.Party {
    /// Whom a requirement binds.
    var words: Localized {
        switch self {
        case .server: Localized(en: "server", ja: "サーバー")
        case .client: Localized(en: "client", ja: "クライアント")
        case .both: Localized(en: "server and client", ja: "サーバーとクライアント")
        }
    }
}

extension Requirement.Gravity {
    /// What a breach is called: the word that programs see, and what it means.
    var words: Localized {
        switch self {
        case .fail: Localized(en: rawValue, ja: "fail (不合格)")
        case .warn: Localized(en: rawValue, ja: "warn (警告)")
        case .info: Localized(en: rawValue, ja: "info (参考)")
        }
    }
}

extension Requirement.Impact {
    /// Whom a breach harms.
    var words: Localized {
        switch self {
        case .losesMail: Localized(en: "messages are lost", ja: "メールが失われる")
        case .security: Localized(en: "passwords or mail are open to others", ja: "パスワードやメールが他人に読まれる")
        case .breaksClients: Localized(en: "clients that follow the RFC fail", ja: "RFC に従うクライアントが動かない")
        case .letter: Localized(en: "no known client is harmed", ja: "影響を受けるクライアントは知られていない")
        }
    }
}
