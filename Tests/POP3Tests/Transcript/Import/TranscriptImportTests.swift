import TestSupport
import Testing

@testable import POP3

@Suite("Logs are told apart, and made transcripts")
struct TranscriptImportTests {
    // swift-format-ignore
    /// A short log of each kind.
    static let logs: [(kind: LogKind, log: String)] = [
        (.transcript, "#!pop3-transcript 1\n* connect\nS: +OK hi\n"),
        (.paste,      "% telnet pop.example.jp 110\nTrying 192.0.2.1...\n+OK hi\nQUIT\n+OK bye\n"),
        (.paste,      "prose\n\n+ OK hi\nSTAT\n+ OK 0 0\n"),
        (.marked,     "S: +OK hi\nC: QUIT\nS: +OK bye\n"),
        (.marked,     "using account a from mpoprc\n<-- +OK hi\n--> CAPA\n<-- -ERR\n"),
        (.curl,       "*   Trying 192.0.2.1:110...\n< +OK hi\n> QUIT\n< +OK bye\n"),
        (.curlTrace,  "== Info:   Trying 192.0.2.1:110...\n<= Recv header, 8 bytes (0x8)\n0000: +OK hi\n"),
        (.curlTrace,  "12:00:00.000000 [0-0] <= Recv header, 5 bytes (0x5)\n0000: 2b 4f 4b 0d 0a                                  +OK..\n"),
        (.fetchmail,  "fetchmail: POP3< +OK hi\nfetchmail: POP3> QUIT\n"),
        (.poplib,     "*cmd* 'QUIT'\n*put* b'QUIT'\n*get* b'+OK\\r\\n'\n"),
        (.openssl,    "$ openssl s_client -connect pop.example.jp:995\nCONNECTED(00000003)\n---\n+OK hi\n"),
        (.openssl,    "depth=0 CN = pop.example.jp\nverify return:1\n+OK hi\r\r\nQUIT\r\n+OK\r\r\n"),
        (.rawlog,     "1795283178.057532 +OK hi\r\n"),
        (.rawlog,     "1795283178.057532 O: +OK hi\r\n1795283178.057533 I: QUIT\r\n"),
        (.rawlog,     "O: +OK hi\nI: QUIT\nO: +OK\n"),
    ]

    @Test(arguments: logs)
    func `the kind of a log is told by what is typical of it`(kind: LogKind, log: String) throws {
        #expect(LogKind.detect(Array(log.utf8)) == kind)
        #expect(try Imported(log).file == Imported(log, kind).file)
        #expect(try !Imported(log).exchanges.isEmpty)
    }

    // swift-format-ignore
    private static let errors: [(octets: [UInt8], kind: LogKind?, error: ImportError)] = [
        ([],                                               nil,        .empty),
        (Array(" \r\n\t".utf8),                            nil,        .empty),
        (Array("+OK\0".utf8),                              nil,        .binary(offset: 3)),
        (Array("\u{7F}ELF".utf8) + .init(repeating: 1, count: 99), .paste, .binary(offset: 20)),
        (Array("\n  1795283178.057532 * OK IMAP\u{1B}\n".utf8), nil,   .unknown(found: "1795283178.057532 * OK IMAP\u{FFFD}")),
        (Array("himitsu99\n".utf8),                        nil,        .unknown(found: "********")),
        (Array("PASS himitsu\n".utf8),                     nil,        .unknown(found: "PASS ********")),
        (Array("nothing of it\n".utf8),                    .curl,      .noSession(.curl)),
        (Array("#!pop3-transcript 1\nX\n".utf8),           nil,
         .transcript(TranscriptError(line: 2, found: "X", expected: .mark))),
    ]

    @Test(arguments: errors)
    func `what is no log says why`(octets: [UInt8], kind: LogKind?, error: ImportError) {
        #expect(throws: error) { try TranscriptImport.transcript(from: octets, kind: kind) }
    }

