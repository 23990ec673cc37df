import Testing

@testable import MailText

@Suite("Parameters, RFC 2045 section 5.1 and RFC 2231")
struct ParametersTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let value: String
        let name: String
        let text: String?
        var testDescription: String { value }
    }

    // swift-format-ignore
    static let rows: [Row] = [
        Row(value: "text/plain; charset=us-ascii (Plain text)",                    name: "charset",  text: "us-ascii"),
        Row(value: "text/plain; charset=\"us-ascii\"",                             name: "charset",  text: "us-ascii"),
        Row(value: "text/plain (a (nested; x=1) comment) ; Charset = UTF-8",       name: "charset",  text: "UTF-8"),
        Row(value: "a/b; x=\"q\\\"uo;ted\"; y=2",                                  name: "x",        text: "q\"uo;ted"),
        Row(value: "a/b; x=\"q\\\"uo;ted\"; y=2",                                  name: "y",        text: "2"),
        Row(value: "a/b; x=1; x=2",                                                name: "x",        text: "1"),
        Row(value: "a/b; rubbish; ; x=1",                                          name: "x",        text: "1"),
        Row(value: "a/b; x=\"never closed",                                        name: "x",        text: "never closed"),
        Row(value: "a/b; x=(never closed",                                         name: "x",        text: "(never closed"),
        Row(value: "a/b; x",                                                       name: "x",        text: nil),
        Row(value: "a/b",                                                          name: "x",        text: nil),
        Row(value: "attachment; filename=my file (1).pdf",                         name: "filename", text: "my file"),
        Row(value: "attachment; filename=\"my file (1).pdf\"",                     name: "filename", text: "my file (1).pdf"),
        // RFC 2231 section 3
        Row(value: "message/external-body; access-type=URL; URL*0=\"ftp://\"; URL*1=\"cs.utk.edu/pub/moore/bulk-mailer/bulk-mailer.tar\"",
            name: "url", text: "ftp://cs.utk.edu/pub/moore/bulk-mailer/bulk-mailer.tar"),
        // section 4
        Row(value: "application/x-stuff; title*=us-ascii'en-us'This%20is%20%2A%2A%2Afun%2A%2A%2A",
            name: "title", text: "This is ***fun***"),
        // section 4.1
        Row(value: "application/x-stuff; title*0*=us-ascii'en'This%20is%20even%20more%20; title*1*=%2A%2A%2Afun%2A%2A%2A%20; title*2=\"isn't it!\"",
            name: "title", text: "This is even more ***fun*** isn't it!"),
        // segments out of order, and a gap that ends them
        Row(value: "a/b; n*1=b; n*0=a; n*3=d",                                     name: "n",        text: "ab"),
        // a character split over two segments
        Row(value: "a/b; n*0*=UTF-8''%E6%BC; n*1*=%A2.txt",                        name: "n",        text: "漢.txt"),
        Row(value: "a/b; n*=iso-2022-jp'ja'%1B$B4A%3Bz%1B(B.txt",                  name: "n",        text: "漢字.txt"),
        Row(value: "a/b; n*=Shift_JIS''%8A%BF%8E%9A.txt",                          name: "n",        text: "漢字.txt"),
        Row(value: "a/b; n*=''%E6%BC%A2",                                          name: "n",        text: "漢"),
        Row(value: "a/b; n*=no-quotes%20here",                                     name: "n",        text: "no-quotes here"),
        Row(value: "a/b; n*=UTF-8''100%",                                          name: "n",        text: "100%"),
        Row(value: "a/b; n=plain; n*=UTF-8''better",                               name: "n",        text: "better"),
        // RFC 2047 where it is not allowed
        Row(value: "a/b; n=\"=?ISO-2022-JP?B?GyRCNEE7ehsoQg==?=.txt\"",            name: "n",        text: "漢字.txt"),
        Row(value: "a/b; n==?UTF-8?B?5ryi5a2X?=",                                  name: "n",        text: "漢字"),
        Row(value: "a/b; n=\"=?UTF-8?B?5ryi?= =?UTF-8?B?5a2X?=\"",                 name: "n",        text: "漢字"),
    ]

    @Test(arguments: rows)
    func `a parameter is found and decoded`(row: Row) {
        #expect(ParameterizedValue(Array(row.value.utf8)).text(of: row.name)?.text == row.text)
    }

    @Test(arguments: [
        ("Text/HTML; charset=x", "text/html"), (" text / plain (c) ; x", "text/plain"), ("", ""), ("(only", ""),
        ("\\", "\\"),
    ])
    func `the value is what stands before the parameters, in lower case`(value: String, expected: String) {
        #expect(ParameterizedValue(Array(value.utf8)).value == expected)
    }

    @Test
    func `a wrong label in a file name is noticed`() {
        let value = ParameterizedValue(Array("a/b; n*=UTF-8''%83e%83X%83g.txt".utf8))
        #expect(value.text(of: "n")?.text == "テスト.txt")
        #expect(value.text(of: "n")?.notes == [.wrongLabel(labelled: "UTF-8", used: .shiftJIS)])
    }
}
