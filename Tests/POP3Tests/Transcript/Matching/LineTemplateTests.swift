import Testing

@testable import POP3

@Suite("A line as a transcript expects it")
struct LineTemplateTests {
    private static let stamp = Placeholder.variable("apop.stamp")

    private func template(_ parts: WireText.Part...) -> LineTemplate { LineTemplate(parts) }

    private func octets(_ text: String) -> WireText.Part { .octets(Array(text.utf8)) }

    private func difference(_ template: LineTemplate, _ line: String, _ variables: inout TranscriptVariables) -> Int? {
        template.difference(from: Array(line.utf8)[...], &variables)
    }

    @Test(arguments: [("+OK 2", 4), ("+OK 12", 5), ("+OK", 3), ("+OK 1 x", 5), ("-OK 1", 0), ("", 0)])
    func `the first octet that differs is told`(line: String, offset: Int) {
        var variables = TranscriptVariables()
        #expect(difference(template(octets("+OK 1")), line, &variables) == offset)
    }

    @Test func `the first use of a variable captures, later ones must be equal`() {
        var variables = TranscriptVariables()
        let listing = template(octets("1 "), .placeholder(.variable("uid.1")))
        #expect(difference(listing, "1 abc", &variables) == nil)
        #expect(variables["uid.1"] == Array("abc".utf8))
        #expect(
            difference(template(octets("+OK 1 "), .placeholder(.variable("uid.1"))), "+OK 1 abc", &variables) == nil)
        #expect(difference(listing, "1 abd", &variables) == 4)
        #expect(difference(listing, "1 ab", &variables) == 4)
    }

    @Test func `a variable takes only what its constraint allows`() throws {
        var variables = TranscriptVariables(constraints: ["id": try TranscriptPattern("[a-f]+")])
        let line = template(octets("1 "), .placeholder(.variable("id")))
        #expect(difference(line, "1 xyz", &variables) == 2)
        #expect(difference(line, "1 abc", &variables) == nil)
    }

    @Test func `a variable has no value when the rest of the line differs`() {
        var variables = TranscriptVariables()
        let line = template(octets("<"), .placeholder(.variable("a")), octets("> ready"))
        #expect(difference(line, "<x> busy", &variables) == 1)
        #expect(variables["a"] == nil)
        #expect(difference(line, "<x> ready", &variables) == nil)
    }

    @Test(arguments: [("<1.2@host>", true), ("1.2@host", false), ("<>", false), ("<a b>", false)])
    func `the variable of the timestamp takes timestamps only`(value: String, isTaken: Bool) {
        var variables = TranscriptVariables()
        let greeting = template(octets("+OK ready "), .placeholder(Self.stamp))
        #expect((difference(greeting, "+OK ready " + value, &variables) == nil) == isTaken)
    }

    @Test func `anything may be nothing, and words end at spaces`() {
        var variables = TranscriptVariables()
        let line = template(octets("-ERR "), .placeholder(.anything))
        #expect(difference(line, "-ERR ", &variables) == nil)
        #expect(difference(line, "-ERR a b", &variables) == nil)
        #expect(template(octets("1 "), .placeholder(Self.stamp), octets("x y")).words.count == 3)
    }

    @Test func `a line of placeholders is compared without looking at anything twice`() {
        var variables = TranscriptVariables()
        let parts = (0..<2_000).flatMap { [WireText.Part.placeholder(.variable("v.\($0)")), octets("ab")] }
        let line = String(repeating: "xab", count: 1_999) + String(repeating: "a", count: 20_000)
        #expect(difference(LineTemplate(parts), line, &variables) != nil)
    }

    @Test func `a session understands what stands in for placeholders`() {
        let line = template(octets("+OK "), .placeholder(Self.stamp))
        #expect(Timestamp.find(in: line.standIn) == "<apop.stamp@transcript.invalid>")
        #expect(template(octets("PASS "), .placeholder(.secret("bob"))).standIn == "PASS secret")
    }
}
