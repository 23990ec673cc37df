import Foundation

/// A real server in one of its settings, with a file of what `popscope check` is known to find.
struct CheckedSetting: Hashable, Sendable, CustomStringConvertible {
    let kind: ServerKind
    /// The name of the file, without its ending.
    let description: String
    /// The address under which the server has this setting.
    var host = "127.0.0.1"
    /// Patterns of the rows that are judged; all when there is none.
    var rows: [String] = []
    /// How many of the five messages a run leaves at least that may delete: it deletes two.
    var messagesLeft = 3

    static let dovecot = Self(kind: .dovecot, description: "dovecot")
    /// A login behind the lock is refused after ten seconds, so only the rows that the lock has a say in are judged.
    static let lockingDovecot = Self(
        kind: .dovecot, description: "dovecot-lock", host: Recipe.lockingHost,
        rows: [
            "rfc1939-4-exclusive-lock", "rfc1939-4-lock-refused-is-err", "rfc1939-5-stat-no-args", "rfc1939-8-*",
            "rfc2449-8.1.2-in-use-code", "rfc3206-*",
        ])
    /// It takes a QUIT without CRLF for one, and so loses a third message.
    static let popa3d = Self(kind: .popa3d, description: "popa3d", messagesLeft: 2)
    static let mailutils = Self(kind: .mailutils, description: "mailutils")

    static let all = [dovecot, lockingDovecot, popa3d, mailutils]

    /// The findings that are known: `fail`, `warn` or `error` by the id of the requirement.
    func baseline() throws -> [String: String] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Conformance/Baselines/\(description).baseline")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
        let words = lines.map { $0.split(separator: " ").map(String.init) }
        guard words.allSatisfy({ $0.count == 2 }) else { throw ServerError.failed(description, "an odd line") }
        return Dictionary(words.map { ($0[1], $0[0]) }) { first, _ in first }
    }
}
