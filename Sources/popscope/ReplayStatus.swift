import ArgumentParser

/// The exit status of a replay of several files.
struct ReplayStatus {
    private var failure: Int32?
    private var differs = false
    private var hasRun = false

    /// A file could not be read.
    mutating func failed(_ status: Int32) { failure = failure ?? status }

    /// Does something of which the others must not suffer.
    ///
    /// - Parameter work: its exit status, or that of the error that it ends in, is counted; `nil` is none.
    mutating func count(_ work: () throws -> Int32?) throws {
        do {
            if let status = try work() { ran(status) }
        } catch let exit as ExitCode {
            failed(exit.rawValue)
        }
    }

    /// A file was played, and asks for this status.
    mutating func ran(_ status: Int32) {
        switch status {
        case 0: hasRun = true
        case 1: differs = true
        case 3: break
        default: failed(status)
        }
    }

    /// What could not be read or reached counts first, then a difference, then that nothing ran.
    var value: Int32 { failure ?? (differs ? 1 : hasRun ? 0 : 3) }
}
