import POP3

/// The prompt: host, TLS, state, and what telnet users lose sight of, the deletions still to come.
struct Prompt: Hashable, Sendable {
    /// `%h` is the server, `%t` says tls, `%s` the state.
    static let defaultFormat = "%h %t %s"

    /// The prompt for a session; always ASCII, since libedit in a non-UTF-8 locale breaks on anything else.
    ///
    /// - Parameters:
    ///   - width: the width of the terminal; the server's name is cut so that the prompt takes half of it at most.
    static func text(
        server: String?, _ session: Session?, isConnected: Bool, format: String = defaultFormat, width: Int?
    ) -> String {
        guard let server, let session else { return "not connected> " }
        let state = isConnected ? Self.state(of: session) : "closed"
        let security = session.knowledge.isSecure && isConnected ? "tls" : ""
        let room = max(8, (width ?? 80) / 2 - state.count - security.count - 4)
        let text = filled(format, ["h": cut(ascii(server), to: room), "t": security, "s": state])
        return ascii(text.split(separator: " ").joined(separator: " ")) + "> "
    }

    /// The format with each `%` and letter replaced once; what a server is called is no format.
    private static func filled(_ format: String, _ parts: [Character: String]) -> String {
        var text = ""
        var rest = format[...]
        while let character = rest.popFirst() {
            if character == "%", let letter = rest.first, let part = parts[letter] {
                text += part
                rest.removeFirst()
            } else {
                text.append(character)
            }
        }
        return text
    }

    private static func state(of session: Session) -> String {
        switch session.phase {
        case .greeting: return "GREETING"
        case .authorization:
            if case .sasl(let mechanism, _) = session.knowledge.login { return "SASL \(ascii(mechanism)) +" }
            return "AUTH"
        case .transaction: return (["TRANS"] + maildrop(session.knowledge.maildrop)).joined(separator: " ")
        case .update: return "UPDATE"
        case .closed: return "closed"
        }
    }

    private static func maildrop(_ maildrop: Maildrop?) -> [String] {
        guard let maildrop else { return [] }
        let count = maildrop.count.map { $0 == 1 ? "1 msg" : "\($0) msgs" }
        let marked = maildrop.marked.isEmpty ? nil : "\(maildrop.marked.count) to delete"
        let words = [count, marked].compactMap { $0 }
        return words.isEmpty ? [] : [words.joined(separator: ", ")]
    }

    static func ascii(_ text: String) -> String {
        String(decoding: text.utf8.map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
    }

    private static func cut(_ text: String, to width: Int) -> String {
        text.count <= width ? text : text.prefix(max(1, width - 2)) + ".."
    }
}
