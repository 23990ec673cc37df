import POP3
import Testing

@Suite("Traces of curl's are read")
struct CurlTraceReaderTests {
    @Test func `text rows are joined, and end where the next offset says so`() throws {
        let imported = try Imported(
            """
            17:43:47.903252 == Info:   Trying 192.0.2.1:110...
            17:43:47.904666 <= Recv header, 85 bytes (0x55)
            0000: +OK pop.example.jp POP3 server ready <15893.1795283027.2720a7a89
            0040: 00f06@example.jp>..
            17:43:47.904783 => Send header, 6 bytes (0x6)
            0000: CAPA
            17:43:47.905363 <= Recv header, 9 bytes (0x9)
            0000: +OK
            0005: .
            0008:
            == Info: Connection #0 to host pop.example.jp left intact
            """)
        #expect(
            imported.file == """
                #!pop3-transcript 1
                @fidelity text
                * note Trying 192.0.2.1:110...
                * connect
                S: +OK pop.example.jp POP3 server ready <15893.1795283027.2720a7a8900f06@example.jp>..
                C: CAPA
                S: +OK
                S: .
                * note Connection #0 to host pop.example.jp left intact

                """)
    }

    @Test func `rows of hexadecimal digits keep every octet`() throws {
        let imported = try Imported(
            """
            <= Recv header, 13 bytes (0xd)
            0000: 2b 4f 4b 20 e3 81 82 2e 20 0d 2e 0d 0a          +OK .... ....
            => Send header, 6 bytes (0x6)
            0000: 51 55 49 54 0d 0a                               QUIT..
            <= Recv SSL data, 5 bytes (0x5)
            0000: 17 03 03 00 17                                  .....
            <= Recv header, 19 bytes (0x13)
            0000: 2b 4f 4b 20 62 79 65 20 61 6e 64 20 74 68 61 6e +OK bye and than
            0010: 6b 73 0a                                        ks.
            """)
        #expect(
            imported.file == """
                #!pop3-transcript 1
                * connect
                S: +OK あ. \\r.
                C: QUIT
                S| +OK bye and thanks\\n

                """)
    }

    // swift-format-ignore
    private static let bodies: [(data: String, body: String)] = [
        // The octets of the wire.
        ("0000: Hi\n0004: ..\n0008: .\n",      "S: Hi\nS: ..\nS: .\n"),
        // The message that curl made of them.
        ("0000: Hi\n0004: .\n0007: ..x\n000c: end\n", "S: Hi\nS: ..\nS: ...x\nS: end\nS: .\n"),
    ]

    @Test(arguments: bodies)
    func `a body may be stuffed or not`(data: String, body: String) throws {
        let count = data.contains("000c") ? 17 : 11
        let imported = try Imported(
            """
            <= Recv header, 5 bytes (0x5)
            0000: +OK
            => Send header, 11 bytes (0xb)
            0000: PASS lamb
            <= Recv header, 5 bytes (0x5)
            0000: +OK
            => Send header, 8 bytes (0x8)
            0000: RETR 1
            <= Recv header, 5 bytes (0x5)
            0000: +OK
            <= Recv data, \(count) bytes (0x0)
            \(data)=> Send header, 6 bytes (0x6)
            0000: QUIT
            """)
        #expect(imported.file.contains("S: +OK\n\(body)C: QUIT\n"))
    }
}
