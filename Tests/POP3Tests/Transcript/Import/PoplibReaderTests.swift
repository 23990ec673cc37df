import POP3
import Testing

@Suite("What poplib prints is read")
struct PoplibReaderTests {
    @Test func `debug level 2 shows the octets of both sides, but no greeting`() throws {
        let imported = try Imported(
            #"""
            *cmd* 'USER mary'
            *put* b'USER mary'
            *get* b'+OK give PASS next\r\n'
            *resp* b'+OK give PASS next'
            *cmd* 'PASS lamb\'s'
            *put* b"PASS lamb's"
            *get* b'+OK\n'
            *resp* b'+OK'
            *cmd* 'RETR 1'
            *put* b'RETR 1'
            *get* b'+OK 20 octets\r\n'
            *resp* b'+OK 20 octets'
            *get* b'\xe3\x81\x82\t\\ \r\n'
            *get* b'..\r\n'
            *get* b'.\r\n'
            done
            """#)
        #expect(
            imported.file == #"""
                #!pop3-transcript 1
                * connect
                * note greeting not in this log
                S~ +OK ${*}
                C: USER mary
                S: +OK give PASS next
                C: PASS ${secret:mary}
                S| +OK\n
                C: RETR 1
                S: +OK 20 octets
                S: あ\t\\\x20
                S: ..
                S: .
                * note done

                """#)
        #expect(imported.exchanges.last == "RETR 1: ok transaction")
    }

    // swift-format-ignore
    private static let others: [(log: String, lines: [String])] = [
        ("*cmd* 'USER mary'\n*cmd* 'STAT'\n*stat* [b'+OK', b'3', b'64997']\n",
         ["* note what the server sent is not in this log", "* connect", "* note greeting not in this log", "S~ +OK ${*}", "C: USER mary", "C: STAT"]),
        ("*cmd* 'NOOP'\n*resp* '-ERR no'\n",
         ["* connect", "* note greeting not in this log", "S~ +OK ${*}", "C: NOOP", "S: -ERR no"]),
    ]

    @Test(arguments: others)
    func `with less in the log, commands and replies stand for the lines`(log: String, lines: [String]) throws {
        #expect(
            try Imported(log).file
                == (["#!pop3-transcript 1", "@fidelity text"] + lines + [""]).joined(separator: "\n"))
    }
}
