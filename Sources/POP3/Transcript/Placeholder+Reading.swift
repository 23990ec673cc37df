extension Placeholder {
    // placeholder = "${" ( "secret:" name / "*" / computation "(" name ")" / name ) "}"
    /// Reads what stands between `${` and `}`; `nil` when that has no meaning.
    init?(between text: String) {
        if text == "*" {
            self = .anything
        } else if text.hasPrefix("secret:") {
            let name = String(text.dropFirst("secret:".count))
            guard Self.isName(name) else { return nil }
            self = .secret(name)
        } else if text.hasSuffix(")"), let open = text.firstIndex(of: "(") {
            let name = String(text[text.index(after: open)...].dropLast())
            guard let computation = Computation(rawValue: String(text[..<open])), Self.isName(name) else { return nil }
            self = .computed(computation, name: name)
        } else {
            guard Self.isName(text) else { return nil }
            self = .variable(text)
        }
    }

    // name = 1*255( %x21-7E except "$" "(" ")" "*" ":" "\" "{" "}" )
    /// Whether a text can be the name of a secret or a variable: 1 to 255 visible characters of ASCII, none of them one
    /// of `$ ( ) * : \ { }`.
    public static func isName(_ text: String) -> Bool {
        (1...255).contains(text.utf8.count) && text.utf8.allSatisfy(isNameOctet)
    }

    /// A name that resembles a text: what may not stand in a name becomes `-`. Never empty.
    public static func name(resembling text: String) -> String {
        let octets = text.utf8.prefix(255).map { isNameOctet($0) ? $0 : UInt8(ascii: "-") }
        return octets.isEmpty ? "-" : String(decoding: octets, as: UTF8.self)
    }

    private static func isNameOctet(_ octet: UInt8) -> Bool {
        (0x21...0x7E).contains(octet) && !"$()*:\\{}".utf8.contains(octet)
    }
}
