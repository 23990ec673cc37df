import ArgumentParser
import Authentication
import Console
import Handbook
import POP3

/// Finds the credentials of the users that URLs name.
struct CheckAccount {
    private let login: LoginOptions
    private let display: DisplayOptions

    init(_ login: LoginOptions, _ display: DisplayOptions) {
        self.login = login
        self.display = display
    }

    static var otherNeedsUser: String {
        HelpWords.text(
            en: "--other-account needs a user: pop3://USER@HOST.", ja: "--other-account にはユーザーが必要です: pop3://USER@HOST")
    }

    /// Every way to log in is tried, so `--auth` only says whether the secret is a token.
    ///
    /// - Throws: `ValidationError`.
    static func check(_ credentials: CredentialOptions) throws {
        guard let method = try credentials.method, method.needs != .token else { return }
        throw ValidationError(
            HelpWords.text(
                en: "check tries every way to log in; --auth takes best, or the name of one for a token.",
                ja: "check はすべてのログイン方式を試します。--auth には best か、トークンを使う方式だけを指定できます。"))
    }

    /// Who logs in to a server; `nil` where its URL names nobody.
    ///
    /// - Throws: exit status 64 where no secret is known and nobody can be asked, after saying so on standard error.
    func credentials(of endpoint: Endpoint) async throws -> Credentials? {
        let stored = login.stored(endpoint)
        guard let user = endpoint.user ?? stored?.user else { return nil }
        var known: [String: [UInt8]] = stored.map { [$0.user: $0.secret] } ?? [:]
        try await SecretPrompt(display).ask(for: [user], into: &known) { true }
        guard let secret = known[user] else {
            throw refusal(
                Localized(
                    en: "no password for \(FileWords.visible(user)): "
                        + "--password-file, --password-command or --netrc gives one.",
                    ja: "\(FileWords.visible(user)) のパスワードがありません。"
                        + "--password-file、--password-command、--netrc で指定できます。"))
        }
        do throws(CredentialFault) {
            return try Credentials(user: user, secret: isToken ? .token(secret) : .password(secret))
        } catch {
            throw refusal(
                Localized(
                    en: "the user or the password holds an octet that POP3 cannot carry.",
                    ja: "ユーザー名かパスワードに、POP3 では送れないオクテットがあります。"))
        }
    }

    private var isToken: Bool { login.method?.needs == .token }

    private func refusal(_ text: Localized) -> ExitCode {
        StandardStream.error.write(line: "popscope: " + text[display.language])
        return ExitCode(64)
    }
}
