import Testing

@testable import POP3

@Suite("Each way to be wrong in a transcript")
struct TranscriptErrorTests {
    // swift-format-ignore
    private static let table: [(file: String, error: TranscriptError)] = [
        ("",                                error(1, "", .firstLine)),
        ("\n#!pop3-transcript 1\n",         error(1, "", .firstLine)),
        ("+OK ready\n",                     error(1, "+OK ready", .firstLine)),
        ("\u{FEFF}S: +OK\n",                error(1, "S: +OK", .firstLine)),
        (" #!pop3-transcript 1\n",          error(1, " #!pop3-transcript 1", .firstLine)),
        ("#!pop3-transcript 2\nS; x\n",     error(1, "#!pop3-transcript 2", .version)),
        ("#!pop3-transcript 1 x\n",         error(1, "#!pop3-transcript 1 x", .version)),
        ("#!pop3-transcript \n",            error(1, "#!pop3-transcript ", .version)),
        ("1:+OK\n",                         error(2, "+OK", .mark)),
        ("1: S: +OK\n",                     error(2, " S: +OK", .mark)),
        ("1:s: +OK\n",                      error(2, "s: +OK", .mark)),
        ("1:S; +OK\n",                      error(2, "S; +OK", .mark)),
        ("1:S\n",                           error(2, "S", .mark)),
        ("1:C\n",                           error(2, "C", .mark)),
        ("1:CAPA\n",                        error(2, "CAPA", .mark)),
        ("1:* connect\n\u{1B}[2J\n",        error(3, "\\x1b[2J", .mark)),
        ("1:C/ ^USER\n",                    error(2, "C/ ********", .clientMark)),
        ("1:C~ USER\n",                     error(2, "C~ USER", .clientMark)),
        ("1:C{\n",                          error(2, "C{", .clientMark)),
        ("1:C* ...\n",                      error(2, "C* ********", .clientMark)),
        ("1:S0: +OK\n",                     error(2, "S0: +OK", .connection)),
        ("1:S02: +OK\n",                    error(2, "S02: +OK", .connection)),
        ("1:*100 connect\n",                error(2, "*100 connect", .connection)),
        ("1:S:+OK\n",                       error(2, "S:+OK", .space)),
        ("1:S:\t+OK\n",                     error(2, "S:\\t+OK", .space)),
        ("1:C|QUIT\n",                      error(2, "C|QUIT", .space)),
        ("1:*connect\n",                    error(2, "*connect", .space)),
        ("1:~350ms\n",                      error(2, "~350ms", .pause)),
        ("1:* connect now\n",               error(2, "* connect now", .endOfLine)),
        ("1:* timeout 3s\n",                error(2, "* timeout 3s", .endOfLine)),
        ("1:S{ x\n",                        error(2, "S{ x", .endOfLine)),
        ("1:S* x\n",                        error(2, "S* x", .endOfLine)),
        ("1:^ \n",                          error(2, "^ ", .endOfLine)),
        ("1:* resume\n",                    error(2, "* resume", .event)),
        ("1:*\n",                           error(2, "*", .event)),
        ("1:* 2 connect\n",                 error(2, "* 2 connect", .event)),
        ("1:* close\n",                     error(2, "* close", .side)),
        ("1:* reset both\n",                error(2, "* reset both", .side)),
        ("1:S: a \\q b\n",                  error(2, "\\q b", .escape)),
        ("1:S: \\x4\n",                     error(2, "\\x4", .escape)),
        ("1:S: \\x+4\n",                    error(2, "\\x+4", .escape)),
        ("1:S: \\xg0\n",                    error(2, "\\xg0", .escape)),
        ("1:S: end\\\n",                    error(2, "\\", .escape)),
        ("1:* note C:\\q\n",                error(2, "\\q", .escape)),
        ("1:S: ${}\n",                      error(2, "${}", .placeholder)),
        ("1:S: a ${b c} d\n",               error(2, "${b c} d", .placeholder)),
        ("1:S: ${b\n",                      error(2, "${b", .placeholder)),
        ("1:S: ${secret:}\n",               error(2, "${secret:}", .placeholder)),
        ("1:S: ${secret(bob)}\n",           error(2, "${secret(bob)}", .placeholder)),
        ("1:C: ${plain()}\n",               error(2, "C: ********", .placeholder)),
        ("1:@subject x\n",                  error(2, "@subject x", .headerKey)),
        ("1:@ title x\n",                   error(2, "@ title x", .headerKey)),
        ("1:@x- x\n",                       error(2, "@x- x", .headerKey)),
        ("1:* connect\n@title x\n",         error(3, "@title x", .headerFirst)),
        ("1:@title x\n@title y\n",          error(3, "@title y", .headerOnce)),
        ("1:@var a = b\n@var a = c\n",      error(3, "@var a = c", .headerOnce)),
        ("1:@title\n",                      error(2, "@title", .headerText)),
        ("1:@recorded \n",                  error(2, "@recorded ", .headerText)),
        ("1:@server-eol LF\n",              error(2, "@server-eol LF", .serverEOL)),
        ("1:@fidelity wire\n",              error(2, "@fidelity wire", .fidelity)),
        ("1:@secrets hidden\n",             error(2, "@secrets hidden", .secrets)),
        ("1:@requirement\n",                error(2, "@requirement", .requirement)),
        ("1:@requirement a, b\n",           error(2, "@requirement a, b", .requirement)),
        ("1:@var a=b\n",                    error(2, "@var a=b", .constraint)),
        ("1:@var a b = c\n",                error(2, "@var a b = c", .constraint)),
        ("1:@var a = \n",                   error(2, "@var a = ", .constraint)),
        ("1:@var a = [\n",                  error(2, "@var a = [", .pattern)),
        ("1:S/\n",                          error(2, "S/", .pattern)),
        ("1:S/ (a)\\1\n",                   error(2, "S/ (a)\\1", .pattern)),
        ("1:S~\n",                          error(2, "S~", .status)),
        ("1:S~ ERR x\n",                    error(2, "S~ ERR x", .status)),
        ("1:S}\n",                          error(2, "S}", .blockBegin)),
        ("1:S{\n\nS}\n",                    error(3, "", .blockLine)),
        ("1:S{\nS| x\nS}\n",                error(3, "S| x", .blockLine)),
        ("1:S{\nC: x\nS}\n",                error(3, "C: x", .blockLine)),
        ("1:S{\nS2: x\nS}\n",               error(3, "S2: x", .blockLine)),
        ("1:S{\nS{\nS}\n",                  error(3, "S{", .blockLine)),
        ("1:S{\nS2}\n",                     error(3, "S2}", .blockLine)),
        ("1:# a\nS{\nS: TOP\n",             error(3, "S{", .blockEnd)),
        ("1:S2{\n",                         error(2, "S2{", .blockEnd)),
        ("1:S<\n",                          error(2, "S<", .fileName)),
        ("1:S< ..\n",                       error(2, "S< ..", .fileName)),
        ("1:S< a/b.eml\n",                  error(2, "S< a/b.eml", .fileName)),
        ("1:S< a\u{0}b\n",                  error(2, "S< a\\x00b", .fileName)),
        ("1:S%\n",                          error(2, "S%", .count)),
        ("1:S% -1\n",                       error(2, "S% -1", .count)),
        ("1:S% 99999999999999999999\n",     error(2, "S% 99999999999999999999", .count)),
        ("1:~ 350\n",                       error(2, "~ 350", .pause)),
        ("1:~ 2s\n",                        error(2, "~ 2s", .pause)),
        ("1:~ 86400001ms\n",                error(2, "~ 86400001ms", .pause)),
        ("1:S% 1099511627777\n",            error(2, "S% 1099511627777", .count)),
        ("1:~ ms\n",                        error(2, "~ ms", .pause)),
    ]

