import ArgumentParser
import Console
import Handbook
import POP3

/// What is compared: a server to be inspected, or a report of one.
struct CompareSource {
    private let text: String
    /// The server; `nil` for a report.
    let endpoint: Endpoint?
    /// The report, once it was read; `nil` for a server.
    private(set) var report: ComparedServer?

    /// A word of the command line. A file that exists, and what ends in `.json`, is a report.
    init(_ text: String, _ apply: (Endpoint) throws -> Endpoint) throws {
        self.text = text
        let isReport = !text.contains("://") && (text.hasSuffix(".json") || FileIdentity(path: text) != nil)
        endpoint = isReport ? nil : try apply(try Endpoint(parsing: text))
    }

    /// Reads the report; of a server nothing.
    ///
    /// - Throws: exit status 65 or 66, after saying why on standard error.
    mutating func read(_ language: Language) throws {
        guard endpoint == nil else { return }
        let octets: [UInt8]?
        do {
            octets = try PrivateFile.read(text, limit: .max)
        } catch {
            StandardStream.error.say(FileWords.cannotRead(text, error.reason)[language])
            throw ExitCode(66)
        }
        guard let octets else {
            let reason = HelpWords.text(en: "it does not exist", ja: "ありません")
            StandardStream.error.say(FileWords.cannotRead(text, reason)[language])
            throw ExitCode(66)
        }
        do {
            report = try ComparedServer(report: octets)
        } catch {
            StandardStream.error.say(FileWords.fault(in: text, error.text)[language])
            throw ExitCode(65)
        }
    }
}
