/// One part of a message, RFC 2045 and 2046; a message without MIME is one part.
public struct BodyPart: Hashable, Sendable {
    /// Where it stands, each number counted from 1: `[2, 1]` is the first part of the second. Empty for the whole message.
    public let path: [Int]
    /// Its own header; that of the message for the whole.
    public let header: Header
    /// The media type in lower case, such as `text/plain`, which is also what an absent or unreadable one means.
    public let type: String
    /// The charset parameter as written; `nil` without one.
    public let charset: String?
    /// How its octets are encoded.
    public let encoding: TransferEncoding
    /// The file name of Content-Disposition or, failing that, the name of Content-Type.
    ///
    /// As the sender wrote it: it may hold path separators.
    public let fileName: DecodedText?
    /// Whether Content-Disposition calls it an attachment.
    public let isAttachment: Bool
    /// Where its body stands in the octets of the message, still encoded; the line end before a delimiter is not part of it.
    public let body: Range<Int>
    /// The parts of a multipart; the inner message of a `message/rfc822`.
    public let parts: [BodyPart]
    /// What is wrong with its structure; the notes of the header are in `header`.
    public let notes: [Note]

    /// Whether it is text for a person to read.
    public var isReadable: Bool {
        type.utf8.starts(with: "text/".utf8) && parts.isEmpty && !isAttachment
    }
}

/// What the header of a part says about its body.
struct ContentDescription {
    let type: String
    let boundary: [UInt8]?
    let charset: String?
    let encoding: TransferEncoding
    let fileName: DecodedText?
    let isAttachment: Bool

    var isMultipart: Bool { type.utf8.starts(with: "multipart/".utf8) }

    /// An encoded inner message would have to be decoded first, which RFC 2046 section 5.2.1 forbids it to need.
    var isMessage: Bool {
        let isPlain =
            switch encoding {
            case .sevenBit, .eightBit, .binary: true
            case .base64, .quotedPrintable, .other: false
            }
        return isPlain && (type == "message/rfc822" || type == "message/global")
    }

    /// - Parameter fallback: the type where none is given: `message/rfc822` in a `multipart/digest`.
    init(_ header: Header, fallback: String) {
        let content = header["Content-Type"].map { ParameterizedValue($0.unfolded) }
        let disposition = header["Content-Disposition"].map { ParameterizedValue($0.unfolded) }
        let written = content?.value ?? fallback
        type = written.utf8.contains(UInt8(ascii: "/")) ? written : "text/plain"
        boundary = content?.octets(of: "boundary")?.octets
        charset = content?.octets(of: "charset").map { String(decoding: $0.octets, as: UTF8.self) }
        encoding = header["Content-Transfer-Encoding"].map { TransferEncoding($0.unfolded) } ?? .sevenBit
        fileName = disposition?.text(of: "filename") ?? content?.text(of: "name")
        isAttachment = disposition?.value == "attachment"
    }
}
