import POP3
import TestSupport
import Testing

@Suite("Session: any octets at all")
struct RandomBytesTests {
    @Test(arguments: 0..<40 as Range<UInt64>)
    func `random octets from both sides are understood the same, however they were cut`(seed: UInt64) {
        var random = Randomness(seed: seed)
        let dialogue = Dialogue((0..<12).map { _ in Self.step(&random) } + [.closed(.server)])
        let verifier = SplitVerifier(dialogue)
        let length = dialogue.length
        for _ in 0..<20 {
            let count = Int.random(in: 1...8, using: &random)
            let cuts = Set((0..<count).map { _ in Int.random(in: 0..<length, using: &random) })
            #expect(!verifier.differs(cutBefore: cuts), "seed \(seed), cut before \(cuts.sorted())")
        }
        #expect(!verifier.differs(cutBefore: Set(0..<length)), "seed \(seed), byte by byte")
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `the octets of a body pass unchanged, and its numbers agree with its lines`(seed: UInt64) {
        var random = Randomness(seed: seed)
        let lines = (0..<30).map { _ in Self.line(&random) }.filter { $0.bytes != [0x2E] }
        var session = Dialogue("S: +OK\nC: RETR 1\nS: +OK").observed().session
        let events = session.observe(lines.flatMap(\.octets) + Array(".\r\n".utf8), from: .server).joiningBodies()
        guard case .completed(let exchange)? = events.last, let body = exchange.reply.body else {
            Issue.record("seed \(seed): the body does not end")
            return
        }
        #expect(body.kept == lines.flatMap(\.octets))
        #expect(body.keptLines == lines)
        #expect(body.message == lines.flatMap(\.unstuffed.octets))
        #expect(body.octets == body.message.count)
        #expect(body == Body(lines))
    }

    private static let vocabulary: [String] = [
        "\r\n", "\r\n", "\n", "\r", ".", ".\r\n", "..", "+OK", "+OK ", "-ERR ", "+ ", "RETR 1", "LIST", "UIDL", "STAT",
        "STLS",
        "AUTH PLAIN", "PASS ", "USER a", "QUIT", "CAPA", "DELE 1", "1 120", "99999999999999999999", "[IN-USE]", "<a@b>",
        " ", "\u{0}",
    ]

    private static func step(_ random: inout Randomness) -> Dialogue.Step {
        let side: Session.Side = Bool.random(using: &random) ? .client : .server
        var octets: [UInt8] = []
        for _ in 0..<Int.random(in: 1...12, using: &random) {
            if let word = vocabulary.randomElement(using: &random) { octets += Array(word.utf8) }
            if Int.random(in: 0..<6, using: &random) == 0 {
                octets.append(UInt8.random(in: .min ... .max, using: &random))
            }
        }
        return Int.random(in: 0..<15, using: &random) == 0 ? .secured : .sent(side, octets)
    }

    private static func line(_ random: inout Randomness) -> Line {
        let alphabet: [UInt8] = [0x2E, 0x2E, 0x0D, 0x61, 0x00, 0x80, 0xFF]
        let length = Int.random(in: 0...5, using: &random)
        var bytes = (0..<length).compactMap { _ in alphabet.randomElement(using: &random) }
        let ending: Line.Ending = Bool.random(using: &random) ? .crlf : .lf
        // A CR before a bare LF would make it a CRLF.
        while ending == .lf, bytes.last == 0x0D { bytes.removeLast() }
        return Line(bytes: bytes, ending: ending)
    }
}
