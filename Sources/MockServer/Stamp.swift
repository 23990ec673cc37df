/// The timestamp in a greeting, from which APOP computes its digest (RFC 1939 section 7), or the challenge of CRAM-MD5.
public struct Stamp: Hashable, Sendable {
    /// The timestamp, angle brackets included.
    public let text: String

    /// RFC 1939 section 3 gives a reply 512 octets; the greeting has room for this much.
    private static let longest = 255

    // msg-id = "<" local-part "@" domain ">"       RFC 822 section 6.1; no quoted parts
    /// A fixed timestamp, as lessons need it. A server that says it twice can be fooled by a digest that was overheard.
    ///
    /// `nil` unless the text is `<`, printable ASCII with one `@` inside it, `>`, and at most 255 octets.
    public init?(_ text: String) {
        let octets = Array(text.utf8)
        let parts = octets.dropFirst().dropLast().split(
            separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard octets.count <= Self.longest, octets.first == UInt8(ascii: "<"), octets.last == UInt8(ascii: ">"),
            parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Self.isPlain) })
        else { return nil }
        self.text = text
    }

    /// A timestamp that no other connection gets: process, time and chance, as the RFC suggests.
    ///
    /// - Parameters:
    ///   - process: the number of the process.
    ///   - seconds: the time, in seconds since any fixed moment.
    ///   - random: 64 bits, new for each connection.
    public init(process: Int32, seconds: Int, random: UInt64) {
        text = "<\(process).\(seconds).\(String(random, radix: 16))@popscope.invalid>"
    }

    /// The text of a CRAM-MD5 challenge, new for every exchange (RFC 2195 section 2).
    init(madeBy random: inout some RandomNumberGenerator) {
        let parts = [random.next(), random.next()].map { String($0, radix: 16) }
        text = "<\(parts[0]).\(parts[1])@popscope.invalid>"
    }

    private static func isPlain(_ octet: UInt8) -> Bool {
        octet > Octet.space && octet < 0x7F && octet != UInt8(ascii: "<") && octet != UInt8(ascii: ">")
    }
}
