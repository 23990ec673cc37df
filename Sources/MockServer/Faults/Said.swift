import POP3

/// What a server says to one line, taken apart so that a fault can spoil each part.
struct Said: Sendable {
    /// The greeting, the status line or a challenge; `nil` for silence.
    var first: Line?
    /// The lines of a multi-line reply in wire form; `nil` for a one-line reply.
    var body: [UInt8]?
    /// What ends a multi-line reply.
    var terminator = Line(".").octets
    /// Octets behind the reply.
    var more: [UInt8] = []
    /// What is done behind all octets.
    var then: [Output] = []

    /// Silence.
    init() {}

    init(_ first: Line, body: [UInt8]? = nil) {
        self.first = first
        self.body = body
    }

    init(_ answer: Answer, in language: ReplyLanguage) {
        self.init(answer.first(in: language), body: answer.body)
    }

    /// What a sound server says: one reply, whose lines all end in CRLF.
    init(_ outputs: [Output]) {
        var octets: [UInt8] = []
        for output in outputs {
            if case .send(let bytes) = output { octets += bytes } else { then.append(output) }
        }
        guard let feed = octets.firstIndex(of: Octet.lf) else { return }
        first = Line(bytes: Array(octets[..<feed].dropLast()))
        let rest = octets[(feed + 1)...]
        body = rest.isEmpty ? nil : Array(rest.dropLast(terminator.count))
    }

    static func ok(_ text: String, body: [UInt8]? = nil) -> Said { Said(Line("+OK \(text)"), body: body) }
    static func err(_ text: String) -> Said { Said(Line("-ERR \(text)")) }

    var outputs: [Output] {
        let octets = (first?.octets ?? []) + (body.map { $0 + terminator } ?? []) + more
        return octets.isEmpty ? then : [.send(octets)] + then
    }
}

extension Said {
    /// The first line as text; setting it keeps its ending.
    var text: String {
        get { first?.text ?? "" }
        set { first = Line(bytes: Array(newValue.utf8), ending: first?.ending ?? .crlf) }
    }

    /// The words of the first line behind its status.
    var words: [Substring] { text.split(separator: " ").dropFirst().map { $0 } }

    var isOK: Bool { text.hasPrefix("+OK") }
    var isErr: Bool { text.hasPrefix("-ERR") }

    /// The text behind `+ ` of a challenge, in base64; `nil` for anything else.
    var challenge: String? { text.hasPrefix("+ ") ? String(text.dropFirst(2)) : nil }

    /// The response code in front of the text is taken away.
    mutating func dropCode() {
        guard let first, let code = Reply(first: first).code else { return }
        text = text.replacing(" \(code)", with: "", maxReplacements: 1)
    }

    /// Another status and code, and the same words.
    mutating func restate(_ status: String) {
        dropCode()
        text = ([status[...]] + words).joined(separator: " ")
    }

    /// The lines of the body; none for a one-line reply.
    var lines: [Line] {
        get {
            var splitter = LineSplitter(limit: 1 << 30)
            return splitter.append(body ?? []) + [splitter.finish()].compactMap(\.self)
        }
        set { body = newValue.flatMap(\.octets) }
    }

    /// Changes each line of a body in ASCII; `nil` leaves a line out.
    mutating func editLines(_ edit: (String) -> String?) {
        guard body != nil else { return }
        lines = lines.compactMap { line in edit(line.text).map { Line($0) } }
    }
}
