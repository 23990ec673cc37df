/// What a server speaks whose first line is no greeting of POP3.
public enum ForeignGreeting: String, Hashable, Sendable, CaseIterable {
    /// `220 ...`: SMTP and FTP both greet so.
    case smtpOrFTP
    /// `* OK ...`
    case imap
    /// `HTTP/1.1 ...` or the beginning of a page: a web server, which took what was sent for a request.
    case http
    /// `SSH-2.0-...`
    case ssh
    /// A record of TLS: the port wants encryption from the first octet.
    case tls
    /// Neither POP3 nor one of these.
    case unknown

    // greeting = "+OK" / "-ERR"       RFC 1939 sections 3 and 4
    /// What a first line tells of its server; `nil` when it is a greeting of POP3, `-ERR` and any letter case included.
    ///
    /// - Parameter octets: the first line as it came, with or without its line end.
    public init?(greeting octets: [UInt8]) {
        let start = octets.prefix(16).map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }
        func begins(_ words: String...) -> Bool { words.contains { start.starts(with: $0.utf8) } }
        if begins("+OK", "-ERR") { return nil }
        self =
            if begins("220 ", "220-", "421 ", "554 ") {
                .smtpOrFTP
            } else if begins("* OK", "* PREAUTH", "* BYE", "* BAD") {
                .imap
            } else if begins("HTTP/", "<HTML", "<!DOCTYPE") {
                .http
            } else if begins("SSH-") {
                .ssh
            } else if Self.isTLS(start) {
                .tls
            } else {
                .unknown
            }
    }

    // TLSPlaintext = type (20 to 23), legacy_record_version (major 3) ...       RFC 8446 section 5.1
    private static func isTLS(_ octets: [UInt8]) -> Bool {
        octets.count >= 2 && (0x14...0x17).contains(octets[0]) && octets[1] == 0x03
    }
}
