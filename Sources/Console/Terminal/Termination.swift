import CEditline

/// The end of a program that serves until somebody ends it.
public enum Termination {
    /// Waits for Ctrl-C or SIGTERM; a second one ends the process at once.
    public static func requested() async {
        let descriptor = cle_terminations_open()
        guard descriptor >= 0 else { return }
        await DescriptorReader.waitUntilReadable(descriptor)
    }
}
