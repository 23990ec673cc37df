import POP3

@testable import Console

/// A person at a terminal, played from a list: what is asked is answered, and what is shown is kept.
///
/// At the end of the list it types `:q!`.
actor ScriptedTerminal: Terminal {
    /// What the person does next.
    enum Step: Sendable {
        case types(String)
        case octets([UInt8])
        /// PASS and a space, then the hidden rest; or, without a keyword, the answer to a hidden prompt.
        case hides(String, keyword: String = "")
        case interrupts(on: String = "")
        case endsInput
        /// Waits until a text has been shown, counted from the last wait.
        case sees(String)
        /// Does something outside, for example lets the server speak.
        case does(@Sendable () -> Void)
    }

    /// What the shell told the terminal.
    enum News: Hashable, Sendable {
        case shown([UInt8])
        case asked(String)
        case changedPrompt(String)
        case remembered(String)
        case forgotLines
    }

    nonisolated let interruptions: AsyncStream<Interruption>
    nonisolated let columns: Int?
    nonisolated let isInteractive: Bool
    private nonisolated let interrupting: AsyncStream<Interruption>.Continuation
    private nonisolated let telling: AsyncStream<News>.Continuation
    private let news: AsyncStream<News>
    private var steps: ArraySlice<Step>
    private var told: [News] = []
    private var unseen: [UInt8] = []

    init(_ steps: [Step], columns: Int? = nil, isInteractive: Bool = true) {
        self.steps = steps[...]
        self.columns = columns
        self.isInteractive = isInteractive
        (interruptions, interrupting) = AsyncStream.makeStream()
        (news, telling) = AsyncStream.makeStream()
    }

    func ask(_ ask: Ask) async -> Answer {
        let isSecret: Bool
        switch ask {
        case .line(let line):
            telling.yield(.asked(line.prompt))
            isSecret = false
        case .secret(let prompt):
            telling.yield(.asked(prompt))
            isSecret = true
        }
        while let step = steps.popFirst() {
            if let answer = await answer(step) { return answer }
        }
        return isSecret ? .endOfInput : .line(Array(":q!".utf8))
    }

    private func answer(_ step: Step) async -> Answer? {
        switch step {
        case .types(let text): return .line(Array(text.utf8))
        case .octets(let octets): return .line(octets)
        case .hides(let secret, let keyword): return .secret(keyword: keyword, Array(secret.utf8))
        case .interrupts(let text): return .interrupted(text)
        case .endsInput: return .endOfInput
        case .sees(let text): await see(text)
        case .does(let action): action()
        }
        return nil
    }

    private func see(_ text: String) async {
        while !String(decoding: unseen, as: UTF8.self).contains(text) {
            guard await takeNews() else { return }
        }
        unseen = []
    }

    /// The next piece of news; false when there will be none.
    private func takeNews() async -> Bool {
        for await piece in news {
            told.append(piece)
            if case .shown(let octets) = piece { unseen += octets }
            return true
        }
        return false
    }

    nonisolated func show(_ text: [UInt8]) -> Bool {
        telling.yield(.shown(text))
        return true
    }

    nonisolated func changePrompt(to prompt: String) { telling.yield(.changedPrompt(prompt)) }
    nonisolated func remember(_ line: String) { telling.yield(.remembered(line)) }
    nonisolated func forgetLines() { telling.yield(.forgotLines) }

    /// Presses Ctrl-C while nothing is asked.
    nonisolated func interrupt() { interrupting.yield(.interrupted) }
    /// Comes back from a suspension.
    nonisolated func resume(after seconds: Double) { interrupting.yield(.resumed(seconds)) }

    /// Everything that the shell told, in its order; nothing can be told afterwards.
    func everything() async -> [News] {
        telling.finish()
        while await takeNews() {}
        return told
    }
}
