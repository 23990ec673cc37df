import ArgumentParser
import Console
import Handbook

/// What `popscope explain` writes.
enum ExplainFormat: Hashable {
    /// A document about the sessions.
    case document(Explanation.Format)
    /// The sessions themselves, as a transcript.
    case transcript
}

extension ExplainFormat: CaseIterable {
    static let allCases = Explanation.Format.allCases.map(Self.document) + [.transcript]

    /// The name of a format for `--format`.
    var name: String {
        switch self {
        case .document(let format): format.rawValue
        case .transcript: "pop3"
        }
    }

    /// The format of a file by how its name ends; `nil` for any other ending.
    init?(path: String) {
        switch path.split(separator: "/").last?.split(separator: ".").dropFirst().last?.lowercased() {
        case "pop3": self = .transcript
        case "html", "htm": self = .document(.html)
        case "md", "markdown": self = .document(.markdown)
        case "json", "jsonl", "ndjson": self = .document(.json)
        case "txt", "log": self = .document(.text)
        default: return nil
        }
    }
}

extension ExplainFormat: ExpressibleByArgument {
    init?(argument: String) {
        guard let format = Self.allCases.first(where: { $0.name == argument }) else { return nil }
        self = format
    }

    static var allValueStrings: [String] { allCases.map(\.name) }
}
