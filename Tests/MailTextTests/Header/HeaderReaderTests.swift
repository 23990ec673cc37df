import Testing

@testable import MailText

@Suite("Headers, RFC 5322 section 2.2")
struct HeaderReaderTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let message: String
        let fields: [String]
        let body: String
        let notes: [Note]
        var testDescription: String { message.debugDescription }
    }

    // swift-format-ignore
    static let rows: [Row] = [
        Row(message: "A: 1\r\nB: 2\r\n\r\nbody",       fields: ["A=1@1", "B=2@2"],          body: "body",  notes: []),
        Row(message: "A: 1\nB: 2\n\nbody",             fields: ["A=1@1", "B=2@2"],          body: "body",  notes: []),
        Row(message: "A: 1\r\n  2\r\n\t3\r\n\r\n",     fields: ["A=1  2\t3@1"],             body: "",      notes: []),
        Row(message: "A:\r\nA: \r\na: x\r\n\r\n",      fields: ["A=@1", "A=@2", "a=x@3"],   body: "",      notes: []),
        Row(message: "A : 1\r\n\r\nx",                 fields: ["A=1@1"],                   body: "x",     notes: []),
        Row(message: "A: b:c\r\n\r\n",                 fields: ["A=b:c@1"],                 body: "",      notes: []),
        Row(message: "\r\nbody",                       fields: [],                          body: "body",  notes: []),
        Row(message: "",                               fields: [],                          body: "",      notes: []),
        Row(message: "A",                              fields: [],                          body: "A",     notes: [.noEmptyLine(1)]),
        Row(message: "A:",                             fields: ["A=@1"],                    body: "",      notes: []),
        Row(message: "A: 1\r\nB: 2",                   fields: ["A=1@1", "B=2@2"],          body: "",      notes: []),
        Row(message: "From a Mon\r\nA: 1\r\n\r\nx",    fields: ["A=1@2"],                   body: "x",     notes: [.mboxLine(1)]),
        Row(message: "A: 1\r\nrubbish\r\nB: 2\r\n\r\n", fields: ["A=1@1", "B=2@3"],         body: "",      notes: [.malformedHeaderLine(2)]),
        Row(message: " x\r\nA: 1\r\n\r\n",             fields: ["A=1@2"],                   body: "",      notes: [.malformedHeaderLine(1)]),
        Row(message: "A: 1\r\nHello you\r\nand me\r\n", fields: ["A=1@1"],                  body: "Hello you\r\nand me\r\n", notes: [.noEmptyLine(2)]),
        Row(message: "Hello you\r\nA: 1\r\n",          fields: [],                          body: "Hello you\r\nA: 1\r\n",   notes: [.noEmptyLine(1)]),
        Row(message: "A: =?a?B?YW\r\nI=?=\r\nB: 2\r\n\r\n", fields: ["A==?a?B?YWI=?=@1", "B=2@3"], body: "", notes: []),
        Row(message: "A: 1\r\n\u{7F}: 2\r\n\r\n",      fields: ["A=1@1"],                   body: "",      notes: [.malformedHeaderLine(2)]),
    ]

    @Test(arguments: rows)
    func `fields come in order, and garbage is reported`(row: Row) {
        let message = Message(Array(row.message.utf8))
        let fields = message.header.fields.map {
            "\($0.name)=\(String(decoding: $0.unfolded, as: UTF8.self))@\($0.line)"
        }
        #expect(fields == row.fields)
        #expect(String(decoding: message.octets[message.root.body], as: UTF8.self) == row.body)
        #expect(message.header.notes == row.notes)
    }

    @Test
    func `fields are found by name without case, the first or all`() {
        let header = Message(wire("Received: 1\nTO: x\nreceived: 2\n\n")).header
        #expect(header["to"]?.name == "TO")
        #expect(header["RECEIVED"]?.line == 1)
        #expect(header.fields(named: "Received").map(\.line) == [1, 3])
        #expect(header["Subject"] == nil)
    }
}
