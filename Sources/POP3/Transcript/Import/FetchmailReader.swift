/// Reads what `fetchmail -v -v` says, on the terminal or in the system's log: `POP3> ` and `POP3< `. It shows no messages.
struct FetchmailReader: LogReader {
    let keepsOctets = false
    /// The beginning of a capability that fetchmail read in pieces.
    private var piece: ArraySlice<UInt8> = []

    /// fetchmail reads a line of CAPA into a buffer of 64 octets, and shows what is longer as several lines.
    private static let longestCapability = 63

    static func isSign(_ line: LogLine) -> Bool { said(line.text) != nil }

    mutating func read(_ lines: LogLines, into log: inout ImportedSession) {
        for line in lines {
            guard let (side, text) = Self.said(line.text) else {
                Self.tell(line.text, to: &log)
                continue
            }
            switch side {
            case .client: log.sent(.client, text)
            case .server: read(text, into: &log)
            }
        }
        if !piece.isEmpty { log.sent(.server, piece) }
    }

    private mutating func read(_ text: ArraySlice<UInt8>, into log: inout ImportedSession) {
        if log.isInBody, log.awaited?.verb == .capa, text.count == Self.longestCapability {
            piece += text
        } else {
            log.sent(.server, piece + text)
            piece = []
        }
    }

    // ["fetchmail: " / the system's stamp "fetchmail[" pid "]: "] "POP3" ("<" / ">") SP text
    private static func said(_ line: ArraySlice<UInt8>) -> (side: Session.Side, text: ArraySlice<UInt8>)? {
        let head = line.prefix(120)
        guard let name = head.firstRange(of: "fetchmail".utf8),
            let colon = head[name.upperBound...].firstRange(of: ": ".utf8)
        else { return nil }
        let text = line[colon.upperBound...]
        if let rest = text.behind("POP3>") { return (.client, rest.behind(" ") ?? rest) }
        if let rest = text.behind("POP3<") { return (.server, rest.behind(" ") ?? rest) }
        return nil
    }

    private static func tell(_ line: ArraySlice<UInt8>, to log: inout ImportedSession) {
        if line.firstRange(of: "Trying to connect to ".utf8) != nil { log.connected() }
        if let tls = line.firstRange(of: "SSL/TLS: using protocol ".utf8) {
            let words = line[tls.upperBound...].split(separator: UInt8(ascii: ",")).prefix(2)
                .map { String(decoding: $0.trimmed.behind("cipher ") ?? $0.trimmed, as: UTF8.self) }
            log.secured(words.joined(separator: " "))
        }
        log.note(line)
    }
}