    @Test func `the names of the kinds are those of the option`() {
        #expect(
            LogKind.allCases.map(\.rawValue) == [
                "transcript", "paste", "marked", "curl", "curl-trace", "fetchmail", "poplib", "openssl", "rawlog",
            ])
    }

    @Test func `marks of byte order and UTF-16 are understood`() throws {
        let log = "S: +OK 日本\nC: QUIT\nS: +OK\n"
        let little = log.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        let big = log.utf16.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        let plain = try Imported(log).file
        for octets in [[0xEF, 0xBB, 0xBF] + Array(log.utf8), [0xFF, 0xFE] + little, [0xFE, 0xFF] + big] {
            #expect(Imported(try TranscriptImport.transcript(from: octets)).file == plain)
        }
    }

    @Test func `a secret is nowhere, neither before it was sent nor behind`() throws {
        let log = """
            the password is wonderland
            S: +OK hi
            C: USER alice
            S: +OK
            C: PASS wonderland
            S: -ERR [AUTH] no such password: WONDERLAND
            never use wonderland again
            """
        #expect(
            try Imported(log).file == """
                #!pop3-transcript 1
                @fidelity text
                * note the password ********
                * connect
                S: +OK hi
                C: USER alice
                S: +OK
                C: PASS ${secret:alice}
                S: -ERR [AUTH] no such password: ${secret:alice}
                * note never use ******** again

                """)
    }

    @Test func `more sessions than a transcript counts are told of, not written`() throws {
        let log = String(repeating: "S: +OK\nC: QUIT\nS: +OK\n", count: 101)
        let transcript = try TranscriptImport.transcript(from: Array(log.utf8))
        #expect(transcript.events.map(\.connection).max() == 99)
        #expect(transcript.events.last?.event == .note("the log goes on with more sessions"))
    }

    @Test func `any octets give a transcript that can be written and read again, or an error`() throws {
        var random = Randomness(seed: 1939)
        for round in 0..<1_500 {
            var octets = Array(Self.logs[round % Self.logs.count].log.utf8)
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let place = Int.random(in: 0...octets.count, using: &random)
                let other = Array(Self.logs.randomElement(using: &random)?.log.utf8 ?? "".utf8)
                let piece = other[Int.random(in: 0..<other.count, using: &random)...].prefix(
                    Int.random(in: 0...40, using: &random))
                octets.insert(contentsOf: piece, at: place)
                if Bool.random(using: &random) { octets.insert(.random(in: 1...255, using: &random), at: place) }
            }
            guard
                let transcript = try? TranscriptImport.transcript(
                    from: octets, kind: LogKind.allCases.randomElement(using: &random))
            else { continue }
            #expect(try Transcript(transcript.octets) == transcript, "\(String(decoding: octets, as: UTF8.self))")
        }
    }

    // A program with logs of 1.6 MB gives the figures; here each kind of repetition is read at all.
    @Test(arguments: [
        ("S: +OK\n", "C: NOOP\n"), ("+OK\n", "NOOP\n"), ("+OK\n", "LIST\n+OK\n...\n"),
        ("+OK\nUSER a\n+OK\nPASS b\n+OK\nRETR 1\n+OK\n", "x\n"),
        ("+OK\n", "RETR 1\n+OK\nhello\n\n"), ("O: +OK\nI> ", "."), ("O: +OK\n", "1795283178.045354 I> STAT"),
        ("S: +OK\nC: STAT\n", "C: NOOP\nx\n"),
        ("+OK ", "a"), ("<= Recv header, 5 bytes\n0000: +OK\n", "0000: a\n"), ("CONNECTED(\n+OK\r\r\n", "CONNECTED(\n"),
        ("+OK\n", "\u{1B}]"),
    ])
    func `logs that repeat themselves are read in one pass`(head: String, rest: String) throws {
        let log = Array(head.utf8) + Array(String(repeating: rest, count: 20_000 / rest.utf8.count).utf8)
        let transcript = try TranscriptImport.transcript(from: log)
        #expect(!transcript.entries.isEmpty)
    }
}
