/// One line as it crossed the wire: its octets, and how it ended.
public struct Line: Hashable, Sendable {
    /// How a line ended. RFC 1939 section 3 knows only ``crlf``.
    public enum Ending: Hashable, Sendable {
        case crlf
        /// A line feed without a carriage return before it.
        case lf
        /// No ending: the stream ended here, or the line passed the limit of the ``LineSplitter`` and was cut.
        case missing
    }

    /// The octets before the ending.
    public var bytes: [UInt8]
    /// How the line ended.
    public var ending: Ending

    /// A line of these octets.
    public init(bytes: [UInt8], ending: Ending = .crlf) {
        self.bytes = bytes
        self.ending = ending
    }

    /// A line of this text in UTF-8, ended by CRLF.
    public init(_ text: String) {
        self.init(bytes: Array(text.utf8))
    }
}

extension Line: ExpressibleByStringLiteral {
    /// A line of this text in UTF-8, ended by CRLF.
    public init(stringLiteral text: String) {
        self.init(text)
    }
}

extension Line {
    /// The octets as UTF-8, for people; octets that are no UTF-8 appear as U+FFFD.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The octets of the line with its ending, as they crossed the wire.
    public var octets: [UInt8] {
        switch ending {
        case .crlf: bytes + [Octet.cr, Octet.lf]
        case .lf: bytes + [Octet.lf]
        case .missing: bytes
        }
    }

    /// The length on the wire in octets, ending included.
    public var count: Int {
        switch ending {
        case .crlf: bytes.count + 2
        case .lf: bytes.count + 1
        case .missing: bytes.count
        }
    }
}

/// Octets that have a meaning in POP3.
enum Octet {
    static let nul: UInt8 = 0x00
    static let lf: UInt8 = 0x0A
    static let cr: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let dot: UInt8 = 0x2E
}
