import POP3

/// Text as HTML shows it: nothing in it can end an element, an attribute or a comment, or begin one.
enum Markup {
    /// Text that is safe for a terminal already.
    static func escape(_ text: some StringProtocol) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// Octets of the wire, controls made visible.
    static func visible(_ octets: some Sequence<UInt8>) -> String { escape(Sanitizer.visible(octets)) }

    /// Text that may hold anything, controls made visible.
    static func visible(_ text: String) -> String { escape(Sanitizer.visible(text)) }
}

extension Body {
    /// How much of a body a page shows, in octets of the wire.
    static let pageLimit = 65_536

    /// The first lines as they came, each without its ending and safe to be shown.
    var pageLines: [String] {
        let octets = kept.prefix(Self.pageLimit)
        var lines = octets.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            Sanitizer.visible(line.last == 0x0D ? line.dropLast() : line)
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// How many octets of the wire a page leaves out; 0 for none, and where the body is not in the transcript anyway.
    var octetsBeyondPage: Int { kept.count > Self.pageLimit ? max(octets - Self.pageLimit, 0) : 0 }
}
