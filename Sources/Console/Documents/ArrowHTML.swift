import POP3

/// A line of the wire as an arrow between the two lifelines.
struct ArrowHTML {
    /// The arrow with its line.
    let html: String

    init(_ side: Session.Side, command: Command) {
        self.init(side, Markup.visible(command.redacted().line.bytes), isRefusal: false)
    }

    init(_ side: Session.Side, line: Line) {
        self.init(side, Markup.visible(line.bytes), isRefusal: Reply(first: line).status == .err)
    }

    private init(_ side: Session.Side, _ text: String, isRefusal: Bool) {
        let (letter, name) = side == .client ? ("C", "client") : ("S", "server")
        html =
            "<span class=\"arrow \(name)\(isRefusal ? " refusal" : "")\"><b>\(letter):</b> <code translate=\"no\">\(text)</code></span>"
    }
}
