/// One scalar of UTF-8, or one octet that belongs to none (the Unicode Standard, table 3-7).
struct UTF8Unit {
    /// The octets that it takes.
    let length: Int
    /// The scalar; `nil` for an octet that belongs to none.
    let scalar: UInt32?
    /// Whether the octets ended within a sequence that began well.
    let isCut: Bool

    /// The unit at an index, which must be within the octets.
    init(_ octets: UnsafeBufferPointer<UInt8>, at index: Int) {
        let lead = octets[index]
        if lead < 0x80 {
            self.init(length: 1, scalar: UInt32(lead))
            return
        }
        guard let (length, second) = Self.form(of: lead) else {
            self.init(length: 1, scalar: nil)
            return
        }
        var scalar = UInt32(lead) & (0x7F >> UInt32(length))
        for offset in 1..<length {
            guard index + offset < octets.count else {
                self.init(length: 1, scalar: nil, isCut: true)
                return
            }
            let octet = octets[index + offset]
            guard (offset == 1 ? second : 0x80...0xBF).contains(octet) else {
                self.init(length: 1, scalar: nil)
                return
            }
            scalar = scalar << 6 | UInt32(octet & 0x3F)
        }
        self.init(length: length, scalar: scalar)
    }

    private init(length: Int, scalar: UInt32?, isCut: Bool = false) {
        self.length = length
        self.scalar = scalar
        self.isCut = isCut
    }

    /// The length of a sequence by its first octet, and what its second may be.
    private static func form(of lead: UInt8) -> (length: Int, second: ClosedRange<UInt8>)? {
        switch lead {
        case 0xC2...0xDF: (2, 0x80...0xBF)
        case 0xE0: (3, 0xA0...0xBF)
        case 0xED: (3, 0x80...0x9F)
        case 0xE1...0xEF: (3, 0x80...0xBF)
        case 0xF0: (4, 0x90...0xBF)
        case 0xF4: (4, 0x80...0x8F)
        case 0xF1...0xF3: (4, 0x80...0xBF)
        default: nil
        }
    }
}
