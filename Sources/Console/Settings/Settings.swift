public import Handbook
import POP3

/// What a person may choose: by option, by the config file, or by `:set`, all with the same keys.
public struct Settings: Hashable, Sendable {
    /// The language of everything that popscope says.
    public var language = Language.en
    /// How much is explained.
    public var notes = NotesPolicy.auto
    /// Whether colour is used.
    public var hasColor = false
    /// When the sent line is shown.
    public var echo = EchoPolicy.auto
    /// Whether a syntax hint stands at the right margin.
    public var hasHints = true
    /// Whether mail is shown decoded below its octets.
    public var decodesMail = true
    /// Whether a QUIT that deletes is asked about, on a server that is not the practice server.
    public var confirmsQuit = true
    /// Whether times and sizes stand at the right margin of a reply.
    public var showsTiming = true
    /// How many lines of a long reply are shown at once; 0 shows all.
    public var previewLines = BodyView.screenful
    /// How long a reply is waited for, in seconds.
    public var timeout = 60
    /// The prompt: `%h` server, `%t` tls, `%s` state.
    public var prompt = Prompt.defaultFormat
    /// Whether the names of users are kept in the history.
    public var remembersNames = true

    /// The settings of a program that was told nothing.
    public init() {}

    /// A batch shows every line that is sent, bodies whole, and nothing that differs from run to run.
    public mutating func prepareForBatch() {
        echo = .always
        previewLines = 0
        decodesMail = false
        showsTiming = false
    }
}
