/// The attributes of a SCRAM message, in their order (RFC 5802 section 5.1).
struct ScramAttributes {
    /// One attribute: a letter, "=", a value that is not empty.
    struct Attribute {
        let name: UInt8
        let value: ArraySlice<UInt8>
    }

    private(set) var rest: ArraySlice<Attribute>

    // attr-val = ALPHA "=" value; value = 1*value-char; value-char is UTF-8 without NUL and ","       RFC 5802 section 7
    /// The attributes of a message; `nil` when it is no list of them.
    init?(_ message: some Collection<UInt8>) {
        let message = Array(message)
        guard String(validating: message, as: UTF8.self) != nil, !message.contains(0) else { return nil }
        var attributes: [Attribute] = []
        for piece in message.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            guard let name = piece.first, Self.isLetter(name), piece.dropFirst().first == UInt8(ascii: "="),
                piece.count > 2
            else { return nil }
            attributes.append(Attribute(name: name, value: piece.dropFirst(2)))
        }
        rest = attributes[...]
    }

    /// Whether the sender insists on an extension: there is none that could be understood (RFC 5802 section 5.1).
    var demandsExtension: Bool { rest.contains { $0.name == UInt8(ascii: "m") } }

    /// The value of the next attribute if it has this name; else nothing is taken.
    mutating func take(_ name: Unicode.Scalar) -> ArraySlice<UInt8>? {
        guard let first = rest.first, first.name == UInt8(ascii: name) else { return nil }
        rest = rest.dropFirst()
        return first.value
    }

    private static func isLetter(_ octet: UInt8) -> Bool {
        (0x41...0x5A).contains(octet) || (0x61...0x7A).contains(octet)
    }
}
