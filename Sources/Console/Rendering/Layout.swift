import Handbook

/// What stands in front of a line and says who speaks.
struct Gutter: Hashable, Sendable {
    /// The gutter with its blanks, in ASCII.
    let text: String
    /// What the line is.
    let role: Role

    /// A line of the client, as RFC 1939 prints it.
    static let client = Gutter(text: "C: ", role: .client)
    /// A line of the server, as RFC 1939 prints it.
    static let server = Gutter(text: "S: ", role: .server)
    /// A line of the server that refuses.
    static let refusal = Gutter(text: "S: ", role: .refusal)
    /// Our own words.
    static let note = Gutter(text: "   | ", role: .note)
    /// Our own words about trouble.
    static let trouble = Gutter(text: "   ! ", role: .trouble)
    /// Decoded mail, which nobody must mistake for octets of the wire.
    static let decoded = Gutter(text: "   >  ", role: .decoded)

    /// The gutter in front of an empty line.
    var bare: String { String(text.reversed().drop { $0 == " " }.reversed()) }
}

/// How everything is laid out.
struct Layout: Hashable, Sendable {
    /// The language of our own words.
    var language: Language
    /// The columns of the screen; `nil` where a line may have any length, as in a pipe: then one note is one line.
    var width: Int?
    /// The colours.
    var style: Style
    /// Whether the session goes on, so that its reader may take part.
    var isLive = true

    /// A layout.
    init(_ language: Language, width: Int? = nil, style: Style = .plain) {
        self.language = language
        self.width = width
        self.style = style
    }

    /// Whether there is a prompt at which a person can type what a note proposes: where rows have a width, and in no batch.
    var hasPrompt: Bool { width != nil && isLive }

    /// A text in the language of this layout.
    func callAsFunction(_ text: Localized) -> String { text[language] }

    /// The columns beside a gutter; `nil` without a limit.
    func room(beside gutter: Gutter) -> Int? { width.map { max($0 - gutter.text.utf8.count, 2) } }

    /// A text behind its gutter, wrapped, its further lines moved in by `hanging` columns, and made safe for a terminal.
    ///
    /// Only the first line of trouble is marked as such: one trouble, one mark.
    func lines(_ gutter: Gutter, _ text: String, hanging: Int = 2) -> [String] {
        let text = Sanitizer.visible(text)
        guard let room = room(beside: gutter) else { return [line(gutter, text)] }
        let indent = min(hanging, room / 2)
        let wrapped = TextWrapping.lines(of: text, firstWidth: room, width: room - indent)
        let further = gutter == .trouble ? Gutter.note : gutter
        return [line(gutter, wrapped[0])]
            + wrapped.dropFirst().map { line(further, String(repeating: " ", count: indent) + $0) }
    }

    /// One line behind its gutter, as it is; it must have been sanitised.
    func line(_ gutter: Gutter, _ text: String) -> String {
        text.isEmpty ? style.paint(gutter.bare, gutter.role) : style.paint(gutter.text, gutter.role) + text
    }

    /// A note in the language of this layout.
    func note(_ text: Localized, hanging: Int = 2) -> [String] { lines(.note, text[language], hanging: hanging) }
}

extension Sequence<String> {
    /// The lines, each ended by LF, as they go to the screen.
    var block: [UInt8] { flatMap { $0.utf8 + [0x0A] } }
}
