/// Reads what was copied from a screen or a page: nothing marks who spoke.
///
/// A line is the server's when it begins with a status indicator, or belongs to the body of its reply; it is the client's
/// when it is a command and its reply follows. Everything else is a note: the shell, telnet's own words, prose.
/// A body ends at the lone ".", or, if that was lost, before the next command that has a reply.
struct PasteReader: LogReader {
    let keepsOctets = false

    static func isSign(_ line: LogLine) -> Bool { PastedStatus(LogText.shown(line.text).trimmed) != nil }

    mutating func read(_ lines: LogLines, into log: inout ImportedSession) {
        Self.read(lines.map { LogText.shown($0.text) }, into: &log)
    }

    /// Reads lines that a terminal showed.
    static func read(_ lines: [ArraySlice<UInt8>], into log: inout ImportedSession) {
        var paste = Paste(lines)
        while true {
            if log.isInBody { paste.readBody(into: &log) }
            guard let text = paste.next() else { break }
            if let status = PastedStatus(text.trimmed) {
                paste.read(status, text, into: &log)
            } else if log.awaited?.shape == .challenges, PastedChallenge.isOne(text.trimmed) {
                log.sent(.server, text.trimmed)
            } else if let command = paste.command(text.trimmed, in: log) {
                if command != Array(text.trimmed) { log.note(text) }
                log.sent(.client, command[...])
            } else {
                TelnetWords.tell(text.trimmed, to: &log)
            }
        }
    }
}

/// What telnet says of a connection.
private enum TelnetWords {
    static func tell(_ text: ArraySlice<UInt8>, to log: inout ImportedSession) {
        if text.behind("Trying ") != nil || text.behind("Connected to ") != nil { log.connected() }
        log.note(text)
        if text.suffix(closing.utf8.count).elementsEqual(closing.utf8) { log.closed(by: .server) }
    }

    private static let closing = "closed by foreign host."
}
