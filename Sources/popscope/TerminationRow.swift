import Console

extension Termination {
    /// Returns when the end was asked for; the row is ended in which a terminal has echoed Ctrl-C.
    func requestedAtTerminal() async {
        await requested()
        if StandardStream.inputIsTerminal, StandardStream.error.isTerminal { StandardStream.error.write(line: "") }
    }
}
