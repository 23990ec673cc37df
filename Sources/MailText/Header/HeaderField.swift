/// One field of a header, RFC 5322 section 2.2.
public struct HeaderField: Hashable, Sendable {
    /// The name as written, without the colon.
    public let name: String
    /// The octets after the colon as they came, line ends inside a folded value included, the last one not.
    public let raw: [UInt8]
    /// The line of the message that the field begins in, counted from 1.
    public let line: Int

    /// The value on one line, RFC 5322 section 2.2.3: line ends go, the blanks after them stay; nothing is decoded.
    public var unfolded: [UInt8] {
        Array(raw.filter { !$0.isLineEnd }[...].trimmingBlanks)
    }

    /// The value as a person reads it: unfolded, encoded words (RFC 2047) decoded wherever they stand.
    ///
    /// Raw octets above 0x7F are read as UTF-8 (RFC 6532) or, failing that, by their shape.
    public func decoded() -> DecodedText {
        EncodedWords.decode(unfolded, notes: hasBareFold ? [.brokenEncodedWord] : [])
    }

    /// A line end without the blank that makes a fold: `HeaderReader` allows it inside an encoded word alone.
    private var hasBareFold: Bool {
        raw.indices.contains { raw[$0] == ASCII.lf && $0 + 1 < raw.count && !raw[$0 + 1].isBlank }
    }

    func isNamed(_ other: String) -> Bool {
        name.utf8.lowercasedText == other.utf8.lowercasedText
    }
}

/// The fields of a message or of one of its parts.
public struct Header: Hashable, Sendable {
    /// In order, with all duplicates; 2,000 at most.
    public let fields: [HeaderField]
    /// What is wrong with the lines of the header.
    public let notes: [Note]

    /// The first field of this name, without case.
    public subscript(name: String) -> HeaderField? {
        fields.first { $0.isNamed(name) }
    }

    /// All fields of this name, without case, in order.
    public func fields(named name: String) -> [HeaderField] {
        fields.filter { $0.isNamed(name) }
    }
}
