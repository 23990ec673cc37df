import Testing

@testable import Transport

@Suite("The cipher suite in a ServerHello, RFC 8446 section 4.1.3")
struct ServerHelloTests {
    private static func hello(sessionID: Int, type: UInt8 = 2) -> [UInt8] {
        let head: [UInt8] = [22, 3, 3, 0, 122, type, 0, 0, 118, 3, 3] + [UInt8](repeating: 0xAA, count: 32)
        return head + [UInt8(sessionID)] + [UInt8](repeating: 0xBB, count: sessionID) + [0x13, 0x02, 0, 0, 46]
    }

    @Test(arguments: [0, 1, 32])
    func `it is found, however the octets were cut`(sessionID: Int) {
        let octets = Self.hello(sessionID: sessionID)
        for size in 1...octets.count {
            var hello = ServerHello()
            for start in stride(from: 0, to: octets.count, by: size) {
                hello.observe(octets[start..<min(start + size, octets.count)])
            }
            #expect(hello.cipher == 0x1302)
        }
    }

    @Test(arguments: [
        hello(sessionID: 33), hello(sessionID: 255), hello(sessionID: 0, type: 1), [21, 3, 3, 0, 2, 2, 70],
        [UInt8](repeating: 0, count: 300), Array("+OK ready\r\n".utf8), [],
    ])
    func `what is no ServerHello has none`(octets: [UInt8]) {
        var hello = ServerHello()
        hello.observe(octets)
        #expect(hello.cipher == nil)
    }

    @Test(
        arguments: [
            (0x1301, "TLS_AES_128_GCM_SHA256"), (0xCCA9, "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"),
            (0x00FF, "0x00FF"),
            (0xC0A1, "0xC0A1"),
        ] as [(UInt16, String)])
    func `a suite has its registered name, or its number`(number: UInt16, name: String) {
        #expect(CipherSuite.name(of: number) == name)
    }
}
