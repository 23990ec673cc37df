import POP3

extension Exchange {
    /// Whether the message argument begins with a decimal number and is none.
    var hasLeadingDigits: Bool {
        guard let word = command?.arguments.first?.lowercased(), !word.hasPrefix("0x") else { return false }
        return word.utf8.first.map { (0x30...0x39).contains($0) } ?? false
    }

    /// Whether every line of a listing is in order by itself, each number stands once, and only their order is not ascending.
    var isUnsortedOnly: Bool {
        let numbers = lines.map { line in
            let words = line.text.split(separator: " ", omittingEmptySubsequences: false)
            return words.count >= 2 && !words[1].isEmpty ? Int(words[0]) : nil
        }
        let known = numbers.compactMap(\.self)
        let haveSizes = command?.verb == .uidl || lines.allSatisfy { ScanListing($0) != nil }
        return !known.isEmpty && known.count == numbers.count && Set(known).count == known.count && haveSizes
    }

    /// What a line behind this complete reply breaks: a listing of one line has no end, and what ends a message too early was
    /// not stuffed. `nil` where it is none of these.
    func requirementBroken(byLineBehind line: Line) -> [RequirementID] {
        guard isPositive, let command, command.kind == .command else { return [] }
        let isEnd = line.bytes == [UInt8(ascii: ".")]
        let isReply = Reply(first: line).status != .malformed
        // Where it should have been refused, that is what is wrong.
        if before == .authorization, command.verb == .list { return ["rfc1939-5-list-transaction-only"] }
        if before == .authorization, command.verb == .uidl { return ["rfc1939-7-uidl-transaction-only"] }
        switch command.verb {
        case .list where command.messageNumber == 0: return ["rfc1939-5-list-zero-err"]
        case .list where !command.arguments.isEmpty: return ["rfc1939-5-list-single-form"]
        case .uidl where !command.arguments.isEmpty: return ["rfc1939-7-uidl-single-form"]
        case .lang where !command.arguments.isEmpty: return ["rfc6856-3.2-lang-select-form"]
        case .retr where !isEnd && !isReply: return ["rfc1939-3-byte-stuffing", "rfc1939-5-retr-stuffed"]
        case .top where !isEnd && !isReply: return ["rfc1939-3-byte-stuffing", "rfc1939-7-top-stuffed"]
        case .list, .uidl, .capa, .retr, .top: return isEnd ? ["rfc1939-3-multiline-terminator"] : []
        default: return []
        }
    }
}
