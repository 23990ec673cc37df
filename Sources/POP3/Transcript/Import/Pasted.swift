/// The status line of a reply, as pages and screens show it.
///
/// Word processors and machine translation turn `+OK` into `+ OK` and `-ERR` into `- ERR` or give it a dash, and input methods
/// make the letters wide.
struct PastedStatus: Hashable {
    /// The line with the indicator as RFC 1939 spells it.
    let octets: [UInt8]
    /// Whether the indicator was spelled otherwise.
    let isGarbled: Bool

    init?(_ text: ArraySlice<UInt8>) {
        guard let first = text.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") || first >= 0x80 else {
            return nil
        }
        if Self.isStatus(text) {
            (octets, isGarbled) = (Array(text), false)
        } else if let repaired = Self.repaired(text) {
            (octets, isGarbled) = (repaired, true)
        } else {
            return nil
        }
    }

    private static func isStatus(_ text: ArraySlice<UInt8>) -> Bool {
        Reply.Status(reading: Line(bytes: Array(text.prefix(4))), inSASL: false) != .malformed
    }

    private static func repaired(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        // The sign and the letters, each perhaps of three octets, and blanks between.
        let head = Verb.folded(String(decoding: text.prefix(24), as: UTF8.self)).unicodeScalars
        guard let sign = head.first, "+-\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}".unicodeScalars.contains(sign)
        else { return nil }
        let blanks = head.dropFirst().prefix { $0 == " " || $0 == "\u{A0}" || $0 == "\u{3000}" }.count
        let (indicator, word) = sign == "+" ? ("+OK", "OK") : ("-ERR", "ERR")
        let said = String(String.UnicodeScalarView(head.dropFirst(1 + blanks).prefix(word.count)))
        guard said == word else { return nil }
        let count = String(decoding: text, as: UTF8.self).unicodeScalars.prefix(1 + blanks + word.count)
            .reduce(0) { $0 + UTF8.width($1) }
        return Array(indicator.utf8) + text.dropFirst(count)
    }
}

/// A command that is spelled as a client or a person who knows POP3 spells it, so that it can be told from prose.
struct PastedCommand: Hashable {
    let octets: [UInt8]

    init?(_ text: ArraySlice<UInt8>) {
        // Every keyword has three or four characters.
        let keyword = text.prefix { $0 != Octet.space }.prefix(5)
        guard (3...4).contains(keyword.count), text.count <= 8192 else { return nil }
        let command = Command(Line(bytes: Array(text)))
        guard let row = command.row, text.allSatisfy({ (0x20...0x7E).contains($0) }), Self.fits(command, row) else {
            return nil
        }
        octets = Array(text)
    }

    /// Whether it may be sent once a user has logged in.
    var isForTransaction: Bool { Command(Line(bytes: octets)).row?.phases.contains(.transaction) == true }

    /// Whether challenges may answer it.
    var isAuthentication: Bool { Command(Line(bytes: octets)).verb == .auth }

    private static func fits(_ command: Command, _ row: CommandRow) -> Bool {
        let words = command.arguments
        // AUTH alone asks some servers for a list.
        let least = command.verb == .auth ? 0 : row.arguments.count { !$0.isOptional }
        guard words.count >= least, words.count <= row.arguments.count, !words.contains("") else { return false }
        return zip(row.arguments, words).allSatisfy { parameter, word in
            switch parameter {
            case .message, .optionalMessage, .lineCount: Decimal.number(word) != nil
            case .name, .password, .digest, .mechanism, .initialResponse, .languageRange, .extensionName: true
            }
        }
    }
}

/// A challenge of AUTH, as a screen shows it.
enum PastedChallenge {
    // challenge = "+" SP *base64       RFC 5034 section 4; a screen does not show the space at the end
    static func isOne(_ text: ArraySlice<UInt8>) -> Bool {
        text.elementsEqual([UInt8(ascii: "+")])
            || text.behind("+ ").map { !$0.contains(Octet.space) && $0.allSatisfy { (0x21...0x7E).contains($0) } }
                == true
    }
}
