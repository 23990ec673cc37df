import Authentication
import Handbook
import POP3

/// Why a requirement cannot be put to the test here, and what would make it possible.
enum Obstacle {
    /// What stands against judging a row; `nil` when nothing does.
    static func to(_ row: Requirement, _ facts: Facts, _ options: Inspection.Options) -> Localized? {
        if let obstacle = toApplying(row, facts, options) { return obstacle }
        for need in row.needs { if let obstacle = to(need, facts, options) { return obstacle } }
        for fixture in row.fixtures { if let obstacle = to(fixture, facts, options) { return obstacle } }
        return nil
    }

    /// Why a row says nothing about this server in this run, whatever is seen; `nil` when it does.
    static func toApplying(_ row: Requirement, _ facts: Facts, _ options: Inspection.Options) -> Localized? {
        switch row.profile {
        case .rfc1939: break
        case .extensions: if options.profile == .rfc1939 { return needsProfile("default") }
        case .modern: if options.profile != .modern { return needsProfile("modern") }
        }
        if row.mode == .manual || row.mode == .client { return Unjudged.reason(for: row) }
        for case .capability(let tag) in row.needs {
            if let obstacle = to(.capability(tag), facts, options) { return obstacle }
        }
        return nil
    }

    /// What stands against running a check; `nil` when nothing does.
    static func to(_ check: Check, _ bench: Bench) -> Localized? {
        if check.messages > 0, (bench.facts.mail?.count ?? 0) < check.messages { return needsMail(check.messages) }
        if check.deletes, !bench.options.allowsDeletion { return needsDeletion }
        if let limit = bench.options.wrongLoginLimit, bench.wrongLogins + check.wrongLogins > limit {
            return Localized(
                en:
                    "Needs \(check.wrongLogins) more logins with a wrong password: --max-failed-logins allows \(limit).",
                ja: "誤ったパスワードでのログインがあと \(check.wrongLogins) 回必要です (--max-failed-logins は \(limit))。")
        }
        return nil
    }

    private static func to(
        _ need: Requirement.Need, _ facts: Facts, _ options: Inspection.Options
    ) -> Localized? {
        switch need {
        case .login:
            if options.account == nil {
                return Localized(
                    en: "Needs a login: name a user in the URL.", ja: "ログインが必要です。URL にユーザー名を書いてください。")
            }
            guard facts.method == nil else { return nil }
            return Localized(
                en: "Needs a login, and none worked\(facts.refusal.map { ": \"\($0.quoted)\"" } ?? "").",
                ja: "ログインが必要ですが、できませんでした\(facts.refusal.map { ": \"\($0.quoted)\"" } ?? "")。")
        case .messages: return (facts.mail?.count ?? 0) > 0 ? nil : needsMail(1)
        case .twoMessages: return (facts.mail?.count ?? 0) > 1 ? nil : needsMail(2)
        case .secondSession: return nil
        case .destructive: return options.allowsDeletion ? nil : needsDeletion
        case .slow:
            return options.allowsSlowness ? nil : needsSlowness
        case .tls:
            return options.isSecure || facts.offers("\(Verb.stls)")
                ? nil
                : Localized(
                    en: "Needs TLS: the server offers no STLS here; try pop3s://.",
                    ja: "TLS が必要です。このサーバーは STLS に対応していません。pop3s:// を試してください。")
        case .apopBanner:
            return facts.timestamp == nil
                ? Localized(en: "The greeting has no timestamp for APOP.", ja: "最初の応答に APOP のタイムスタンプがありません。")
                : nil
        case .capability(let tag):
            return facts.offers(tag)
                ? nil
                : Localized(
                    en: "The server neither announces nor answers \(tag).", ja: "サーバーは \(tag) を告知せず、応答もしません。")
        }
    }

    private static func to(
        _ fixture: Requirement.Fixture, _ facts: Facts, _ options: Inspection.Options
    ) -> Localized? {
        switch fixture {
        case .dotLines: return facts.mail?.dotted == nil ? needs(fixture) + delivering : nil
        case .largeDotLines: return facts.mail?.largeDotted == nil ? needs(fixture) + delivering : nil
        case .noTrailingCRLF: return nil
        case .utf8Header: return facts.mail?.eightBit == nil ? needs(fixture) + delivering : nil
        case .accountWithSpace: return options.account?.user.contains(" ") == true ? nil : needs(fixture)
        case .accountWithSpacesInPassword, .nonASCIIAccount, .oauthToken, .clientCertificate, .deliveryHook:
            return needs(fixture)
        }
    }

    /// How a mailbox comes by such a message.
    private static let delivering = Localized(
        en: " --deliver smtp://HOST sends one, --fixtures DIR writes it.",
        ja: "--deliver smtp://HOST で送るか、--fixtures DIR で書き出せます。")

    private static func needs(_ fixture: Requirement.Fixture) -> Localized {
        switch fixture {
        case .dotLines:
            Localized(en: "Needs a message with lines that begin with \".\".", ja: "\".\" で始まる行のあるメールが必要です。")
        case .largeDotLines:
            Localized(
                en: "Needs a message of more than 16 KiB with lines that begin with \".\".",
                ja: "\".\" で始まる行のある 16 KiB を超えるメールが必要です。")
        case .noTrailingCRLF:
            Localized(en: "Needs a message whose last line has no end.", ja: "最後の行に改行のないメールが必要です。")
        case .utf8Header: Localized(en: "Needs a message with UTF-8 in its header.", ja: "ヘッダーに UTF-8 のあるメールが必要です。")
        case .accountWithSpace: Localized(en: "Needs a user name with a space.", ja: "空白のあるユーザー名が必要です。")
        case .accountWithSpacesInPassword:
            Localized(en: "Needs an account with spaces in its password.", ja: "パスワードに空白のあるアカウントが必要です。")
        case .nonASCIIAccount:
            Localized(en: "Needs an account whose name or password is not ASCII.", ja: "ASCII でない名前かパスワードのアカウントが必要です。")
        case .oauthToken: Localized(en: "Needs a token for OAUTHBEARER.", ja: "OAUTHBEARER のトークンが必要です。")
        case .clientCertificate:
            Localized(en: "Needs a certificate that identifies the client.", ja: "クライアントを識別する証明書が必要です。")
        case .deliveryHook:
            Localized(en: "Needs mail to be delivered while a session is open.", ja: "セッション中にメールを配送する必要があります。")
        }
    }

    private static func needsProfile(_ profile: String) -> Localized {
        Localized(en: "Judged with --profile \(profile).", ja: "--profile \(profile) で判定します。")
    }

    private static func needsMail(_ count: Int) -> Localized {
        Localized(
            en: "Needs \(count == 1 ? "a message" : "\(count) messages") in the mailbox.",
            ja: "メールボックスに \(count) 通以上のメールが必要です。")
    }

    static let needsSlowness = Localized(en: "Takes minutes: --slow allows it.", ja: "数分かかります。--slow で許可できます。")

    private static let needsDeletion = Localized(
        en: "Would delete mail: --allow-delete allows it.", ja: "メールを削除します。--allow-delete で許可できます。")
}
