/// A message as a person reads it: its fields, the outline of its parts, their text.
///
/// Any octets are a message: cut short by TOP, with CRLF or bare LF, garbage included. Reading never fails; what was
/// tolerated stands in the notes.
public struct Message: Hashable, Sendable {
    /// The octets as RETR or TOP gave them, dot-stuffing undone.
    public let octets: [UInt8]
    /// The whole message as the outermost part.
    public let root: BodyPart

    /// Finds the structure in one pass, in linear time; bodies are neither copied nor decoded.
    ///
    /// At most 1,000 parts, 20 deep, are listed.
    public init(_ octets: [UInt8]) {
        self.octets = octets
        var reader = OutlineReader(octets)
        root = reader.read()
    }

    /// The fields of the message itself.
    public var header: Header { root.header }

    /// The parts that are meant to be read, in order; attachments and inner messages are not among them.
    ///
    /// Of a `multipart/alternative` the plain text, else whatever comes last and can be read (RFC 2046 section 5.1.4).
    public var readableParts: [BodyPart] {
        Self.readable(root)
    }

    /// The content of a part with its transfer encoding undone, whatever its type.
    public func content(of part: BodyPart) -> DecodedOctets {
        part.encoding.decode(octets[part.body.clamped(to: octets.indices)])
    }

    /// The text of a part, line ends as LF; `nil` for a part that is not `text/...`.
    ///
    /// HTML is reduced to readable text, which a note says.
    public func text(of part: BodyPart) -> DecodedText? {
        guard part.parts.isEmpty, part.type.utf8.starts(with: "text/".utf8) else { return nil }
        let content = content(of: part)
        let isHTML = part.type == "text/html"
        var text = DecodedTextBuilder()
        content.notes.forEach { text.note($0) }
        text.append(content.octets, labelled: part.charset ?? (isHTML ? HTMLText.charset(in: content.octets) : nil))
        text.replaceText(\.withLineFeeds)
        if isHTML {
            text.note(.htmlReduced)
            text.replaceText(HTMLText.reduced)
        }
        return text.body()
    }

    private static func readable(_ part: BodyPart) -> [BodyPart] {
        if part.isReadable { return [part] }
        guard part.type.utf8.starts(with: "multipart/".utf8) else { return [] }
        guard part.type == "multipart/alternative" else { return part.parts.flatMap(readable) }
        let choices = part.parts.map(readable).filter { !$0.isEmpty }
        let plain = choices.first { $0.contains { $0.type == "text/plain" } }
        return plain ?? choices.last ?? []
    }
}
