/// What a piece of the screen is; each has a colour, where there are colours.
enum Role: Hashable, Sendable, CaseIterable {
    /// A line that was sent.
    case client
    /// A line that the server sent.
    case server
    /// A line of the server that begins with -ERR.
    case refusal
    /// Our own words.
    case note
    /// Our own words about something that was refused or went wrong.
    case trouble
    /// Decoded mail.
    case decoded
    /// A prompt on a connection in clear text.
    case clearPrompt
    /// A prompt on an encrypted connection.
    case securePrompt
    /// A prompt without a connection.
    case idlePrompt
    /// What the eye should find first: where you are, what to type.
    case emphasis
}

/// Colours, or none: without them the gutters alone tell everything apart.
struct Style: Hashable, Sendable {
    /// Whether anything is coloured.
    let isColored: Bool

    /// Nothing is coloured.
    static let plain = Style(isColored: false)
    /// The sixteen colours of ANSI terminals.
    static let colored = Style(isColored: true)

    /// The text in the colour of its role; it must have been sanitised.
    func paint(_ text: String, _ role: Role) -> String {
        guard isColored, !text.isEmpty, let code = Self.code(of: role) else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }

    /// Select Graphic Rendition (ECMA-48 section 8.3.117): only colours that are readable on light and on dark.
    private static func code(of role: Role) -> String? {
        switch role {
        case .client: "1;36"
        case .server: "32"
        case .note: "36"
        case .refusal, .trouble: "1;31"
        case .decoded: "35"
        case .clearPrompt: "33"
        case .securePrompt: "32"
        case .idlePrompt: nil
        case .emphasis: "1"
        }
    }
}

/// What the user said about colours: the option `--color`.
public enum ColorChoice: String, CaseIterable, Sendable {
    case auto, always, never

    /// Whether an output is coloured.
    ///
    /// With `auto` the first that is set decides: `NO_COLOR` (not empty), `CLICOLOR_FORCE` (not 0), no terminal,
    /// `TERM` (unset, empty or `dumb`), `CLICOLOR` (0).
    public func isColored(environment: [String: String], isTerminal: Bool) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto: Self.isWanted(environment, isTerminal: isTerminal)
        }
    }

    private static func isWanted(_ environment: [String: String], isTerminal: Bool) -> Bool {
        if environment["NO_COLOR", default: ""] != "" { return false }
        if !["", "0"].contains(environment["CLICOLOR_FORCE", default: ""]) { return true }
        return isTerminal && !["", "dumb"].contains(environment["TERM", default: ""]) && environment["CLICOLOR"] != "0"
    }
}
