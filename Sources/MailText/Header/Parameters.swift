// "Content-Type" ":" type "/" subtype *(";" attribute "=" value)          RFC 2045 section 5.1

/// A value with parameters, as Content-Type and Content-Disposition have.
struct ParameterizedValue: Hashable {
    private static let parameterLimit = 1_000

    /// What stands before the first semicolon, in lower case, without comments.
    let value: String
    /// Names in lower case, with their RFC 2231 suffixes; octets with quoting removed.
    private let parameters: [String: [UInt8]]

    init(_ octets: [UInt8]) {
        var reader = ParameterReader(octets)
        value = reader.readValue().filter { !$0.isBlank }.lowercasedText
        var found: [String: [UInt8]] = [:]
        while found.count < Self.parameterLimit, let parameter = reader.readParameter() {
            if found[parameter.name] == nil { found[parameter.name] = parameter.octets }
        }
        parameters = found
    }

    /// A parameter's octets, segments joined and percent-encoding undone (RFC 2231), and its charset.
    func octets(of name: String) -> LabelledOctets? {
        if let octets = parameters[name + "*"] { return Self.extended(octets) }
        if let first = parameters[name + "*0*"] ?? parameters[name + "*0"] {
            let isExtended = parameters[name + "*0*"] != nil
            let start = isExtended ? Self.extended(first) : LabelledOctets(octets: first, label: nil)
            return LabelledOctets(octets: start.octets + continuation(of: name), label: start.label)
        }
        return parameters[name].map { LabelledOctets(octets: $0, label: nil) }
    }

    /// A parameter as a person reads it; encoded words (RFC 2047) are decoded too, though they are not allowed there.
    func text(of name: String) -> DecodedText? {
        guard let found = octets(of: name) else { return nil }
        if found.label == nil { return EncodedWords.decode(found.octets.filter { !$0.isLineEnd }) }
        var text = DecodedTextBuilder()
        text.append(found.octets, labelled: found.label)
        return text.headerValue()
    }

    private func continuation(of name: String) -> [UInt8] {
        var joined: [UInt8] = []
        for number in 1..<Self.parameterLimit {
            if let octets = parameters["\(name)*\(number)*"] {
                joined += Self.percentDecoded(octets[...])
            } else if let octets = parameters["\(name)*\(number)"] {
                joined += octets
            } else {
                break
            }
        }
        return joined
    }

    // extended-initial-value = [charset] "'" [language] "'" extended-other-values          RFC 2231 section 7
    private static func extended(_ octets: [UInt8]) -> LabelledOctets {
        let fields = octets.split(separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3 else { return LabelledOctets(octets: percentDecoded(octets[...]), label: nil) }
        return LabelledOctets(octets: percentDecoded(fields[2]), label: String(decoding: fields[0], as: UTF8.self))
    }

    private static func percentDecoded(_ octets: ArraySlice<UInt8>) -> [UInt8] {
        QuotedPrintable.decodeHexadecimal(octets, marker: UInt8(ascii: "%")).octets
    }
}

private struct ParameterReader {
    private let octets: [UInt8]
    private var offset = 0
    private static let semicolon = UInt8(ascii: ";")

    init(_ octets: [UInt8]) {
        self.octets = octets
    }

    mutating func readValue() -> [UInt8] {
        var value: [UInt8] = []
        while offset < octets.count, octets[offset] != Self.semicolon {
            if octets[offset] == UInt8(ascii: "(") {
                skipComment()
            } else {
                value.append(octets[offset])
                offset += 1
            }
        }
        return value
    }

    /// The next parameter; `nil` at the end. Pieces without `=` are passed over.
    mutating func readParameter() -> (name: String, octets: [UInt8])? {
        while offset < octets.count {
            if octets[offset] == Self.semicolon { offset += 1 }
            var name: [UInt8] = []
            while offset < octets.count, octets[offset] != Self.semicolon, octets[offset] != UInt8(ascii: "=") {
                if octets[offset] == UInt8(ascii: "(") {
                    skipComment()
                } else {
                    name.append(octets[offset])
                    offset += 1
                }
            }
            guard offset < octets.count, octets[offset] == UInt8(ascii: "=") else { continue }
            offset += 1
            return (name.filter { !$0.isBlank }.lowercasedText, readContent())
        }
        return nil
    }

    /// A quoted string, or else all up to a semicolon or a comment: file names come with spaces and no quotes.
    private mutating func readContent() -> [UInt8] {
        while offset < octets.count, octets[offset].isBlank { offset += 1 }
        if offset < octets.count, octets[offset] == UInt8(ascii: "\"") { return readQuoted() }
        let start = offset
        while offset < octets.count, octets[offset] != Self.semicolon {
            if octets[offset] == UInt8(ascii: "("), offset > start, octets[offset - 1].isBlank { break }
            offset += 1
        }
        let content = Array(octets[start..<offset].trimmingBlanks)
        skipToSemicolon()
        return content
    }

    private mutating func readQuoted() -> [UInt8] {
        var content: [UInt8] = []
        offset += 1
        while offset < octets.count, octets[offset] != UInt8(ascii: "\"") {
            if octets[offset] == UInt8(ascii: "\\"), offset + 1 < octets.count { offset += 1 }
            content.append(octets[offset])
            offset += 1
        }
        offset = min(offset + 1, octets.count)
        skipToSemicolon()
        return content
    }

    private mutating func skipToSemicolon() {
        while offset < octets.count, octets[offset] != Self.semicolon {
            if octets[offset] == UInt8(ascii: "(") { skipComment() } else { offset += 1 }
        }
    }

    /// Comments nest, RFC 5322 section 3.2.2; one that never ends reaches to the end.
    private mutating func skipComment() {
        var depth = 0
        repeat {
            switch octets[offset] {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            case UInt8(ascii: "\\"): offset += 1
            case _: break
            }
            offset += 1
        } while offset < octets.count && depth > 0
        offset = min(offset, octets.count)
    }
}
