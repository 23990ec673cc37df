extension Paste {
    /// Reads the body of a reply up to its end, or as far as the paste has it.
    mutating func readBody(into log: inout ImportedSession) {
        let (end, hasEnd) = findEnd()
        if log.isInMail {
            readMail(upTo: hasEnd ? end : endOfBrokenMail(before: end), into: &log)
        } else {
            readListing(upTo: end, hasEnd, into: &log)
        }
        if hasEnd {
            log.sentBodyLine([Octet.dot])
            skip(to: end + 1)
        } else {
            log.bodyBreaksOff()
        }
    }

    private mutating func readMail(upTo end: Int, into log: inout ImportedSession) {
        for line in take(upTo: end) {
            if Self.isElision(line) { log.note(line) } else { log.sentBodyLine(line) }
        }
    }

    /// A listing has lines of one form only: without its "." it ends where another line stands.
    private mutating func readListing(upTo end: Int, _ hasEnd: Bool, into log: inout ImportedSession) {
        let form = ListingForm(of: log.awaited)
        while let line = peek(before: end) {
            let text = line.trimmed
            let isLine = !Self.isElision(text) && form.fits(text)
            guard isLine || hasEnd || Self.isElision(text) else { return }
            if isLine { log.sentBodyLine(text) } else { log.note(text) }
            skip()
        }
    }

    /// Text that lost its end: a message goes on to the next command, since nothing else tells where it ends; what does not
    /// begin with a header field was shortened to a few words, and ends at the next blank line.
    private mutating func endOfBrokenMail(before end: Int) -> Int {
        guard let first = peek(before: end), !Self.isHeaderField(first) else { return end }
        return endOfParagraph(before: end)
    }

    // field-name = 1*ftext       RFC 5322 section 3.6.8
    private static func isHeaderField(_ line: ArraySlice<UInt8>) -> Bool {
        let name = line.trimmed.prefix { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ":") }
        return !name.isEmpty && name.endIndex < line.endIndex && line[name.endIndex] == UInt8(ascii: ":")
    }

    /// "...", or what stands for it in other scripts, perhaps with a word on what was left out.
    private static func isElision(_ line: ArraySlice<UInt8>) -> Bool {
        let text = line.trimmed
        return text.behind("...") != nil || text.behind("…") != nil || text.behind("・・・") != nil
    }
}

/// What the lines of a listing look like.
private enum ListingForm {
    /// LIST and UIDL: a number first.
    case numbered
    /// CAPA and LANG: words in ASCII.
    case words

    init(of command: Command?) {
        self = command?.verb == .list || command?.verb == .uidl ? .numbered : .words
    }

    func fits(_ text: ArraySlice<UInt8>) -> Bool {
        switch self {
        case .numbered: text.first.map { (0x30...0x39).contains($0) } == true
        case .words: text.allSatisfy { (0x20...0x7E).contains($0) } && PastedStatus(text) == nil
        }
    }
}
