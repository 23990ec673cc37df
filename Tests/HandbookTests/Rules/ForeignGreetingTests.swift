import Handbook
import Testing

@Suite("What speaks on a port that is not POP3")
struct ForeignGreetingTests {
    // swift-format-ignore
    @Test(arguments: [
        ("220 mail.example.com ESMTP Postfix", ForeignGreeting.smtpOrFTP), ("220-FTP server ready", .smtpOrFTP),
        ("421 Too many connections", .smtpOrFTP), ("554 5.7.1 No SMTP service here", .smtpOrFTP),
        ("* OK [CAPABILITY IMAP4rev1] ready.", .imap), ("* BYE shutting down", .imap), ("* PREAUTH ready", .imap),
        ("HTTP/1.1 400 Bad Request", .http), ("<!DOCTYPE html>", .http), ("<html>", .http),
        ("SSH-2.0-OpenSSH_9.2p1", .ssh), ("\u{15}\u{3}\u{1}\u{0}\u{2}\u{2}\u{16}", .tls), ("\u{16}\u{3}", .tls),
        ("200 news.example.com ready", .unknown), ("hello", .unknown), ("", .unknown), ("2200 ", .unknown), ("\u{15}", .unknown),
    ])
    func `the first line tells the protocol`(line: String, kind: ForeignGreeting) {
        #expect(ForeignGreeting(greeting: Array(line.utf8)) == kind)
        #expect(ForeignGreeting(greeting: Array(line.utf8) + [13, 10]) == kind)
    }

    @Test(arguments: ["+OK", "+OK ready\r\n", "+ok ready", "-ERR busy", "-err"])
    func `a greeting of POP3 is none of them`(line: String) {
        #expect(ForeignGreeting(greeting: Array(line.utf8)) == nil)
    }
}
