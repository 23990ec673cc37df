import Foundation
import TestSupport

/// A client of Debian's archive that reads mail by POP3 under TLS, and trusts nobody but the account's authority.
enum MailClient: String, CaseIterable, Sendable {
    case openssl, curl, poplib, fetchmail, mpop

    /// What of the system it is run by.
    var program: String {
        switch self {
        case .poplib: "python3"
        case .openssl, .curl, .fetchmail, .mpop: rawValue
        }
    }

    /// The ways to log in that it knows; of openssl, those that need no answer to a challenge.
    func logins(over encryption: Encryption) -> [Login] {
        switch self {
        case .openssl: [.user, .plain]
        case .curl: [.apop, .plain, .login, .cramMD5]
        case .poplib: [.user, .apop]
        // Told to use APOP it asks for no capabilities, and so never for STLS, whatever `sslproto` says.
        case .fetchmail: encryption == .starttls ? [.user, .cramMD5] : [.user, .apop, .cramMD5]
        case .mpop: Login.allCases
        }
    }

    /// What its log says once the certificate is found good and the session encrypted.
    var sealOfTLS: String {
        switch self {
        case .openssl: "verify return:1"
        case .curl: "SSL certificate verify ok"
        case .poplib: "encrypted by TLSv1."
        case .fetchmail: "SSL/TLS: using protocol TLSv1."
        case .mpop: "TLS session parameters:"
        }
    }

    /// The messages of ``LabMail`` as this client stores them.
    var expectedMail: [[UInt8]] {
        switch self {
        case .openssl, .curl, .poplib: LabMail.messages
        case .fetchmail, .mpop: LabMail.files.map { Array($0) }
        }
    }

    /// Fetches messages 1 to 5 of an account, and leaves them there.
    func fetch(from account: Account, by login: Login, over encryption: Encryption) async throws -> Haul {
        guard let path = installed(program) else { throw ServerError.missing(program) }
        let errand = Errand(program: path, account: account, login: login, encryption: encryption)
        switch self {
        case .openssl: return try await errand.openssl()
        case .curl: return try await errand.curl()
        case .poplib: return try await errand.poplib()
        case .fetchmail: return try await errand.fetchmail()
        case .mpop: return try await errand.mpop()
        }
    }
}

/// What a client brought home.
struct Haul: Sendable {
    var status: Int32
    var messages: [[UInt8]]
    /// What it says it did, every line that it sent included.
    var log: String
}

/// One run of a client.
struct Errand: Sendable {
    let program: String
    let account: Account
    let login: Login
    let encryption: Encryption

    var port: UInt16 { account.port(encryption) }

    /// Runs the client with an empty folder for its files, `mail` in it for the messages, named by their numbers.
    ///
    /// A shell gathers the log in a file: mpop cuts long lines in its own, also within a character.
    func run(stdin: String = "", _ arguments: (_ folder: String) throws -> [String]) async throws -> Haul {
        let home = try TemporaryFolder()
        let mail = home.path + "/mail"
        try FileManager.default.createDirectory(atPath: mail, withIntermediateDirectories: false)
        let environment = ["HOME": home.path, "LC_ALL": "C.UTF-8"]
        let gathering = ["-c", "cd \"$HOME\" && exec \"$@\" >log 2>&1", "sh", program]
        let output = try await TestSupport.run(
            "/bin/sh", gathering + arguments(home.path), stdin: stdin, environment: environment)
        let names = try FileManager.default.contentsOfDirectory(atPath: mail).compactMap { Int($0) }.sorted()
        return Haul(
            status: output.status,
            messages: try names.map { Array(try contents(of: "\(mail)/\($0)")) },
            log: String(decoding: try contents(of: home.path + "/log"), as: UTF8.self)
        )
    }

    private func contents(of path: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: path))
    }

    /// Writes a file that only this user can read, as some clients insist.
    func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    /// A command for a shell that stores a message in a folder under the next number.
    func delivery(into folder: String) -> String {
        "cd '\(folder)/mail' && cat >$(ls | wc -l)"
    }
}
