/// A name within a SCRAM message (RFC 5802 section 5.1).
enum ScramName {
    // saslname = 1*(value-safe-char / "=2C" / "=3D")       RFC 5802 section 7
    static func encode(_ name: String) -> String {
        // By scalars: a combining mark would hide the comma in front of it inside one Character.
        name.unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case ",": text += "=2C"
            case "=": text += "=3D"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }

    /// The name that a text stands for; `nil` when a "=" is no "=2C" or "=3D".
    static func decode(_ text: ArraySlice<UInt8>) -> String? {
        var octets: [UInt8] = []
        var rest = text
        while let octet = rest.popFirst() {
            guard octet == UInt8(ascii: "=") else {
                octets.append(octet)
                continue
            }
            switch String(decoding: rest.prefix(2), as: UTF8.self) {
            case "2C": octets.append(UInt8(ascii: ","))
            case "3D": octets.append(UInt8(ascii: "="))
            default: return nil
            }
            rest = rest.dropFirst(2)
        }
        return String(validating: octets, as: UTF8.self)
    }
}
