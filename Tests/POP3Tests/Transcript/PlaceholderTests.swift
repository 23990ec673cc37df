import Testing

@testable import POP3

@Suite("Placeholders")
struct PlaceholderTests {
    // swift-format-ignore
    private static let table: [(text: String, placeholder: Placeholder?)] = [
        ("secret:bob",          .secret("bob")),
        ("secret:bob.2",        .secret("bob.2")),
        ("secret:a@b%c",        .secret("a@b%c")),
        ("secret",              .variable("secret")),
        ("uid.1",               .variable("uid.1")),
        ("*",                   .anything),
        ("apop(bob)",           .computed(.apop, name: "bob")),
        ("scram-sha-256(bob)",  .computed(.scramSHA256, name: "bob")),
        ("",                    nil),
        ("secret:",             nil),
        ("secret:a b",          nil),
        ("secret:日",           nil),
        ("uid:1",               nil),
        ("**",                  nil),
        ("APOP(bob)",           nil),
        ("md5(bob)",            nil),
        ("apop()",              nil),
        ("apop(bob",            nil),
        ("apop((bob))",         nil),
        ("a${b",                nil),
    ]

    @Test(arguments: table)
    func `what stands in braces is one of four forms`(text: String, placeholder: Placeholder?) {
        #expect(Placeholder(between: text) == placeholder)
        if let placeholder { #expect(placeholder.text == "${\(text)}") }
    }

    @Test(arguments: [("bob", "bob"), ("", "-"), ("a b", "a-b"), ("a{b}:c", "a-b--c"), ("日", "---"), ("a\n", "a-")])
    func `any text has a name that resembles it`(text: String, name: String) {
        #expect(Placeholder.name(resembling: text) == name)
        #expect(Placeholder.isName(name))
    }

    @Test func `a name has 255 characters at most`() {
        #expect(Placeholder.isName(String(repeating: "a", count: 255)))
        #expect(!Placeholder.isName(String(repeating: "a", count: 256)))
        #expect(Placeholder.name(resembling: String(repeating: "a", count: 256)).count == 255)
    }
}
