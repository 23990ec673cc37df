/// Reads logs in which a mark at the head of the line says who spoke.
///
/// Lines without a mark belong to the body of a reply while one is coming; elsewhere they are notes. In the manner of the
/// RFCs the text may be set off by several blanks, and what a side does may stand in angle brackets.
struct MarkedReader: LogReader {
    let keepsOctets = false

    // swift-format-ignore
    /// The marks of the client and of the server; a mark that begins like another one stands before it.
    private static let marks: [(client: String, server: String)] = [
        ("C:",      "S:"),
        ("c:",      "s:"),
        ("Client:", "Server:"),
        ("CLIENT:", "SERVER:"),
        ("client:", "server:"),
        (">>>",     "<<<"),
        ("-->",     "<--"),
        ("->",      "<-"),
        ("==>",     "<=="),
        ("=>",      "<="),
    ]

    /// How many blanks stood between the mark and the first line of the reply now coming.
    private var indentation = 1

    static func isSign(_ line: LogLine) -> Bool {
        guard let (side, text) = marked(line) else { return false }
        switch side {
        case .client: return PastedCommand(text.trimmed) != nil
        case .server: return PastedStatus(text.trimmed) != nil
        }
    }

    mutating func read(_ lines: LogLines, into log: inout ImportedSession) {
        for line in lines {
            if let (side, text) = Self.marked(line) {
                read(text, from: side, into: &log)
            } else if log.isInBody {
                log.sent(.server, line.text)
            } else {
                log.note(line.text)
            }
        }
    }

    private mutating func read(_ text: ArraySlice<UInt8>, from side: Session.Side, into log: inout ImportedSession) {
        let blanks = text.count - text.withoutIndentation.count
        if Self.isStageDirection(text.trimmed), side == .client || !log.isInBody || blanks < indentation {
            return log.note(text)
        }
        if side == .server, log.isInBody {
            log.sentBodyLine(text.dropFirst(min(blanks, indentation)))
        } else {
            indentation = blanks
            log.sent(side, text.withoutIndentation)
        }
    }

    // "S: <wait for connection on TCP port 110>"       RFC 1939 section 10
    private static func isStageDirection(_ text: ArraySlice<UInt8>) -> Bool {
        text.first == UInt8(ascii: "<") && text.last == UInt8(ascii: ">")
    }

    private static func marked(_ line: LogLine) -> (side: Session.Side, text: ArraySlice<UInt8>)? {
        let text = line.text.withoutIndentation
        for mark in marks {
            if let rest = text.behind(mark.client) { return (.client, rest) }
            if let rest = text.behind(mark.server) { return (.server, rest) }
        }
        return nil
    }
}