    // swift-format-ignore
    private static let octetTable: [(file: [UInt8], error: TranscriptError)] = [
        (Array("# caf".utf8) + [0xE9],             error(2, "# caf\\xe9", .utf8)),
        (Array("@title \\xe9 ".utf8) + [0xFF],     error(2, "@title \\xe9 \\xff", .utf8)),
        (Array("* note \\xff".utf8),               error(2, "* note \\xff", .utf8)),
        (Array("S: ".utf8) + [UInt8](repeating: 0x61, count: TranscriptReader.longestLine - 2),
         error(2, "S: " + String(repeating: "a", count: 54) + "...", .shorterLine)),
        (Array("S{\n".utf8) + Array(repeatElement(Array("S:\n".utf8), count: TranscriptReader.longestBlock / 2 + 1).joined()),
         error(TranscriptReader.longestBlock / 2 + 3, "S:", .shorterBlock)),
        (Array("S/ ".utf8) + [UInt8](repeating: 0x28, count: 100_000),
         error(2, "S/ " + String(repeating: "(", count: 54) + "...", .pattern)),
        (Array("S: \\".utf8) + [0xC3],             error(2, "\\\\xc3", .escape)),
    ]

    private static let cases =
        table.map { (Array($0.file.replacing("1:", with: "#!pop3-transcript 1\n", maxReplacements: 1).utf8), $0.error) }
        + octetTable.map { (Array("#!pop3-transcript 1\n".utf8) + $0.file + [0x0A], $0.error) }

