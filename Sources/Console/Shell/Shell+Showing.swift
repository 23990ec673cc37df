import Handbook
import POP3

extension Shell {
    /// Shows rows that are ready for the terminal. When nobody reads them any more, the run ends.
    func show(_ text: [UInt8]) {
        if !text.isEmpty, !terminal.show(text) { outcome.cannotWrite() }
    }

    /// Shows what a local command was asked for: no event, so it stays out of the JSON on standard output.
    func present(_ view: [UInt8]) {
        if options.writesJSON { StandardStream.error.write(view) } else { show(view) }
    }

    /// Says a sentence of the console's own.
    func say(_ text: Localized) {
        show(options.writesJSON ? EventJSON(settings.language).note(text) : narrator.note(text))
    }

    /// Says that something could not be done.
    func say(trouble text: Localized) {
        show(options.writesJSON ? EventJSON(settings.language).notDone(text) : narrator.trouble(text))
    }

    /// Says why a line was not sent; its secret, if it has one, is masked.
    func say(unsent line: [UInt8], _ reason: Localized) {
        guard options.writesJSON else { return say(trouble: reason) }
        show(EventJSON(settings.language).notSent(Command(Line(bytes: line)), reason))
    }

    /// Warns: on standard error in a batch, so that the data stay clean.
    func warn(_ text: Localized) {
        guard !terminal.isInteractive else { return say(text) }
        StandardStream.error.say("popscope: " + text[settings.language])
    }

    /// Adds a line to the history, unless it stands in a file, carries a secret, or repeats one that is known.
    func remember(_ line: [UInt8]) {
        let text = String(decoding: line, as: UTF8.self)
        guard terminal.isInteractive, sourceDepth == 0, redaction.redact(Line(bytes: line)).bytes == line,
            history.add(text, keepsNames: settings.remembersNames)
        else { return }
        terminal.remember(text)
    }

    func saveHistory() {
        do {
            try history.save()
        } catch {
            warn(ShellWords.cannotWrite(error.path, error.reason))
        }
    }
}
