/// Where a person, or a file of lines, meets the shell: one place to ask, one to show.
public protocol Terminal: Sendable {
    /// Asks for a line or a secret, and waits for the answer.
    func ask(_ ask: Ask) async -> Answer

    /// Shows whole rows; each ends in LF. What comes from a server must have been sanitised.
    ///
    /// - Returns: false when nobody reads any more.
    @discardableResult func show(_ text: [UInt8]) -> Bool

    /// Changes the prompt of the line that is being asked for; nothing when none is.
    func changePrompt(to prompt: String)

    /// What happens while nothing is asked: Ctrl-C, and the return from a suspension.
    var interruptions: AsyncStream<Interruption> { get }

    /// The width in columns; `nil` when lines need not be wrapped.
    var columns: Int? { get }

    /// Whether a person sits there, who can be asked back.
    var isInteractive: Bool { get }

    /// Adds a line to the history of this run.
    func remember(_ line: String)

    /// Empties the history of this run.
    func forgetLines()
}

extension Terminal {
    /// Where nothing is remembered, nothing is forgotten.
    public func forgetLines() {}
}

/// What is asked of a person.
public enum Ask: Sendable {
    case line(LineAsk)
    /// A hidden line with this prompt.
    case secret(prompt: String)
}

/// An ask for a line to edit.
public struct LineAsk: Sendable {
    /// ASCII, one row.
    public var prompt: String
    /// What already stands on the line.
    public var initial = ""
    /// What is shown when PASS and a space were typed, before the hidden rest.
    public var secretPrompt: String
    /// What the word at the cursor may become: the line, the cursor as an offset in UTF-8, how often TAB was pressed.
    public var complete: @Sendable (_ line: String, _ cursor: Int, _ presses: Int) -> [Candidate] = { _, _, _ in [] }
    /// What stands at the right margin for a line; `nil` for nothing.
    public var hint: @Sendable (_ line: String) -> String? = { _ in nil }

    /// An ask without completion or hints.
    public init(prompt: String, secretPrompt: String = "") {
        self.prompt = prompt
        self.secretPrompt = secretPrompt
    }
}

/// What the word at the cursor may become.
public struct Candidate: Hashable, Sendable {
    /// The whole word; ends in a space when it is complete.
    public let text: String
    /// What stands beside it in a list; `nil` for nothing.
    public let description: String?

    /// A candidate.
    public init(_ text: String, _ description: String? = nil) {
        self.text = text
        self.description = description
    }
}

/// What became of an ask.
public enum Answer: Hashable, Sendable {
    /// A line without its ending, as the octets to send.
    case line([UInt8])
    /// A hidden answer; the keyword is `PASS` in the typed case, or empty when a secret was asked for.
    case secret(keyword: String, [UInt8])
    /// Ctrl-C; the payload stood on the line.
    case interrupted(String)
    /// Ctrl-D on an empty line, the end of a file, or a terminal that is gone.
    case endOfInput
}

/// What happens while nothing is asked.
public enum Interruption: Hashable, Sendable {
    /// Ctrl-C.
    case interrupted
    /// The program was suspended for so many seconds; `nil` when that is not known.
    case resumed(Double?)
}
