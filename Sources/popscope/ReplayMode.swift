import ArgumentParser
import Console
import POP3

/// What a replay records, in the words of VCR, which many test suites use.
enum ReplayMode: String, CaseIterable, ExpressibleByArgument {
    /// A file that has no reply at all.
    case once
    /// The replies that client lines at the end of a file lack.
    case new
    /// Every reply.
    case all
    /// Nothing.
    case none

    /// What is recorded of a file.
    func recording(_ script: TranscriptScript) -> ReplayOptions.Recording {
        switch self {
        case .once: script.connections.allSatisfy { script.replies($0).isEmpty } ? .missing : .none
        case .new: .missing
        case .all: .all
        case .none: .none
        }
    }
}