    @Test(arguments: cases)
    func `an error says the line, what was found and what was expected`(file: [UInt8], error: TranscriptError) {
        #expect(throws: error) { try Transcript(file) }
    }

    @Test func `there is a file for each way to be wrong`() {
        let met = Set((Self.table.map(\.error) + Self.octetTable.map(\.error)).map(\.expected))
        #expect(TranscriptError.Expectation.allCases.filter { !met.contains($0) } == [])
    }

    // swift-format-ignore
    private static let secrets: [(line: String, found: String)] = [
        ("C:PASS hunter2",            "C:PASS ********"),
        ("C; pass hunter2",           "C; pass ********"),
        ("C~ APOP bob 0123456789abcdef0123456789abcdef", "C~ APOP bob ********"),
        ("C:AGJvYgBodW50ZXIy",        "C:********"),
        ("C: AGJvYgBodW50\\qZXIy",    "C: ********"),
        ("C: PASS hun\\qter2",        "C: PASS ********"),
        ("C: PASS hun${ter2",         "C: PASS ********"),
        ("C2| PASS hun\\qter2",       "C2| PASS ********"),
        ("PASS hunter2",              "PASS ********"),
        ("AGJvYgBodW50ZXIy",          "********"),
        ("X: AGJvYgBodW50ZXIy",       "X: ********"),
        ("c: AGJvYgBodW50ZXIy",       "c: ********"),
    ]

    @Test(arguments: secrets)
    func `what was found shows no secret`(line: String, found: String) {
        let error = #expect(throws: TranscriptError.self) {
            try Transcript(Array("#!pop3-transcript 1\n\(line)\n".utf8))
        }
        #expect(error?.found == found)
    }

    @Test func `what was found has at most 60 columns, wide characters counted as two`() {
        let error = #expect(throws: TranscriptError.self) {
            try Transcript(Array(String(repeating: "日", count: 100).utf8))
        }
        #expect(error?.found == String(repeating: "日", count: 28) + "...")
    }

    @Test func `an expression as deep as may be is read without harm`() throws {
        for (open, close) in [("(", ")"), ("(?:", ")?"), ("[", "]"), ("(?=", ")"), ("(a|", ")")] {
            let count = 1_024 / (open.utf8.count + close.utf8.count)
            let pattern = String(repeating: open, count: count) + String(repeating: close, count: count)
            _ = try? Transcript(Array("#!pop3-transcript 1\nS/ \(pattern)\n".utf8))
        }
        #expect(
            throws: TranscriptError(
                line: 2, found: "S/ " + String(repeating: "(", count: 54) + "...", expected: .pattern)
        ) {
            try Transcript(Array("#!pop3-transcript 1\nS/ \(String(repeating: "(", count: 1_024))\n".utf8))
        }
    }

    private static func error(_ line: Int, _ found: String, _ expected: TranscriptError.Expectation) -> TranscriptError
    {
        TranscriptError(line: line, found: found, expected: expected)
    }
}
