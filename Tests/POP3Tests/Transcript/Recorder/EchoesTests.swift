import Testing

@testable import POP3

@Suite("Secrets that a server says again")
struct EchoesTests {
    private func masked(_ line: String, _ secrets: [String], isCutOff: Bool = false) -> [WireText.Part] {
        var echoes = Echoes()
        for (index, secret) in secrets.enumerated() { echoes.learn(Array(secret.utf8), as: .secret("\(index)")) }
        var masked = MaskedLine(Line(line))
        echoes.mask(&masked, isCutOff: isCutOff)
        return masked.text.parts
    }

    @Test func `of secrets that overlap nothing is left`() {
        #expect(masked("abcdefghij", ["abcdef", "efghij"]) == [.placeholder(.secret("0"))])
        #expect(masked("xAAAAAAy", ["aaaa"]) == [.octets([0x78]), .placeholder(.secret("0")), .octets([0x79])])
    }

    @Test func `at the end of a line that broke off the longest beginning is replaced`() {
        #expect(
            masked("-ERR abcdefg", ["gh-long-secret", "abcdefgh"], isCutOff: true) == [
                .octets(Array("-ERR ".utf8)), .placeholder(.secret("1")),
            ])
    }

    @Test func `beyond 256 secrets the text of replies is replaced`() {
        let secrets = (1000...1256).map { "secret\($0)" }
        #expect(
            masked("-ERR secret1256", secrets) == [.octets(Array("-ERR ".utf8)), .placeholder(.secret("user"))])
        #expect(masked("1 120", secrets) == [.octets(Array("1 120".utf8))])
    }

    @Test func `a challenge that was asked for before another reply came is still named`() {
        var login = LoginReading()
        _ = login.sent(Command(Line("AUTH PLAIN")), secret: nil)
        login.answered(Reply(first: Line("+OK"), body: nil), to: nil, ofExchange: nil)
        let response = Command(response: Line("AGJvYgBodW50ZXIy"))
        #expect(login.sent(response, secret: response.secret)?.placeholder == .computed(.plain, name: "bob"))
    }

    @Test func `overlapping secrets leave nothing of themselves in what people see`() {
        var redaction = Redaction()
        redaction.learn(secret: Array("abcdef".utf8))
        redaction.learn(secret: Array("efghij".utf8))
        #expect(redaction.redact(Line("abcdefghij")) == Line("********"))
    }
}
