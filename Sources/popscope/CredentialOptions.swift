import ArgumentParser
import Authentication
import Console
import Handbook
import POP3

/// Where a password or token comes from. The first of these that has one wins: the URL, `--password-file`,
/// `--password-command`, `--netrc`; else a person is asked.
struct CredentialOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            en: "How to log in: best, user, apop, plain, scram-sha-256, ...", ja: "ログイン方式: best、user、apop、plain など。"))
    var auth: String?

    @Option(
        name: .customLong("password-file"),
        help: ArgumentHelp(en: "A file whose first line is the password; - is stdin.", ja: "1 行目がパスワードのファイル。- は標準入力。"))
    var passwordFile: String?

    @Option(
        name: .customLong("password-command"),
        help: ArgumentHelp(en: "A shell command that prints the password.", ja: "パスワードを出力するシェルコマンド。"))
    var passwordCommand: String?

    @Flag(help: ArgumentHelp(en: "Look up user and password in ~/.netrc.", ja: "~/.netrc のユーザーとパスワードを使う。"))
    var netrc = false

    @Option(
        name: .customLong("netrc-file"),
        help: ArgumentHelp(en: "Look them up in this file, as curl does.", ja: "curl と同じ形式のこのファイルを使う。"))
    var netrcFile: String?

    func validate() throws {
        let sources = [passwordFile != nil, passwordCommand != nil, netrc || netrcFile != nil]
        if sources.count(where: { $0 }) > 1 {
            throw ValidationError(
                HelpWords.text(
                    en: "--password-file, --password-command and --netrc exclude one another.",
                    ja: "--password-file、--password-command、--netrc は同時に指定できません。"))
        }
        _ = try method
    }

    /// Whether anything was given.
    var isGiven: Bool {
        auth != nil || passwordFile != nil || passwordCommand != nil || netrc || netrcFile != nil
    }

    /// What was given is of no use without a user, and must not be passed over in silence.
    ///
    /// - Throws: `ValidationError`.
    func check(_ endpoint: Endpoint) throws {
        let isUsed = auth != nil || passwordFile != nil || passwordCommand != nil
        guard isUsed, endpoint.user == nil, !netrc, netrcFile == nil else { return }
        throw ValidationError(
            HelpWords.text(
                en: "--auth and --password-... need a user: pop3://USER@HOST.",
                ja: "--auth と --password-... にはユーザーが必要です: pop3://USER@HOST"))
    }

    /// The way that was asked for; `nil` for the strongest.
    var method: LoginMethod? {
        get throws {
            guard let auth, auth.lowercased() != "best" else { return nil }
            if let method = LoginMethod(auth) { return method }
            let names = ["best"] + LoginMethod.strongestFirst.map { $0.name.lowercased() }
            let list = names.joined(separator: ", ")
            throw ValidationError(
                HelpWords.text(
                    en: "--auth takes \(list); '\(auth)' is none of them.", ja: "--auth には \(list) のどれかを指定してください。"))
        }
    }

    /// How a run logs in. Files are read and the command is run once, now, so that what is wrong with them is said first.
    ///
    /// - Parameter first: the server of the command line; the password of a file or command is for its user and nobody else.
    /// - Throws: `ValidationError`, or exit status 66 for a file that cannot be read.
    func options(for first: Endpoint?) throws -> LoginOptions {
        var options = LoginOptions()
        options.method = try method
        let secret = try secret()
        let netrc = try netrcText().map(Netrc.init)
        let inURL = options.stored
        options.stored = { endpoint in
            if let stored = inURL(endpoint) { return stored }
            if let secret, let first, endpoint.host == first.host, endpoint.port == first.port,
                let user = first.user, endpoint.user ?? user == user
            {
                return StoredLogin(user: user, secret: secret)
            }
            return netrc?.login(to: endpoint.host, as: endpoint.user)
        }
        return options
    }

    private func secret() throws -> [UInt8]? {
        if let passwordFile {
            return try (passwordFile == "-" ? SecretSource.standardInput : .file(passwordFile)).firstLine()
        }
        if let passwordCommand { return try SecretSource.command(passwordCommand).firstLine() }
        return nil
    }

    private func netrcText() throws -> String? {
        guard let path = netrcFile ?? (netrc ? environment("HOME").map { $0 + "/.netrc" } : nil) else { return nil }
        if let text = String(validating: try SecretSource.contents(of: path), as: UTF8.self) { return text }
        throw SecretSource.failure(path, HelpWords.text(en: "it is no UTF-8", ja: "UTF-8 ではありません"))
    }
}
