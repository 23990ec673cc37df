import POP3

/// What others may have learned of a secret.
public enum Exposure {
    /// A password is about to be sent, or was, so that others can read it.
    public static let inTheClear = Localized(
        en: "This connection is not encrypted: anyone on the path can read the password.",
        ja: "この接続は暗号化されていません。通信経路上の誰でもパスワードを読めます。")

    static let tokenInTheClear = Localized(
        en: "This connection is not encrypted: anyone on the path can take the token and use it.",
        ja: "この接続は暗号化されていません。通信経路上の誰でもトークンを盗み、使えます。")

    /// A password that an initial response has shown.
    static func wasSpelled(by mechanism: String) -> Localized {
        Localized(
            en: "base64 is not encryption: \(mechanism) sent the password readable for anyone on the path.",
            ja: "base64 は暗号ではありません。\(mechanism) では、通信経路上の誰でもパスワードを読めます。")
    }

    /// A token that an initial response has shown.
    static func tokenWasSpelled(by mechanism: String) -> Localized {
        Localized(
            en: "base64 is not encryption: \(mechanism) sent the token readable; revoke it.",
            ja: "base64 は暗号ではありません。\(mechanism) で送ったトークンは誰でも読めるので、無効にしてください。")
    }

    static let wasReadable = Localized(
        en: "The password crossed the network in clear text: anyone on the path could read it.",
        ja: "パスワードは平文のままネットワークを通りました。通信経路上の誰でも読めました。")

    static let wouldBeReadable = Localized(
        en: "On a network without TLS others could read the password now.",
        ja: "TLS のないネットワークなら、ここでパスワードを第三者に読まれます。")

    /// A password in a line that is no login.
    static let misplaced = Localized(
        en: "What looks like a password went out in the wrong place; if it was real, change it.",
        ja: "パスワードらしいものが、誤った場所で送られました。本物なら変更してください。")

    /// The same where nothing leaves the program.
    static let wouldBeMisplaced = Localized(
        en: "What looks like a password stands in the wrong place; a real server might have written it to its log.",
        ja: "パスワードらしいものが誤った場所にあります。実際のサーバーなら、ログに残るかもしれません。")

    /// A word alone before login, of which nobody can tell what it was.
    static let loneWord = Localized(
        en: "If that word was a password, it went out as a command: its owner should change it.",
        ja: "その語がパスワードだったなら、平文のコマンドとして送られています。パスワードの持ち主は変更してください。")

    /// The same where nothing leaves the program.
    static let wouldBeLoneWord = Localized(
        en: "If that word was a password: a real server might have written it to its log.",
        ja: "その語がパスワードなら、実際のサーバーではログに残るかもしれません。")

    /// A response that was prepared for an AUTH.
    static let stray = Localized(
        en: "AUTH was refused, so this line went out as a command; it may hold your password.",
        ja: "AUTH が拒否されたので、この行はコマンドとして送られました。パスワードが含まれているかもしれません。")

    /// A login that was refused although the secret was sent.
    static let lost = Localized(
        en: "It was refused, but the password crossed the network in clear text all the same.",
        ja: "拒否されましたが、パスワードは平文のままネットワークを通りました。")

    /// The same with a token.
    static let tokenLost = Localized(
        en: "It was refused, but the token crossed the network in clear text; if it is valid, revoke it.",
        ja: "拒否されましたが、トークンは平文のままネットワークを通りました。有効なものなら、無効にしてください。")
}

extension Explainer {
    /// What is to be said of a secret that was lost; nothing of a login that went well, which says so itself.
    func exposures(_ seen: Observation) -> [Localized] {
        guard let command = seen.command else { return [] }
        if command.isStrayResponse { return [Exposure.stray] }
        if seen.isLoneWord { return [hasNetwork ? Exposure.loneWord : Exposure.wouldBeLoneWord] }
        if command.isSecretMisplaced { return [hasNetwork ? Exposure.misplaced : Exposure.wouldBeMisplaced] }
        guard hasNetwork, !seen.knowledge.isSecure, seen.isRefused, command.hasSecret,
            seen.verb == .pass || seen.provesReadably
        else { return [] }
        return [seen.provesByToken ? Exposure.tokenLost : Exposure.lost]
    }
}

extension Observation {
    /// Whether the command is a word alone that is not shown, sent where no secret was due: it may be a password or anything else.
    var isLoneWord: Bool {
        guard let command, command.isSecretMisplaced, !command.isStrayResponse, knowledge.login == .idle,
            before == .authorization, previous?.command?.isLogin != true
        else { return false }
        return command.secret?.count == command.line.bytes.count
    }

    /// Whether the mechanism of an AUTH sends the secret itself, only spelled in base64.
    var provesReadably: Bool { MechanismPages[mechanism]?.isReadable == true }

    /// Whether that secret is a token of OAuth, not a password.
    var provesByToken: Bool { mechanism == "OAUTHBEARER" || mechanism == "XOAUTH2" }
}
