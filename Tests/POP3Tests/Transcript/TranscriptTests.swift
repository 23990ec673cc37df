import POP3
import Testing

@Suite("A transcript and its file")
struct TranscriptTests {
    private static let firstLine = "#!pop3-transcript 1\n"

    @Test(arguments: TranscriptConstructs.table)
    func `each construct is read`(file: String, entries: [TranscriptEntry]) throws {
        #expect(try Transcript(Array((Self.firstLine + file).utf8)).entries == entries)
    }

    @Test(arguments: TranscriptConstructs.table)
    func `each construct is written`(file: String, entries: [TranscriptEntry]) {
        #expect(String(decoding: Transcript(entries).octets, as: UTF8.self) == Self.firstLine + file)
    }

    // swift-format-ignore
    private static let otherSpellings: [(read: String, written: String)] = [
        ("S: \n",                               "S:\n"),
        ("S: a \n",                             "S: a\\x20\n"),
        ("S: a\tb\n",                           "S: a\\tb\n"),
        ("S: \\x41\\xE9\\$5 \\x5c\\$\\x7b\n",   "S: A\\xe9$5 \\\\\\${\n"),
        ("S: a\rb\n",                           "S: a\\rb\n"),
        ("S: \u{85}\u{2028}\u{200F}\n",         "S: \\xc2\\x85\\xe2\\x80\\xa8\\xe2\\x80\\x8f\n"),
        ("S| \n",                               "S|\n"),
        ("S1: a\nC1: b\n*1 connect\n^1\n",      "S: a\nC: b\n* connect\n^\n"),
        ("S1{\nS: a\nS}\n",                     "S{\nS: a\nS}\n"),
        ("S*\n",                                "S* ...\n"),
        ("S% 007\n~ 01ms\n",                    "S% 7\n~ 1ms\n"),
        (" \t\n",                               "\n"),
        ("* note ${secret:bob}\n",              "* note \\${secret:bob}\n"),
        ("* note \n* tls \n",                   "* note\n* tls\n"),
        ("S: end of file",                      "S: end of file\n"),
    ]

    @Test(arguments: otherSpellings)
    func `another spelling is read, and written in the canonical one`(read: String, written: String) throws {
        let transcript = try Transcript(Array((Self.firstLine + read).utf8))
        #expect(String(decoding: transcript.octets, as: UTF8.self) == Self.firstLine + written)
    }

    @Test func `octets that are no UTF-8 are read as they stand in a wire line`() throws {
        let transcript = try Transcript(Array((Self.firstLine + "S: caf").utf8) + [0xE9, 0x0A])
        #expect(transcript.entries == [.event(.sent(.server, WireText(Array("caf".utf8) + [0xE9])), connection: 1)])
    }

    @Test func `an editor of Windows changes nothing: a byte order mark, CRLF`() throws {
        let (file, entries) = TranscriptConstructs.everything
        let windows =
            "\u{FEFF}"
            + (Self.firstLine + file).split(separator: "\n", omittingEmptySubsequences: false)
            .joined(separator: "\r\n")
        #expect(try Transcript(Array(windows.utf8)).entries == entries)
    }

    @Test func `what the header means is known`() throws {
        let file = """
            @title T
            @recorded today
            @server-eol lf
            @fidelity text
            @secrets shown
            @requirement rfc1939-3
            @requirement rfc1939-4
            @var stamp = <.+ = .+>
            @x-mine 1

            """
        let header = try Transcript(Array((Self.firstLine + file).utf8)).header
        #expect(header.title == "T")
        #expect(header.recorded == "today")
        #expect(header.serverEndsLinesInLF && header.isText && header.showsSecrets)
        #expect(header.requirements == ["rfc1939-3", "rfc1939-4"])
        #expect(header.constraints == ["stamp": "<.+ = .+>"])
        #expect(header.ending(of: .server) == .lf && header.ending(of: .client) == .crlf)
        #expect(TranscriptHeader().ending(of: .server) == .crlf)
    }

    @Test func `the events are told with their connections`() throws {
        let transcript = try Transcript(Array((Self.firstLine + "# a\n* connect\n\n*2 timeout\n").utf8))
        #expect(transcript.events.map(\.event) == [.connect, .timeout])
        #expect(transcript.events.map(\.connection) == [1, 2])
    }
}
