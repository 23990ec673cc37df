import CEditline

/// The end of a program that serves until somebody ends it. One a process.
public struct Termination: Sendable {
    /// Why signals cannot be caught: it was done before, or there are no resources.
    public struct Failure: Error, Hashable, Sendable {}

    private let descriptor: Int32

    /// Catches Ctrl-C and SIGTERM from now on; a second one of either ends the process at once.
    public init() throws(Failure) {
        descriptor = cle_terminations_open()
        guard descriptor >= 0 else { throw Failure() }
    }

    /// Returns when one of them has come.
    public func requested() async {
        await DescriptorReader.waitUntilReadable(descriptor)
    }
}
