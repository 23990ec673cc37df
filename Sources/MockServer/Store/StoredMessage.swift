import POP3

/// One message of a ``MailStore``, ready to be sent.
public struct StoredMessage: Hashable, Sendable {
    /// The name that stays with the message over sessions: 16 characters out of `0-9a-f` (RFC 1939 section 7, UIDL).
    public let uniqueID: String
    /// The message as a client gets it: lines that end in CRLF, the last one too; not dot-stuffed.
    public let octets: [UInt8]
    /// The same as it stands on the wire, dot-stuffed; the same storage where no line begins with ".".
    let wire: [UInt8]
    /// Whether the header holds UTF-8 beyond ASCII: such a message needs UTF-8 mode (RFC 6856 section 2.1).
    let hasUTF8Header: Bool

    /// The size that STAT and LIST declare, which is what RETR sends before dot-stuffing (RFC 1939 section 11).
    public var size: Int { octets.count }

    init(_ octets: [UInt8], uniqueID: String) {
        let octets = LineEndings.normalised(octets)
        let wire = DotStuffing.stuff(octets)
        self.uniqueID = uniqueID
        self.octets = octets
        self.wire = wire.count == octets.count ? octets : wire
        hasUTF8Header = Self.hasUTF8Header(octets)
    }

    /// Octets beyond ASCII that are no UTF-8 are some older encoding, which is sent as it is.
    private static func hasUTF8Header(_ octets: [UInt8]) -> Bool {
        var end = octets.startIndex
        while let feed = octets[end...].firstIndex(of: Octet.lf), feed - end > 1 { end = feed + 1 }
        let header = octets[..<end]
        return header.contains { $0 > 0x7F } && String(validating: header, as: UTF8.self) != nil
    }

    // TOP: "the headers of the message, the blank line separating the headers from the body, and then the number of
    // lines of the indicated message's body"                                                RFC 1939 section 7
    /// The head of the message and the first `lines` lines of its body, dot-stuffed.
    ///
    /// A message without a blank line is all head.
    func top(_ lines: Int) -> [UInt8] {
        var isHead = true
        var left = lines
        var start = 0
        while let feed = wire[start...].firstIndex(of: Octet.lf) {
            if isHead {
                isHead = feed - start > 1
            } else if left == 0 {
                break
            } else {
                left -= 1
            }
            start = feed + 1
        }
        return start == wire.count ? wire : Array(wire[..<start])
    }
}

/// Makes of any octets lines that may cross the wire.
private enum LineEndings {
    /// Every line ends in CRLF, whatever ended it: CRLF, LF, CR, or nothing. NUL is left out (RFC 2449 section 3: CHAR).
    static func normalised(_ octets: [UInt8]) -> [UInt8] {
        var lines: [UInt8] = []
        lines.reserveCapacity(octets.count + octets.count / 32 + 2)
        var hasOpenReturn = false
        for octet in octets where octet != Octet.nul {
            switch octet {
            case Octet.cr:
                hasOpenReturn = true
            case Octet.lf:
                lines += [Octet.cr, Octet.lf]
                hasOpenReturn = false
            default:
                if hasOpenReturn { lines += [Octet.cr, Octet.lf] }
                lines.append(octet)
                hasOpenReturn = false
            }
        }
        if hasOpenReturn || (lines.last ?? Octet.lf) != Octet.lf { lines += [Octet.cr, Octet.lf] }
        return lines
    }
}

/// Octets that have a meaning in POP3.
enum Octet {
    static let nul: UInt8 = 0x00
    static let tab: UInt8 = 0x09
    static let lf: UInt8 = 0x0A
    static let cr: UInt8 = 0x0D
    static let space: UInt8 = 0x20
}
