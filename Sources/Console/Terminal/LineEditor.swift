import CEditline

/// A terminal with line editing, by libedit on a thread of its own.
///
/// One for each process, since libedit and the terminal are.
public final class LineEditor: Terminal {
    /// Ctrl-C and the return from a suspension, while nothing is asked.
    public let interruptions: AsyncStream<Interruption>
    private let reports: Reports

    /// Why there is no line editing.
    public enum Unavailable: Error, Hashable, Sendable {
        /// Standard input or output is no terminal.
        case noTerminal
        /// The terminal cannot move its cursor, or the system has no UTF-8.
        case dumbTerminal
        /// Memory, descriptors or threads ran out, or an editor runs already.
        case noResources
    }

    /// Takes over the terminal on standard input and output until ``stop()``.
    ///
    /// - Parameter isPlain: whether the screen is only appended to; always so on a terminal that cannot move its cursor.
    public convenience init(isPlain: Bool) throws(Unavailable) {
        do {
            try self.init(plain: isPlain)
        } catch .dumbTerminal {
            try self.init(plain: true)
        }
    }

    private init(plain: Bool) throws(Unavailable) {
        let (interruptions, continuation) = AsyncStream.makeStream(of: Interruption.self)
        let reports = Reports(continuation)
        self.interruptions = interruptions
        self.reports = reports
        let result = "PASS".withCString { keywords in
            var settings = cle_settings()
            settings.input = 0
            settings.output = 1
            settings.plain = plain
            settings.secret_keywords = keywords
            settings.context = Unmanaged.passUnretained(reports).toOpaque()
            settings.on_interrupt = { Reports.at($0)?.yield(.interrupted) }
            settings.on_resume = { context, seconds in Reports.at(context)?.yield(.resumed(seconds < 0 ? nil : seconds))
            }
            return cle_start(&settings)
        }
        switch result {
        case .ok: break
        case .noTerminal: throw .noTerminal
        case .dumbTerminal, .noUTF8: throw .dumbTerminal
        case .running, .noResources: throw .noResources
        }
    }

    /// Gives the terminal back as it was. Asks that are still open are answered with ``Answer/endOfInput``.
    public func stop() {
        cle_stop()
        reports.finish()
    }

    /// The width of the terminal now.
    public var columns: Int? { Int(cle_columns()) }
    /// Always: a person sits there.
    public var isInteractive: Bool { true }

    /// Asks by editing a line, or by reading one hidden; ``Answer/endOfInput`` when the editor has stopped.
    public func ask(_ ask: Ask) async -> Answer {
        await withCheckedContinuation { continuation in
            let open = Unmanaged.passRetained(OpenAsk(ask, continuation))
            guard !post(ask, open.toOpaque()) else { return }
            open.release()
            continuation.resume(returning: .endOfInput)
        }
    }

    /// Shows rows above the line that is being edited; waits while the terminal is slow.
    public func show(_ text: [UInt8]) -> Bool {
        text.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return true }
            return cle_post(base.assumingMemoryBound(to: CChar.self), bytes.count)
        }
    }

    /// Changes the prompt of the line that is being edited, which stays as it is.
    public func changePrompt(to prompt: String) {
        cle_set_prompt(prompt)
    }

    /// Adds a line to the history that the arrow keys walk through.
    public func remember(_ line: String) {
        cle_history_add(line)
    }

    /// Empties the history that the arrow keys walk through.
    public func forgetLines() {
        cle_history_clear()
    }

    private func post(_ ask: Ask, _ context: UnsafeMutableRawPointer) -> Bool {
        switch ask {
        case .secret(let prompt):
            return cle_ask_secret(prompt, context) { OpenAsk.close($0, $1, $2, $3) }
        case .line(let line):
            return line.prompt.withCString { prompt in
                line.initial.withCString { initial in
                    line.secretPrompt.withCString { secretPrompt in
                        var request = cle_line_ask(
                            prompt: prompt, initial: initial, secret_prompt: secretPrompt, context: context,
                            complete: { OpenAsk.at($0)?.complete($1, $2, $3, $4) },
                            hint: { OpenAsk.at($0)?.hint($1, $2) },
                            answer: { OpenAsk.close($0, $1, $2, $3) })
                        return cle_ask_line(&request)
                    }
                }
            }
        }
    }
}

/// Carries what the editor's thread reports to whoever listens.
private final class Reports: Sendable {
    private let continuation: AsyncStream<Interruption>.Continuation

    init(_ continuation: AsyncStream<Interruption>.Continuation) {
        self.continuation = continuation
    }

    static func at(_ context: UnsafeMutableRawPointer?) -> Reports? {
        context.map { Unmanaged<Reports>.fromOpaque($0).takeUnretainedValue() }
    }

    func yield(_ interruption: Interruption) {
        continuation.yield(interruption)
    }

    func finish() {
        continuation.finish()
    }
}

/// An ask that waits for its answer; the editor's thread holds it by a retained pointer.
private final class OpenAsk: Sendable {
    private let ask: Ask
    private let continuation: CheckedContinuation<Answer, Never>

    init(_ ask: Ask, _ continuation: CheckedContinuation<Answer, Never>) {
        self.ask = ask
        self.continuation = continuation
    }

    static func at(_ context: UnsafeMutableRawPointer?) -> OpenAsk? {
        context.map { Unmanaged<OpenAsk>.fromOpaque($0).takeUnretainedValue() }
    }

    static func close(
        _ context: UnsafeMutableRawPointer?, _ kind: cle_answer_kind, _ text: UnsafePointer<CChar>,
        _ secret: UnsafePointer<CChar>
    ) {
        guard let context else { return }
        let open = Unmanaged<OpenAsk>.fromOpaque(context).takeRetainedValue()
        open.continuation.resume(returning: answer(kind, text, secret))
    }

    private static func answer(
        _ kind: cle_answer_kind, _ text: UnsafePointer<CChar>, _ secret: UnsafePointer<CChar>
    ) -> Answer {
        switch kind {
        case .line: .line(octets(of: text))
        case .secret: .secret(keyword: String(cString: text), octets(of: secret))
        case .interrupt: .interrupted(String(cString: text))
        case .endOfInput, .error, .stopped: .endOfInput
        }
    }

    private static func octets(of text: UnsafePointer<CChar>) -> [UInt8] {
        Array(String(cString: text).utf8)
    }

    func complete(
        _ line: UnsafePointer<CChar>, _ cursor: Int, _ presses: UInt32, _ candidates: OpaquePointer
    ) {
        guard case .line(let ask) = ask else { return }
        for candidate in ask.complete(String(cString: line), cursor, Int(presses)) {
            cle_candidate_add(candidates, candidate.text, candidate.description)
        }
    }

    func hint(_ line: UnsafePointer<CChar>, _ hint: OpaquePointer) {
        guard case .line(let ask) = ask, let text = ask.hint(String(cString: line)) else { return }
        cle_hint_set(hint, text)
    }
}
