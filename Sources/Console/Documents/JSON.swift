/// A JSON value (RFC 8259) whose objects keep the order of their keys.
///
/// Foundation's encoder sorts or shuffles keys and refuses octets that are no text; neither does for evidence.
enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    /// A number with one digit behind the point, never negative.
    case tenths(Double)
    /// Words of ours.
    case text(String)
    /// Octets of the wire, written as in a transcript: UTF-8 as itself, a backslash doubled, any other octet as `\xHH`.
    case octets([UInt8])
    case array([JSON])
    case object([Member])

    /// A key and its value.
    struct Member: Hashable, Sendable {
        let key: String
        let value: JSON

        init(_ key: String, _ value: JSON) {
            self.key = key
            self.value = value
        }
    }

    /// The value on one line, without a line end: no octet below 0x20, and nothing that a terminal would obey.
    var bytes: [UInt8] {
        var output: [UInt8] = []
        append(to: &output)
        return output
    }

    private func append(to output: inout [UInt8]) {
        switch self {
        case .null: output += "null".utf8
        case .bool(let value): output += (value ? "true" : "false").utf8
        case .integer(let value): output += String(value).utf8
        case .tenths(let value): output += Duration.tenths(value).utf8
        case .text(let text): Self.append(text: text.unicodeScalars, to: &output)
        case .octets(let octets): Self.append(octets: octets, to: &output)
        case .array(let values):
            Self.append(values, between: ("[", "]"), to: &output) { $0.append(to: &$1) }
        case .object(let members):
            Self.append(members, between: ("{", "}"), to: &output) { member, output in
                Self.append(text: member.key.unicodeScalars, to: &output)
                output += ":".utf8
                member.value.append(to: &output)
            }
        }
    }

    private static func append<Element>(
        _ elements: [Element], between brackets: (String, String), to output: inout [UInt8],
        _ append: (Element, inout [UInt8]) -> Void
    ) {
        output += brackets.0.utf8
        for (index, element) in elements.enumerated() {
            if index > 0 { output += ",".utf8 }
            append(element, &output)
        }
        output += brackets.1.utf8
    }

    private static func append(text: some Sequence<Unicode.Scalar>, to output: inout [UInt8]) {
        output += "\"".utf8
        for scalar in text { append(scalar, to: &output) }
        output += "\"".utf8
    }

    private static func append(octets: [UInt8], to output: inout [UInt8]) {
        output += "\"".utf8
        octets.withUnsafeBufferPointer { octets in
            var index = 0
            while index < octets.count {
                let unit = UTF8Unit(octets, at: index)
                let scalar = unit.scalar.flatMap(Unicode.Scalar.init)
                let text = scalar == "\\" ? "\\\\" : scalar == nil ? Sanitizer.escape(octets[index]) : nil
                if let text { text.unicodeScalars.forEach { append($0, to: &output) } }
                if text == nil, let scalar { append(scalar, to: &output) }
                index += unit.length
            }
        }
        output += "\"".utf8
    }

    private static func append(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
        switch scalar {
        case "\"", "\\": output += [UInt8(ascii: "\\"), UInt8(ascii: scalar)]
        case " "..."~": output.append(UInt8(ascii: scalar))
        case "\n": output += "\\n".utf8
        case "\r": output += "\\r".utf8
        case "\t": output += "\\t".utf8
        case _ where Sanitizer.replacement(of: scalar.value) != nil:
            for unit in UTF16.encode(scalar).map(Array.init) ?? [] {
                output += ("\\u" + Sanitizer.hexadecimal(unit, digits: 4).lowercased()).utf8
            }
        default: output += UTF8.encode(scalar).map(Array.init) ?? []
        }
    }
}
