import Testing

@testable import Console

@Suite(".netrc, as curl reads it")
struct NetrcTests {
    private static let text = """
        # everybody's
        machine pop.example.jp login mary password "lamb \\"white\\" \\\\ snow"
        machine pop.example.jp
            login john
            account ignored
            password secret#1   # a comment
        macdef init
        machine evil.example.jp login x password y

        machine OTHER.example.jp password noname
        machine empty.example.jp login nobody
        default login anonymous password me@example.jp
        """

    @Test(
        arguments: [
            ("pop.example.jp", nil, "mary", "lamb \"white\" \\ snow"),
            ("POP.EXAMPLE.JP", "john", "john", "secret#1"),
            ("other.example.jp", "tom", "tom", "noname"),
            ("other.example.jp", nil, "anonymous", "me@example.jp"),
            ("evil.example.jp", nil, "anonymous", "me@example.jp"),
            ("empty.example.jp", "anonymous", "anonymous", "me@example.jp"),
        ] as [(String, String?, String, String)])
    func `the first entry that fits host and user counts`(host: String, user: String?, name: String, password: String) {
        let login = Netrc(Self.text).login(to: host, as: user)
        #expect(login?.user == name)
        #expect(login?.secret == Array(password.utf8))
        #expect(login.map { "\($0)" } == name)
    }

    @Test func `who has no entry has no password`() {
        #expect(Netrc(Self.text).login(to: "pop.example.jp", as: "tom") == nil)
        #expect(Netrc("machine a login b").login(to: "a", as: nil) == nil)
        #expect(Netrc("").login(to: "a", as: nil) == nil)
    }

    @Test(arguments: [
        "machine", "login x", "password", "machine a login", "macdef", "\"", "machine a password \"x", "#",
    ])
    func `a broken file is read as far as it goes`(text: String) {
        #expect(Netrc(text).login(to: "b", as: "c") == nil)
    }

    @Test func `lines may end in CRLF`() {
        let login = Netrc("machine a\r\nlogin b\r\npassword c\r\n").login(to: "a", as: nil)
        #expect(login?.user == "b")
        #expect(login?.secret == Array("c".utf8))
    }
}
