import Handbook
import POP3

extension Shell {
    /// What is asked next: a line, or a hidden response while the server waits for one.
    func nextAsk() -> Ask {
        if isChallenged, terminal.isInteractive { return .secret(prompt: clearTextWarning() + prompt()) }
        guard terminal.isInteractive else { return .line(LineAsk(prompt: "")) }
        var ask = LineAsk(prompt: prompt(), secretPrompt: passwordPrompt())
        let session = connection.flatMap { $0.isOpen ? $0.session : nil }
        let completion = Completion(
            session: session, subjects: connection?.subjects ?? [:],
            lastUser: settings.remembersNames ? history.lastUser : nil, language: settings.language)
        ask.complete = { line, cursor, presses in
            PathCompletion.candidates(for: line, cursor: cursor)
                ?? completion.candidates(for: line, cursor: cursor, presses: presses)
        }
        if settings.hasHints {
            let language = settings.language
            ask.hint = { SyntaxHint.text(for: $0, in: language) }
        }
        return .line(ask)
    }

    /// Whether a person says yes to a question.
    ///
    /// A prompt is ASCII: a question in other characters stands above it.
    func isAgreed(_ question: Localized) async -> Bool {
        let text = question[settings.language]
        let isPrompt = text.utf8.allSatisfy { $0 < 0x80 }
        if !isPrompt { say(question) }
        let answer = await terminal.ask(.line(LineAsk(prompt: (isPrompt ? text + " " : "") + "[y/N] ")))
        guard case .line(let line) = answer else { return false }
        return ["y", "yes"].contains(String(decoding: line, as: UTF8.self).lowercased())
    }

    /// Whether the next line answers a challenge of the server.
    var isChallenged: Bool { connection?.isOpen == true && connection?.session.isAnsweringChallenge == true }

    func prompt() -> String {
        Prompt.text(
            server: target?.name, connection?.session, isConnected: connection?.isOpen == true, format: settings.prompt,
            width: terminal.columns)
    }

    /// What stands before a hidden password: the warning that it travels in clear, and the prompt.
    func passwordPrompt() -> String {
        let knowledge = connection?.session.knowledge
        let isClear = connection?.target.isPractice == false && knowledge?.isSecure == false
        let warning = isClear ? String(decoding: narrator.note(Exposure.inTheClear), as: UTF8.self) : ""
        return warning + ShellWords.password(for: knowledge?.user.map(Sanitizer.visible))[settings.language]
    }

    /// The same warning in front of a response that others can read; empty elsewhere.
    private func clearTextWarning() -> String {
        guard let connection, !connection.target.isPractice, !connection.session.knowledge.isSecure,
            isResponseReadable(connection.session.knowledge)
        else { return "" }
        return String(decoding: narrator.note(Exposure.inTheClear), as: UTF8.self)
    }
}
