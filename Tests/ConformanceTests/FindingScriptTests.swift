import Handbook
import POP3
import Testing

@testable import Conformance

@Suite("A finding as a transcript")
struct FindingScriptTests {
    private static let login: [Evidence] = [
        .received(Reply(first: "+OK ready")), .sent("USER alice"), .received(Reply(first: "+OK")),
        .sent("PASS ********"), .received(Reply(first: "+OK")),
    ]

    private static func script(
        _ id: RequirementID, expected: [String] = [], actual: Line? = nil, _ evidence: [Evidence],
        hiding redaction: Redaction = Redaction()
    ) throws -> FindingScript? {
        let row = try #require(Requirements[id])
        let reason = Localized(en: "The server said wonderland.", ja: "wonderland と言いました。")
        let judgement = Judgement(
            requirement: id, outcome: .fail, reason: reason, expected: expected, actual: actual,
            evidence: evidence, start: 0, check: "sample")
        return FindingScript(Report.Result(row, [judgement]), in: .en, hiding: redaction)
    }

    private static func events(_ script: FindingScript?) -> [String] {
        let text = String(decoding: script?.transcript.octets ?? [], as: UTF8.self)
        return text.split(separator: "\n").map(String.init).filter { !"#@".contains($0.prefix(1)) }
    }

    @Test func `it holds the login by names, what is needed, and the reply that would be right`() throws {
        let evidence: [Evidence] = [
            .sent("STAT"), .received(Reply(first: "+OK 2 320")), .sent("LIST 9"), .received(Reply(first: "+OK 9 1")),
        ]
        let script = try Self.script(
            "rfc1939-5-list-unknown-err", expected: ["-ERR"], actual: "+OK 9 1", Self.login + evidence)
        #expect(script?.obstacle == nil)
        #expect(script?.transcript.header.requirements == ["rfc1939-5-list-unknown-err"])
        #expect(
            Self.events(script) == [
                "* connect", "S~ +OK ${*}", "C: USER alice", "S~ +OK ${*}", "C: PASS ${secret:alice}", "S~ +OK ${*}",
                "C: LIST 9", "S~ -ERR ${*}",
            ])
    }

    @Test(arguments: [
        ("STAT", Line("+OK  2 320"), #"S/ ^\+OK (0|[1-9][0-9]*) (0|[1-9][0-9]*)( .*)?$"#),
        ("STAT", Line("+OK 2 320 octets"), #"S/ ^\+OK (0|[1-9][0-9]*) (0|[1-9][0-9]*)$"#),
        ("UIDL 1", Line("+OK 1"), #"S/ ^\+OK [1-9][0-9]* [\x21-\x7e]{1,70}$"#),
        ("NOOP", Line("+ok"), #"S/ ^\+OK( .*)?$"#),
        ("NOOP", Line(bytes: Array("+OK".utf8), ending: .lf), "S: +OK${*}"),
        ("XX", Line("-BAD"), "S/ ^-ERR( .*)?$"),
        ("XX", Line("-ERRno"), "S/ ^-ERR( .*)?$"),
    ])
    func `where nobody has said what is right, the grammar does`(command: String, reply: Line, right: String) throws {
        let script = try Self.script(
            "rfc1939-3-status-upper-case", actual: reply,
            Self.login + [.sent(Line(command)), .received(Reply(first: reply))])
        #expect(Self.events(script).suffix(2) == ["C: \(command)", right])
    }

    @Test func `a body that is stuffed wrongly stands there as it should be`() throws {
        let body = Body(["Subject: x", "", "..fine", ".wrong"])
        let reply = Reply(first: "+OK", body: body)
        let script = try Self.script(
            "rfc1939-3-byte-stuffing", Self.login + [.sent("RETR 1"), .received(reply)])
        #expect(
            Self.events(script).suffix(7) == [
                "C: RETR 1", "S~ +OK ${*}", "S: ${*}", "S: ${*}", "S: ${*}", "S: ..wrong", "S* ...",
            ])
    }

    @Test func `lines of LIST are compared by two words, so a line that may say anything has two`() throws {
        let lines = Body([Line(bytes: Array("1 120".utf8), ending: .lf), "2 200"])
        let script = try Self.script(
            "rfc1939-3-multiline-lines-crlf", Self.login + [.sent("LIST"), .received(Reply(first: "+OK", body: lines))])
        #expect(Self.events(script).suffix(3) == ["S: ${*} ${*}", "S: ${*} ${*}", "S: ."])
    }

    @Test func `a line that answers nothing shows with the next reply`() throws {
        let evidence: [Evidence] = [.sent("RSET"), .received(Reply(first: "+OK")), .unsolicited("+OK again")]
        let script = try Self.script(
            "rfc1939-5-one-response-per-command", actual: "+OK again", Self.login + evidence)
        #expect(
            Self.events(script).suffix(4) == ["C: RSET", "S~ +OK ${*}", "C: NOOP", #"S/ ^(\+OK|-ERR)( .*)?$"#])
    }

    @Test func `a wrong password is another one, and other wrong secrets are not stored`() throws {
        let greeting = Evidence.received(Reply(first: "+OK"))
        let pass = try Self.script(
            "rfc1939-7-pass-wrong-err", expected: ["-ERR"], actual: "-ERR",
            [greeting, .sent("PASS ********"), .received(Reply(first: "-ERR")), .unsolicited("-ERR")])
        #expect(Self.events(pass).contains("C: PASS not-the-password"))
        let sasl = try Self.script(
            "rfc4616-2-empty-password-fails", expected: ["+OK"], actual: "-ERR",
            [greeting, .sent("AUTH PLAIN ********"), .received(Reply(first: "-ERR"))])
        #expect(sasl?.obstacle == .wrongSecret)
    }

    @Test func `a requirement whose name says -err or -ok needs nobody to say what is right`() throws {
        let refused = try Self.script(
            "rfc1939-5-noop-ok", Self.login + [.sent("NOOP"), .received(Reply(first: "-ERR no"))])
        #expect(Self.events(refused).suffix(2) == ["C: NOOP", "S~ +OK ${*}"])
        let unknown = try Self.script(
            "rfc1939-5-dele-arg-required",
            [.received(Reply(first: "+OK")), .sent("********"), .received(Reply(first: "+OK yes"))])
        #expect(Self.events(unknown).suffix(2) == ["C: XPRB", "S~ -ERR ${*}"])
    }

    @Test func `what no reply shows is told in comments, and a secret that the server says is hidden`() throws {
        var redaction = Redaction()
        redaction.learn(secret: Array("wonderland".utf8))
        let exchange: [Evidence] = [.sent("NOOP \u{1B}[31m"), .received(Reply(first: "+OK wonderland"))]
        let script = try Self.script("rfc1939-3-status-upper-case", Self.login + exchange, hiding: redaction)
        let text = String(decoding: script?.transcript.octets ?? [], as: UTF8.self)
        #expect(Self.events(script).isEmpty && text.contains("# C: NOOP \\x1b[31m\n# S: +OK ********\n"))
        #expect(!text.contains("wonderland") && !text.utf8.contains(0x1B))
        #expect(try Self.script("rfc1939-3-status-upper-case", [])?.obstacle == .severalConnections)
    }

    @Test func `what held is no finding`() throws {
        let row = try #require(Requirements["rfc1939-5-noop-ok"])
        let judgement = Judgement(
            requirement: row.id, outcome: .info, reason: nil, expected: [], actual: nil, evidence: Self.login, start: 0,
            check: "sample")
        #expect(FindingScript(Report.Result(row, [judgement]), in: .en) == nil)
    }
}
