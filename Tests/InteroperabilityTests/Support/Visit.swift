import TestSupport

/// Runs the built program once: it encrypts, logs in, and says STAT and QUIT. The password comes through a pipe.
///
/// - Parameters:
///   - login: nil for `--auth best`.
///   - trust: options on what to trust; the account's authority unless said otherwise.
/// - Returns: what it wrote, and the home in which it may have left files.
func visit(
    _ account: Account, by login: Login?, over encryption: Encryption, _ options: [String] = [],
    trust: [String]? = nil
) async throws -> (output: ProcessOutput, home: TemporaryFolder) {
    let security = ["--tls", encryption.rawValue] + (trust ?? ["--cacert", account.authority])
    let url = "pop3://\(account.user)@127.0.0.1:\(account.port(encryption))"
    return try await visit(url, account.password, by: login, security + options)
}

/// The same at a URL of any kind; what is to be said of TLS stands in the options.
func visit(
    _ url: String, _ password: String, by login: Login?, _ options: [String]
) async throws -> (output: ProcessOutput, home: TemporaryFolder) {
    let home = try TemporaryFolder()
    let credential = ["--auth", login?.rawValue ?? "best", "--password-file", "-"]
    let output = try await popscope(
        options + credential + [url, "-c", "STAT", "-c", "QUIT"], stdin: password + "\n", home: home)
    return (output, home)
}
