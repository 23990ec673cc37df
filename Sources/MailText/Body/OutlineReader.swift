/// Finds the parts of a message in one pass over its lines, without copying a body.
struct OutlineReader {
    static let nestingLimit = 20
    static let partLimit = 1_000
    /// RFC 2046 section 5.1.1 allows 70 characters.
    private static let boundaryLimit = 200

    private let octets: [UInt8]
    private var line = 1
    private var partCount = 0
    /// Of the multiparts around the current offset, outermost first; never more than the nesting limit.
    private var boundaries: [[UInt8]] = []

    init(_ octets: [UInt8]) {
        self.octets = octets
    }

    mutating func read() -> BodyPart {
        entity(from: 0, path: [], fallback: "text/plain").part
    }

    /// A line that is the delimiter of one of the multiparts around.
    private struct Delimiter {
        let level: Int
        let isClosing: Bool
        /// Where the line begins, and the line after it.
        let start: Int
        let next: Int
    }

    private struct Entity {
        let part: BodyPart
        /// What ended it; `nil`: the end of the message.
        let end: Delimiter?
    }

    private mutating func entity(from start: Int, path: [Int], fallback: String) -> Entity {
        partCount += 1
        let around = boundaries
        let octets = octets
        var reader = HeaderReader(octets, from: start, line: line) { Self.delimiter(octets[$0], around) != nil }
        let (header, end) = reader.read()
        line = end.line
        let content = ContentDescription(header, fallback: fallback)
        let body = self.body(content, from: end.offset, path: path)
        let part = BodyPart(
            path: path, header: header, type: body.isPlain ? "text/plain" : content.type, charset: content.charset,
            encoding: content.encoding, fileName: content.fileName, isAttachment: content.isAttachment,
            body: end.offset..<self.end(of: end.offset, before: body.end), parts: body.parts, notes: body.notes)
        return Entity(part: part, end: body.end)
    }

    private struct Body {
        var end: Delimiter?
        var parts: [BodyPart] = []
        var notes: [Note] = []
        /// Read as plain text, whatever the type says.
        var isPlain = false
    }

    private mutating func body(_ content: ContentDescription, from start: Int, path: [Int]) -> Body {
        guard content.isMultipart || content.isMessage else { return Body(end: nextDelimiter(from: start)) }
        guard boundaries.count < Self.nestingLimit, path.count < Self.nestingLimit else {
            return Body(end: nextDelimiter(from: start), notes: [.nestingLimit(Self.nestingLimit)])
        }
        guard content.isMultipart else {
            let inner = entity(from: start, path: path + [1], fallback: "text/plain")
            return Body(end: inner.end, parts: [inner.part])
        }
        guard let boundary = content.boundary, !boundary.isEmpty, boundary.count <= Self.boundaryLimit else {
            return Body(end: nextDelimiter(from: start), notes: [.missingBoundary], isPlain: true)
        }
        return multipart(boundary, isDigest: content.type == "multipart/digest", from: start, path: path)
    }

    // multipart-body = preamble 1*(delimiter body-part) close-delimiter epilogue          RFC 2046 section 5.1.1
    private mutating func multipart(_ boundary: [UInt8], isDigest: Bool, from start: Int, path: [Int]) -> Body {
        let level = boundaries.count
        let name = String(decoding: boundary, as: UTF8.self)
        boundaries.append(boundary)
        var body = Body(end: nextDelimiter(from: start))
        let isFound = body.end?.level == level
        while let delimiter = body.end, delimiter.level == level, !delimiter.isClosing {
            guard partCount < Self.partLimit else {
                body.notes.append(.partLimit(Self.partLimit))
                boundaries.removeLast()
                body.end = nextDelimiter(from: delimiter.next)
                return body
            }
            let fallback = isDigest ? "message/rfc822" : "text/plain"
            let next = entity(from: delimiter.next, path: path + [body.parts.count + 1], fallback: fallback)
            body.parts.append(next.part)
            body.end = next.end
        }
        boundaries.removeLast()
        if let delimiter = body.end, delimiter.level == level {
            body.end = nextDelimiter(from: delimiter.next)
        } else {
            body.notes.append(isFound ? .unterminatedMultipart(name) : .boundaryNotFound(name))
            body.isPlain = !isFound
        }
        return body
    }

    /// The line end before a delimiter belongs to the delimiter.
    private func end(of start: Int, before delimiter: Delimiter?) -> Int {
        guard let delimiter else { return octets.count }
        var end = delimiter.start
        if end > start, octets[end - 1] == ASCII.lf { end -= 1 }
        if end > start, octets[end - 1] == ASCII.cr { end -= 1 }
        return end
    }

    private mutating func nextDelimiter(from start: Int) -> Delimiter? {
        guard !boundaries.isEmpty else { return nil }
        var offset = start
        while offset < octets.count {
            let (content, next) = octets.line(from: offset, before: octets.count)
            line += 1
            if let found = Self.delimiter(octets[content], boundaries) {
                return Delimiter(level: found.level, isClosing: found.isClosing, start: offset, next: next)
            }
            offset = next
        }
        return nil
    }

    // delimiter = "--" boundary ["--"] *blank          at the beginning of a line
    private static func delimiter(_ line: ArraySlice<UInt8>, _ boundaries: [[UInt8]]) -> (level: Int, isClosing: Bool)?
    {
        guard line.starts(with: "--".utf8) else { return nil }
        let rest = line.dropFirst(2)
        for level in boundaries.indices.reversed() where rest.starts(with: boundaries[level]) {
            let tail = rest.dropFirst(boundaries[level].count)
            if tail.allSatisfy(\.isBlank) { return (level, false) }
            if tail.starts(with: "--".utf8), tail.dropFirst(2).allSatisfy(\.isBlank) { return (level, true) }
        }
        return nil
    }
}
