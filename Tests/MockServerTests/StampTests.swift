import MockServer
import Testing

@Suite("The timestamp of the greeting, RFC 1939 section 7")
struct StampTests {
    @Test
    func `process, time and chance stand in it`() {
        let stamp = Stamp(process: 1896, seconds: 697_170_952, random: 0xABC)
        #expect(stamp.text == "<1896.697170952.abc@popscope.invalid>")
        #expect(Stamp(stamp.text) == stamp)
    }

    @Test(arguments: [Int.min, -1, 0, Int.max], [UInt64.min, .max])
    func `every made timestamp is a msg-id`(seconds: Int, random: UInt64) {
        let stamp = Stamp(process: .min, seconds: seconds, random: random)
        #expect(Stamp(stamp.text) == stamp)
    }

    @Test(arguments: [
        "<1896.697170952@dbc.mtview.ca.us>", "<a@b>", "<\(String(repeating: "a", count: 251))@b>",
    ])
    func `a text in the form of a msg-id is taken as it is`(text: String) {
        #expect(Stamp(text)?.text == text)
    }

    @Test(arguments: [
        "", "<", ">", "<>", "a@b", "<a@b", "a@b>", "<a>", "<@>", "<a@>", "<@b>", "<a@b@c>", "<a b@c>", "<<a@b>>",
        "<a@b>\r\n", "<a\r\n@b>", "<é@b>", "<a@b> ", " <a@b>", "<\(String(repeating: "a", count: 252))@b>",
    ])
    func `any other text is refused`(text: String) {
        #expect(Stamp(text) == nil)
    }
}
