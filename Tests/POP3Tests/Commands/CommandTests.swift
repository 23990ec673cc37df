import POP3
import Testing

@Suite("Command")
struct CommandTests {
    // swift-format-ignore
    private static let table: [(line: String, verb: String, argument: String?, arguments: [String])] = [
        ("STAT",            "STAT", nil,          []),
        ("stat",            "STAT", nil,          []),
        ("STAT ",           "STAT", "",           []),
        ("LIST 2",          "LIST", "2",          ["2"]),
        ("LIST  2",         "LIST", " 2",         ["", "2"]),
        ("TOP 1 10",        "TOP",  "1 10",       ["1", "10"]),
        ("TOP 1 10 ",       "TOP",  "1 10 ",      ["1", "10", ""]),
        ("PASS a b  c",     "PASS", "a b  c",     ["a b  c"]),
        ("PASS ",           "PASS", "",           []),
        ("APOP mrose c4c9", "APOP", "mrose c4c9", ["mrose", "c4c9"]),
        ("XYZZY a",         "XYZZY", "a",         ["a"]),
        (" STAT",           "",     "STAT",       ["STAT"]),
        ("STAT\t1",         "STAT\t1", nil,       []),
        ("",                "",     nil,          []),
    ]

    @Test(arguments: table)
    func `any line is a keyword and what follows one space`(
        line: String, verb: String, argument: String?, arguments: [String]
    ) {
        let command = Command(Line(line))
        #expect(command.kind == .command)
        #expect(command.verb.name == verb)
        #expect(command.argument == argument)
        #expect(command.arguments.map(String.init) == arguments)
        #expect(command.count == line.utf8.count + 2)
    }

    // swift-format-ignore
    private static let numbers: [(line: String, number: Int?)] = [
        ("RETR 1", 1), ("RETR 010", 10), ("RETR 0", 0), ("RETR", nil), ("RETR -1", nil), ("RETR +1", nil),
        ("RETR one", nil), ("RETR 1x", nil), ("RETR \u{FF11}", nil), ("RETR 9223372036854775807", .max),
        ("RETR 9223372036854775808", nil), ("RETR 99999999999999999999999999", nil),
    ]

    @Test(arguments: numbers)
    func `a message number is a run of digits that fits`(line: String, number: Int?) {
        #expect(Command(Line(line)).messageNumber == number)
    }

    @Test func `a response belongs to AUTH, whatever it says`() {
        let response = Command(response: "QUIT 1")
        #expect(response.kind == .response)
        #expect(response.verb == .auth)
        #expect(response.argument == "QUIT 1")
        #expect(response.shape == .challenges)
    }

    @Test(arguments: [("RETR 1", ReplyShape.lines), ("LIST", .linesUnlessArgument), ("XYZZY", .line), ("STAT", .line)])
    func `the framing of the reply comes from the table, and an unknown verb gets one line`(
        line: String, shape: ReplyShape
    ) {
        #expect(Command(Line(line)).shape == shape)
    }
}
