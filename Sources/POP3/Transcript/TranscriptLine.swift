/// One line of a transcript file, and what it says by itself.
struct TranscriptLine {
    /// The octets before the line's ending.
    let octets: ArraySlice<UInt8>
    /// Its place in the file, counted from 1.
    let number: Int

    /// What a line is; the lines of a block become one entry.
    enum Content {
        case entry(TranscriptEntry)
        case blockBegin(connection: Int)
        case blockEnd(connection: Int)
    }

    /// What the line says.
    func content() throws(TranscriptError) -> Content {
        switch octets.first {
        case nil: .entry(.blank)
        case UInt8(ascii: "S"): try serverLine()
        case UInt8(ascii: "C"): try clientLine()
        case UInt8(ascii: "#"): .entry(.comment(try text(octets.dropFirst())))
        case UInt8(ascii: "@"): .entry(try header())
        case UInt8(ascii: "*"): try event()
        case UInt8(ascii: "~"): try pause()
        case UInt8(ascii: "^"): try segment()
        default:
            if isBlank { .entry(.blank) } else { throw wrong(.mark) }
        }
    }

    private var isBlank: Bool { octets.allSatisfy { $0 == Octet.space || $0 == WireEscape.tab } }

    // server-line = "S" [connection] ( ( ":" / "|" / "~" / "/" / "<" / "%" ) [SP text] / "*" [SP "..."] / "{" / "}" )
    private func serverLine() throws(TranscriptError) -> Content {
        let (connection, rest) = try numbered(octets.dropFirst())
        let behind = rest.dropFirst()
        switch rest.first {
        case UInt8(ascii: ":"): return .entry(try sent(.server, behind, .line, connection))
        case UInt8(ascii: "|"): return .entry(try sent(.server, behind, .exact, connection))
        case UInt8(ascii: "~"): return .event(.status(try status(value(behind))), connection)
        case UInt8(ascii: "/"): return .event(.matching(try pattern(text(value(behind)))), connection)
        case UInt8(ascii: "*"):
            let value = try value(behind)
            guard value.isEmpty || value.elementsEqual("...".utf8) else { throw wrong(.endOfLine) }
            return .event(.anyLines, connection)
        case UInt8(ascii: "<"): return .event(.file(try fileName(value(behind))), connection)
        case UInt8(ascii: "%"): return .event(.omitted(octets: try size(value(behind))), connection)
        case UInt8(ascii: "{"):
            try expectEnd(behind)
            return .blockBegin(connection: connection)
        case UInt8(ascii: "}"):
            try expectEnd(behind)
            return .blockEnd(connection: connection)
        default: throw wrong(.mark)
        }
    }

    // client-line = "C" [connection] ( ":" / "|" ) [SP text]
    private func clientLine() throws(TranscriptError) -> Content {
        let (connection, rest) = try numbered(octets.dropFirst())
        switch rest.first {
        case UInt8(ascii: ":"): return .entry(try sent(.client, rest.dropFirst(), .line, connection))
        case UInt8(ascii: "|"): return .entry(try sent(.client, rest.dropFirst(), .exact, connection))
        case let mark? where "~/*<%{}".utf8.contains(mark): throw wrong(.clientMark)
        default: throw wrong(.mark)
        }
    }

    private func sent(
        _ side: Session.Side, _ behind: ArraySlice<UInt8>, _ ending: WireText.Ending, _ connection: Int
    ) throws(TranscriptError) -> TranscriptEntry {
        .event(.sent(side, WireText(try parts(of: value(behind)), ending: ending)), connection: connection)
    }

    // event = "*" [connection] SP ( "connect" / "tls" [SP text] / ( "close" / "reset" ) SP side / "timeout" / "note" [SP text] )
    private func event() throws(TranscriptError) -> Content {
        let (connection, rest) = try numbered(octets.dropFirst())
        let words = try value(rest)
        let word = words.prefix { $0 != Octet.space }
        let behind = words[word.endIndex...]
        switch String(decoding: word, as: UTF8.self) {
        case "connect":
            try expectEnd(behind)
            return .event(.connect, connection)
        case "timeout":
            try expectEnd(behind)
            return .event(.timeout, connection)
        case "tls": return .event(.tls(try unescaped(value(behind))), connection)
        case "note": return .event(.note(try unescaped(value(behind))), connection)
        case "close": return .event(.close(try side(value(behind))), connection)
        case "reset": return .event(.reset(try side(value(behind))), connection)
        default: throw wrong(.event)
        }
    }

    // pause = "~" [connection] SP 1*DIGIT "ms"
    private func pause() throws(TranscriptError) -> Content {
        // `~350ms` has a number, too, but not that of a connection.
        if octets.prefix(while: { $0 != Octet.space }).last == UInt8(ascii: "s") { throw wrong(.pause) }
        let (connection, rest) = try numbered(octets.dropFirst())
        let value = try value(rest)
        guard value.suffix(2).elementsEqual("ms".utf8), let milliseconds = number(value.dropLast(2)),
            milliseconds <= TranscriptReader.longestPause
        else {
            throw wrong(.pause)
        }
        return .event(.pause(milliseconds: milliseconds), connection)
    }

    // segment = "^" [connection]
    private func segment() throws(TranscriptError) -> Content {
        let (connection, rest) = try numbered(octets.dropFirst())
        try expectEnd(rest)
        return .event(.segment, connection)
    }
}

extension TranscriptLine.Content {
    fileprivate static func event(_ event: TranscriptEvent, _ connection: Int) -> Self {
        .entry(.event(event, connection: connection))
    }
}
