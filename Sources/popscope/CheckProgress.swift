import Conformance
import Console

/// How far a run has come, in one row of a terminal; nothing where standard error is none.
struct CheckProgress {
    private let isShown: Bool

    /// - Parameter isPlain: whether no row may be rewritten: then nothing is shown.
    init(isPlain: Bool) {
        isShown = StandardStream.error.isTerminal && !isPlain
    }

    /// Shows the check that begins.
    func show(_ progress: Inspection.Progress) {
        guard isShown else { return }
        let text = "\r\u{1B}[K[\(progress.done + 1)/\(progress.total)] \(progress.check)"
        StandardStream.error.write(Array(text.utf8))
    }

    /// Takes the row away.
    func clear() {
        guard isShown else { return }
        StandardStream.error.write(Array("\r\u{1B}[K".utf8))
    }
}
