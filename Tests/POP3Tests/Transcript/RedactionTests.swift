import Testing

@testable import POP3

@Suite("Redaction")
struct RedactionTests {
    // swift-format-ignore
    private static let table: [(sent: [Line], said: String, shown: String)] = [
        (["PASS secret"],                 "-ERR bad password secret",     "-ERR bad password ********"),
        (["PASS secret"],                 "secretsecret secre",           "**************** secre"),
        (["PASS two words"],              "-ERR two words, two",          "-ERR ********, two"),
        (["APOP mrose c4c9334bac560ecc"], "-ERR c4c9334bac560ecc mrose",  "-ERR ******** mrose"),
        (["PASS first", "PASS second"],   "first second",                 "******** ********"),
        (["PASS secre", "PASS secret"],   "secret secre",                 "******** ********"),
        (["PASS Secret"],                 "-ERR sECRET, SECRET",          "-ERR ********, ********"),
        (["PASSsecret3"],                 "-ERR unknown: PASSSECRET3",    "-ERR unknown: PASS********"),
        (["PASS aaab"],                   "aaaaab",                       "aa********"),
        (["PASS abc"],                    "-ERR abc is too short to hide", "-ERR abc is too short to hide"),
        (["USER alice", "STAT"],          "+OK alice",                    "+OK alice"),
        ([],                              "+OK",                          "+OK"),
    ]

    @Test(arguments: table)
    func `what the server says of a secret is hidden`(sent: [Line], said: String, shown: String) {
        var redaction = Redaction()
        for line in sent { redaction.learn(from: Command(line)) }
        #expect(redaction.redact(Line(said)) == Line(shown))
    }

    @Test func `what another one knows is hidden too`() {
        var other = Redaction()
        other.learn(from: Command("PASS secret"))
        var redaction = Redaction()
        redaction.learn(from: Command("PASS wonderland"))
        redaction.formUnion(other)
        redaction.formUnion(other)
        #expect(redaction.redact("wonderland, secret") == "********, ********")
    }

    @Test(arguments: [
        ("secret", true), ("xSECRETx", true), ("secre", false), ("", false), ("ssecre t", false), ("abc", false),
    ])
    func `it is known whether a secret stands in a line`(line: String, occurs: Bool) {
        var redaction = Redaction()
        redaction.learn(from: Command("PASS secret"))
        redaction.learn(from: Command("PASS abc"))
        #expect(redaction.occurs(in: Array(line.utf8)) == occurs)
        #expect(!Redaction().occurs(in: Array(line.utf8)))
    }

    @Test func `a line keeps its ending`() {
        var redaction = Redaction()
        redaction.learn(from: Command("PASS secret"))
        let line = Line(bytes: Array("secret".utf8), ending: .missing)
        #expect(redaction.redact(line) == Line(bytes: Array("********".utf8), ending: .missing))
    }

    @Test func `an exchange is hidden in its first line, and its mail stays`() {
        var redaction = Redaction()
        redaction.learn(from: Command("PASS secret"))
        let reply = Reply(first: "+OK secret", body: Body(["my secret"]))
        let exchange = Exchange(command: Command("RETR 1"), reply: reply, before: .transaction, after: .transaction)
        let redacted = redaction.redact(exchange)
        #expect(redacted.reply == Reply(first: "+OK ********", body: Body(["my secret"])))
        #expect(redacted.command == exchange.command)
        #expect(redaction.redact(redacted) == redacted)
    }
}
