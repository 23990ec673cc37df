/// Reads what `curl -v` says: `> ` and `< ` before the lines of the session, `* ` before curl's own.
///
/// Bodies are no part of that; but who wrote standard output into the same file has them there, without any mark, un-stuffed
/// and without the lone ".".
struct CurlReader: LogReader {
    let keepsOctets = false
    /// Whether lines of a body came that curl had un-stuffed.
    private var isBodyShown = false

    static func isSign(_ line: LogLine) -> Bool {
        switch message(in: line.text) {
        case .received(let text): PastedStatus(text) != nil
        case .sent(let text): PastedCommand(text) != nil
        case .told, .meter, .other: false
        }
    }

    mutating func read(_ lines: LogLines, into log: inout ImportedSession) {
        for line in lines { read(line.text, into: &log) }
        endBody(of: &log)
    }

    private mutating func read(_ line: ArraySlice<UInt8>, into log: inout ImportedSession) {
        switch Self.message(in: line) {
        case .sent(let text):
            endBody(of: &log)
            log.sent(.client, text)
        case .received(let text): log.sent(.server, text)
        case .told(let text): CurlWords.tell(text, to: &log)
        case .meter: break
        case .other(let text) where log.isInBody:
            isBodyShown = true
            log.sent(.server, Line(bytes: Array(text)).stuffed)
        case .other(let text): log.note(text)
        }
    }

    /// curl goes on, or ends: if it showed a body, that was all of it.
    private mutating func endBody(of log: inout ImportedSession) {
        if isBodyShown, log.isInBody { log.sent(.server, Line(".")) }
        isBodyShown = false
    }
}

extension CurlReader {
    /// What a line of curl's is.
    private enum Message {
        case sent(ArraySlice<UInt8>)
        case received(ArraySlice<UInt8>)
        case told(ArraySlice<UInt8>)
        /// How much of the transfer is done, or how many octets were encrypted.
        case meter
        case other(ArraySlice<UInt8>)
    }

    private static func message(in line: ArraySlice<UInt8>) -> Message {
        if let text = mark(">", in: line) { return .sent(text) }
        if let text = mark("<", in: line) { return .received(text) }
        if let text = mark("*", in: line) { return .told(text) }
        if isCountOfData(line) || isHeadOfMeter(line) { return .meter }
        // The progress meter does not end its line: what comes next stands behind it.
        guard let clock = line.firstRange(of: Array("--:--:--".utf8)) else { return .other(line) }
        let rest = line[clock.upperBound...].drop { !"><*".utf8.contains($0) }
        return rest.isEmpty || rest.dropFirst().first != Octet.space ? .meter : message(in: rest)
    }

    private static func mark(_ mark: String, in line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        line.behind(mark + " ") ?? line.behind(mark).flatMap { $0.isEmpty ? $0 : nil }
    }

    // "{ [5 bytes data]"
    private static func isCountOfData(_ line: ArraySlice<UInt8>) -> Bool {
        (line.behind("{ [") ?? line.behind("} [")) != nil && line.suffix(5).elementsEqual("data]".utf8)
    }

    private static func isHeadOfMeter(_ line: ArraySlice<UInt8>) -> Bool {
        let text = line.withoutIndentation
        return text.behind("% Total") != nil || text.behind("Dload  Upload") != nil
    }
}

/// What curl says of a connection, in each of its logs.
enum CurlWords {
    static func tell(_ text: ArraySlice<UInt8>, to log: inout ImportedSession) {
        let text = text.trimmed
        if text.behind("Trying ") != nil { log.connected() }
        if let words = text.behind("SSL connection using ") {
            log.secured(
                words.split(separator: UInt8(ascii: "/")).map { String(decoding: $0.trimmed, as: UTF8.self) }
                    .joined(separator: " "))
        }
        log.note(text)
        if isClosing(text) { log.closed(by: .client) }
    }

    private static func isClosing(_ text: ArraySlice<UInt8>) -> Bool {
        text.behind("Closing connection") != nil || text.behind("shutting down connection") != nil
    }
}
