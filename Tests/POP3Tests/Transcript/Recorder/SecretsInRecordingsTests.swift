import TestSupport
import Testing

@testable import POP3

@Suite("No secret is in a recording")
struct SecretsInRecordingsTests {
    /// How a person types a secret, `%` in its place; well or badly, before a login and behind it.
    private static let typed = [
        "PASS %", "pass %", "PaSs  %", "  PASS %", "PASS\t%", "PASS%", "PASS:%", "PASS=%", "pas %", "PSAS %",
        "passwd %", "Password %", "C: PASS %", "> PASS %", ":PASS %", "\"PASS %\"", "USER alice %", "USER alice;PASS%",
        "STAT;PASS %", "please send PASS %", "a1 LOGIN alice %", "P ASS %", "PA\u{8}SS %", "\u{1B}[APASS %", "PASS\r%",
        "STAT\rPASS %",
        "渡す %", "パスワード%", "%を渡す", "ＰＡＳＳ %", "pop3://alice:%@pop.example.jp", "PADD %", "PAS%",
    ]

    private static let secret = "Tr0ub4dor&3"
    private static let digest = "b913a602c7eda7a495b4e6e7334d3890"

    private static let openings = [
        "S: +OK <1896.697170952@dbc.mtview.ca.us>\n", "S: +OK\nC: USER alice\nS: +OK\n",
        "S: +OK\nC: AUTH PLAIN\nS: -ERR no\n",
    ]

    @Test(arguments: typed, openings)
    func `a secret that is typed anyhow is not in it, whole or in pieces`(typed: String, opening: String) {
        let line = typed.replacing("%", with: Self.secret)
        let echo = "S: -ERR unknown: \(line), \(Self.secret.uppercased())\n"
        let again = "C: PASS \(Self.secret)\nS: -ERR no \(Self.secret)"
        let dialogue = Dialogue(opening + "C: \(line)\n" + echo + again)
        for file in [dialogue.recorded(), dialogue.cut(before: { _ in true }).recorded()] {
            #expect(!file.lowercased().contains(Self.secret.lowercased()), "\(file)")
        }
    }

    // swift-format-ignore
    private static let exchanges = [
        "C: AUTH PLAIN %PLAIN",
        "C: AUTH PLAIN\nS: +\u{20}\nC: %PLAIN",
        "C: auth login\nS: + VXNlcm5hbWU6\nC: YWxpY2U=\nS: + UGFzc3dvcmQ6\nC: %WORD",
        "C: AUTH LOGIN YWxpY2U=\nS: + UGFzc3dvcmQ6\nC: %WORD",
        "C: AUTH CRAM-MD5\nS: + PDFAeD4=\nC: %CRAM",
        "C: APOP alice %DIGEST",
        "C: apop  alice  %DIGEST",
        "C: AUTH XOAUTH2 %BEARER",
        "C: AUTH OAUTHBEARER\nS: +\u{20}\nC: %BEARER",
        "C: AUTH X-UNHEARD %WORD\nS: + eA==\nC: %WORD",
        "C: AUTH PLAIN %PLAIN\nS: -ERR no\nC: %WORD",
        "C: AUTH LOGIN\nC: YWxpY2U=\nC: %WORD",
    ]

    @Test(arguments: exchanges)
    func `neither is what a mechanism makes of it`(exchange: String) {
        let spellings = [
            "%PLAIN": Base64.encode(Array("\0alice\0\(Self.secret)".utf8)),
            "%WORD": Base64.encode(Array(Self.secret.utf8)),
            "%CRAM": Base64.encode(Array("alice \(Self.digest)".utf8)),
            "%DIGEST": Self.digest,
            "%BEARER": Base64.encode(Array("user=alice\u{1}auth=Bearer \(Self.secret)\u{1}\u{1}".utf8)),
        ]
        var text = exchange
        for (name, spelling) in spellings { text = text.replacing(name, with: spelling) }
        let sent = spellings.values.filter { text.contains($0) }
        let echo = sent.map { "S: -ERR what is \($0) \($0.lowercased())" }.joined(separator: "\n")
        let dialogue = Dialogue("S: +OK <1@x>\n" + text + "\n" + echo + "\nS closes")
        for file in [dialogue.recorded(), dialogue.cut(before: { _ in true }).recorded()] {
            for secret in sent + [Self.secret] { #expect(!file.lowercased().contains(secret.lowercased()), "\(file)") }
        }
    }

    @Test(arguments: [false, true])
    func `what is taken back is not in it either, though secrets are to be shown`(keepsLiterals: Bool) {
        var options = TranscriptRecorder.Options()
        (options.showsSecrets, options.keepsLiterals) = (true, keepsLiterals)
        var recorder = TranscriptRecorder(options)
        _ = recorder.connected()
        recorder.takeBack(TakenBackLine(Array("FOO hunter2".utf8)))
        var session = RecordedSession(recorder)
        var file = RecordedFile()
        file.write(session.connected())
        let dialogue = Dialogue(
            "S: +OK\nC: PASS lambkin\nS: -ERR no lambkin, no HUNTER2\nC: CAPA\nS: +OK\nS: X-hunter2\nS: .\nS closes")
        for case .sent(let side, let octets) in dialogue.steps {
            file.write(session.passed(octets, from: side).recorded)
        }
        #expect(!file.text.lowercased().contains("hunter2"))
        #expect(file.text.contains("C: PASS lambkin\nS: -ERR no lambkin, no ${secret:typed}\n"))
        #expect(file.text.contains("S: X-${secret:typed}\n"))
    }
}
