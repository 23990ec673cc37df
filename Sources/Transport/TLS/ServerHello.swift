/// Finds the cipher suite in what a server sends first, since the TLS library does not tell it.
///
/// The ServerHello is never encrypted, and in TLS 1.3 a request to try again names the same suite.
struct ServerHello {
    // record:      type (22) version(2) length(2)           RFC 8446 section 5.1
    // handshake:   type (2) length(3)                       section 4
    // ServerHello: version(2) random(32) session id(1 + n) cipher suite(2)   section 4.1.3
    private static let recordHead = 5
    private static let beforeSessionID = 4 + 2 + 32
    private static let longestSessionID = 32

    private var octets: [UInt8] = []
    private var isDone = false
    /// The number of the cipher suite; `nil` when it has not come yet, or what came is no ServerHello.
    private(set) var cipher: UInt16?

    /// Looks at octets from the server until the cipher is found or cannot come any more.
    mutating func observe(_ bytes: some Sequence<UInt8>) {
        guard !isDone else { return }
        let needed = Self.recordHead + Self.beforeSessionID + 1 + Self.longestSessionID + 2
        octets += bytes.prefix(needed - octets.count)
        isDone = read() || octets.count >= needed
        if isDone { octets = [] }
    }

    /// Whether nothing more has to come.
    private mutating func read() -> Bool {
        let start = Self.recordHead
        guard octets.count > start + Self.beforeSessionID else { return false }
        guard octets[0] == 22, octets[start] == 2 else { return true }
        let suite = start + Self.beforeSessionID + 1 + Int(octets[start + Self.beforeSessionID])
        guard octets.count >= suite + 2 else { return false }
        cipher = UInt16(octets[suite]) << 8 | UInt16(octets[suite + 1])
        return true
    }
}

/// The names of cipher suites in IANA's registry.
enum CipherSuite {
    // swift-format-ignore
    private static let names: [UInt16: String] = [
        0x000A: "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
        0x002F: "TLS_RSA_WITH_AES_128_CBC_SHA",
        0x0035: "TLS_RSA_WITH_AES_256_CBC_SHA",
        0x009C: "TLS_RSA_WITH_AES_128_GCM_SHA256",
        0x009D: "TLS_RSA_WITH_AES_256_GCM_SHA384",
        0x1301: "TLS_AES_128_GCM_SHA256",
        0x1302: "TLS_AES_256_GCM_SHA384",
        0x1303: "TLS_CHACHA20_POLY1305_SHA256",
        0xC009: "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
        0xC00A: "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
        0xC013: "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
        0xC014: "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
        0xC027: "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
        0xC02B: "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        0xC02C: "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        0xC02F: "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        0xC030: "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        0xCCA8: "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
        0xCCA9: "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    ]

    /// The name, or the number as `0xC0A1` when it has none here.
    static func name(of number: UInt16) -> String {
        if let name = names[number] { return name }
        let digits = String(number, radix: 16, uppercase: true)
        return "0x" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
