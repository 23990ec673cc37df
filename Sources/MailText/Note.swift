/// Something a reader of decoded mail should be told, as a fact without words.
///
/// Names in payloads come from the message: they may hold anything, control characters included.
public enum Note: Hashable, Sendable {
    /// The octets are not what the label says; they were read as `used`.
    case wrongLabel(labelled: String, used: Charset)
    /// Octets outside us-ascii came without a label; they were read as `used`, by their shape;
    /// as us-ascii with replacements where no shape stood out.
    case noLabel(used: Charset)
    /// The label names no charset that this library knows.
    case unknownCharset(String)
    /// The charset is known, but the C library of this machine lacks its conversion module.
    case charsetUnavailable(String)
    /// So many malformed sequences were shown as U+FFFD; at least one.
    case replaced(Int)
    /// A character that does not belong into base64, at this offset, counted from 0, of the encoded octets.
    case badBase64(position: Int)
    /// `=` without two hexadecimal digits, at this offset, counted from 0, of the encoded octets; kept as it stands.
    case badQuotedPrintable(position: Int)
    /// A Content-Transfer-Encoding outside RFC 2045 section 6.1; the octets were taken as they are.
    case unknownTransferEncoding(String)
    /// A space or a line end stood inside an encoded word, which RFC 2047 section 2 forbids; it was decoded all the same.
    case brokenEncodedWord
    /// This line of the message, counted from 1, is neither a field nor a continuation; it was skipped.
    case malformedHeaderLine(Int)
    /// This line of the message, counted from 1, is an mbox `From ` line; it was skipped.
    case mboxLine(Int)
    /// The body begins at this line, counted from 1, without the empty line of RFC 5322 section 2.1.
    case noEmptyLine(Int)
    /// A multipart type without a boundary parameter; the part was read as plain text.
    case missingBoundary
    /// No line of the part is this boundary's delimiter; the part was read as plain text.
    case boundaryNotFound(String)
    /// The closing delimiter of this boundary is missing: the message is cut, or its maker forgot it.
    case unterminatedMultipart(String)
    /// Parts nested deeper than this were not looked into.
    case nestingLimit(Int)
    /// Parts beyond this count were not listed.
    case partLimit(Int)
    /// Header fields beyond this count were not listed.
    case fieldLimit(Int)
    /// The text was HTML; tags were dropped and character references decoded.
    case htmlReduced
}
