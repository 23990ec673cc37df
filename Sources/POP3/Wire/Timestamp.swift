/// The timestamp of a greeting, from which APOP computes its digest (RFC 1939 section 7).
enum Timestamp {
    // msg-id = "<" local-part "@" domain ">"       RFC 822 section 6.1; servers are taken as they are: any "<...>" without blanks
    /// The last bracketed word of a greeting, brackets included; `nil` when there is none.
    static func find(in greeting: Line) -> String? {
        let bytes = greeting.bytes
        guard let open = bytes.lastIndex(of: UInt8(ascii: "<")),
            let close = bytes[open...].firstIndex(of: UInt8(ascii: ">")), close > open + 1,
            bytes[open...close].allSatisfy({ $0 > Octet.space && $0 < 0x7F })
        else { return nil }
        return String(decoding: bytes[open...close], as: UTF8.self)
    }
}
