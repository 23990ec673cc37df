import Foundation
import TestSupport

/// What a run of `popscope check` says of each requirement.
struct CheckReport {
    /// The outcome by the id of the requirement.
    let outcomes: [String: String]

    /// What did not hold, or could not be finished.
    var findings: [String: String] { outcomes.filter { ["fail", "warn", "error"].contains($0.value) } }
    /// The requirements that the run could judge, or tried to.
    var judged: Set<String> { Set(outcomes.filter { $0.value != "skip" }.keys) }

    /// - Parameter json: the report as `--format json` writes it.
    init(json: String) throws {
        let report = try JSONDecoder().decode(Report.self, from: Data(json.utf8))
        outcomes = Dictionary(report.results.map { ($0.id, $0.outcome) }) { first, _ in first }
    }

    private struct Report: Decodable {
        let results: [Result]

        struct Result: Decodable {
            let id: String
            let outcome: String
        }
    }
}

extension RealServer {
    /// Puts the server to the test with alice's account, bob's beside it.
    ///
    /// - Parameter encryption: nil for none.
    func check(
        at host: String = "127.0.0.1", over encryption: Encryption? = nil, _ options: [String] = []
    ) async throws -> CheckReport {
        let home = try TemporaryFolder()
        let secrets = home.path + "/secrets"
        try Data("machine \(host) login alice password wonderland\nmachine \(host) login bob password builder\n".utf8)
            .write(to: URL(fileURLWithPath: secrets))
        let port = encryption == .implicit ? ports.tls : ports.clear
        let scheme = encryption == .implicit ? "pop3s" : "pop3"
        let security = ["--tls", encryption?.rawValue ?? "never"]
        let output = try await popscope(
            ["check", "\(scheme)://alice@\(host):\(port)", "--other-account", "\(scheme)://bob@\(host):\(port)"]
                + security + ["--netrc-file", secrets, "--format", "json"] + options, home: home)
        guard output.status == 0 || output.status == 1 else { throw ServerError.misbehaved(output.stderr) }
        for secret in ["wonderland", "builder"] where output.stdout.contains(secret) {
            throw ServerError.misbehaved("the report holds a password")
        }
        return try CheckReport(json: output.stdout)
    }

    /// The messages of a user, without the header fields in which a server keeps notes.
    ///
    /// A session that has just ended may still lock the mailbox: for five seconds the login is tried again.
    func mail(of user: String, _ password: String) throws -> [String] {
        let end = ContinuousClock.now + .seconds(5)
        while true {
            var client = try RawClient(port: ports.clear)
            _ = try client.receiveLine()
            _ = try client.ask("USER \(user)")
            guard try client.ask("PASS \(password)").hasPrefix("+OK") else {
                guard ContinuousClock.now < end else { throw ServerError.failed("PASS", user) }
                continue
            }
            let count = try client.ask("STAT").split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
            return try (0..<count).map { index in
                guard try client.ask("RETR \(index + 1)").hasPrefix("+OK") else {
                    throw ServerError.failed("RETR", "\(index + 1)")
                }
                return LabMail.text(of: try client.receiveBody())
            }
        }
    }
}

extension LabMail {
    /// The five messages as ``text(of:)`` has them.
    static let texts = messages.map(text)

    /// A message without the header fields that mailutils adds.
    static func text(of message: [UInt8]) -> String {
        let lines = String(decoding: message, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
        let header = lines.prefix { !$0.isEmpty }
        let notes = ["X-UIDL:", "X-IMAPbase:", "X-UID:", "Status:"]
        let kept = header.filter { line in !notes.contains { line.hasPrefix($0) } }
        return (kept + lines[header.endIndex...]).joined(separator: "\r\n")
    }
}
