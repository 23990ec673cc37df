/// A character set that mail may be written in.
///
/// Only charsets of a table are known: a label is never handed to the C library, whose rarer converters
/// have a history of endless loops.
public struct Charset: Hashable, Sendable {
    /// The preferred MIME name, as IANA registers it where it does.
    public let name: String
    let scheme: Scheme

    /// How octets become characters.
    enum Scheme: Hashable, Sendable {
        case ascii
        case utf8
        case utf16(ByteOrder)
        case latin1
        case windows1252
        case iso2022JP
        case eucJP
        /// iconv's name of it, and what to skip where it stops.
        case iconv(String, Malformed)
    }

    /// us-ascii, RFC 20.
    public static let usASCII = Charset(name: "US-ASCII", scheme: .ascii)
    /// UTF-8, RFC 3629.
    public static let utf8 = Charset(name: "UTF-8", scheme: .utf8)
    /// ISO-2022-JP, RFC 1468, and what mailers send under that name: half-width kana, NEC and IBM characters.
    public static let iso2022JP = Charset(name: "ISO-2022-JP", scheme: .iso2022JP)
    /// Shift_JIS with the additions of code page 932, which is what the name means in mail.
    public static let shiftJIS = Charset(name: "Shift_JIS", scheme: .iconv("CP932", .shiftJIS))
    /// EUC-JP, with the NEC and IBM characters.
    public static let eucJP = Charset(name: "EUC-JP", scheme: .eucJP)
    /// ISO-8859-1 without its control characters 0x80 to 0x9F, which are never text.
    public static let iso8859Part1 = Charset(name: "ISO-8859-1", scheme: .latin1)
    /// windows-1252, the superset of ISO-8859-1 with curly quotes and dashes.
    public static let windows1252 = Charset(name: "windows-1252", scheme: .windows1252)

    /// The charset a label means; `nil` for a name outside the table.
    ///
    /// Without case; a language suffix (`*ja`, RFC 2231 section 5), quotes and blanks around it do not matter.
    public init?(label: String) {
        guard let charset = CharsetTable.byLabel[Self.key(label)] else { return nil }
        self = charset
    }

    init(name: String, scheme: Scheme) {
        self.name = name
        self.scheme = scheme
    }

    /// Labels that confess to know nothing.
    static func isPlaceholder(_ label: String) -> Bool {
        ["", "unknown", "x-unknown", "unknown-8bit", "8bit", "default", "none"].contains(key(label))
    }

    private static func key(_ label: String) -> String {
        let name = label.utf8.prefix { $0 != UInt8(ascii: "*") }
        return name.filter { $0 > ASCII.space && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }.lowercasedText
    }

    /// Octets to UTF-8. Never fails: what is malformed becomes U+FFFD.
    func decode(_ octets: [UInt8], with converters: Converters) -> Decoding {
        switch scheme {
        case .ascii: Decoding(ascii: octets)
        case .utf8: Decoding(utf8: octets)
        case .utf16(let order): Decoding(utf16: octets, order: order)
        case .latin1: Decoding(latin1: octets)
        case .windows1252: Decoding(windows1252: octets)
        case .iso2022JP: ISO2022JP.decode(octets, with: converters)
        case .eucJP: EUCJP.decode(octets, with: converters)
        case .iconv(let converter, let malformed):
            Decoding(octets, converter: converter, malformed: malformed, with: converters)
        }
    }
}

/// Octets made UTF-8, and how well that went.
struct Decoding: Hashable, Sendable {
    var utf8: [UInt8] = []
    /// How many U+FFFD stand for malformed input.
    var replaced = 0
    /// The last of them stands for a character that the end of the octets cut in two.
    var isCut = false
    /// A conversion module was missing.
    var isUnavailable = false

    /// What speaks against the charset: a cut does not, for messages come in pieces.
    var faults: Int { isCut ? replaced - 1 : replaced }

    mutating func appendReplacement() {
        utf8.append(contentsOf: [0xEF, 0xBF, 0xBD])
        replaced += 1
    }

    mutating func append(_ scalar: Unicode.Scalar) {
        utf8.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
    }

    /// us-ascii shown, all else replaced.
    mutating func appendASCII(of octets: some Sequence<UInt8>) {
        for octet in octets {
            if octet < 0x80 { utf8.append(octet) } else { appendReplacement() }
        }
    }
}
