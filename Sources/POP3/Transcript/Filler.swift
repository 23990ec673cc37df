/// Harmless text in place of a body that a transcript left out.
public enum Filler {
    /// Plain text of so many octets in wire form: lines in ASCII that end in CRLF, none of which begins with ".".
    ///
    /// The terminating line is not part of it. One octet alone is a bare LF, since a CRLF does not fit.
    ///
    /// - Parameter octets: the size, un-stuffed; below 1 nothing comes of it.
    public static func body(octets: Int) -> [UInt8] {
        pieces(octets: octets).reduce(into: []) { $0 += $1 }
    }

    /// The same, a line at a time: a body of any size needs no more memory than a line.
    public static func pieces(octets: Int) -> some Sequence<[UInt8]> {
        sequence(state: max(octets, 0)) { rest -> [UInt8]? in
            guard rest > 0 else { return nil }
            // A last line of one octet would have no room for its CRLF.
            let count = rest == text.count + 1 ? rest - 2 : min(rest, text.count)
            rest -= count
            return count == 1 ? [Octet.lf] : text.prefix(count - 2) + [Octet.cr, Octet.lf]
        }
    }

    private static let text = Array(
        "This text has the size of what was left out of the transcript, and no other use.\r\n".utf8)
}
