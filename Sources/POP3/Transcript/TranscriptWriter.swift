/// Writes a transcript file in its one canonical spelling, entry by entry.
///
/// The octets of a connection may come in pieces, cut anywhere: they become the same lines. A line that ends as its side's
/// lines end is `S: `; one that ends otherwise, or was interrupted, is `S| `, with its ending spelled out. A line of more
/// than 65,536 octets is cut into pieces of that length and its rest. So nothing is held but a line that has not ended.
public struct TranscriptWriter: Sendable {
    /// The first line of a file, without its ending.
    static let firstLine = Array("#!pop3-transcript 1".utf8)
    /// The longest text of one line, in octets of the wire: escaped it takes four times as much at most.
    private static let longest = 65_536

    private var header: TranscriptHeader
    private var hasBegun = false
    /// Whose octets are in the splitter.
    private var source = Source(side: .server, connection: 1)
    private var splitter = LineSplitter(limit: longest)

    private struct Source: Hashable, Sendable {
        let side: Session.Side
        let connection: Int
    }

    /// A writer at the beginning of a file.
    ///
    /// - Parameter header: what is known of the header already; it is not written. What entries say of it is learned.
    public init(header: TranscriptHeader = .init()) {
        self.header = header
    }

    /// The octets of the file for an entry. Before them stands what was left of a line that has not ended.
    ///
    /// - Parameter entry: a text in it that has no escapes (comment, header, pattern, file name) is one line: CR and LF in
    ///   it become `\r` and `\n`. Texts that are not of the wire are cut at 65,536 octets.
    public mutating func write(_ entry: TranscriptEntry) -> [UInt8] {
        var output = interrupted()
        switch entry {
        case .comment(let text): Self.append("#", raw: text, to: &output)
        case .blank: output.append(Octet.lf)
        case .header(let key, let value):
            header.learn(key, value)
            Self.append("@" + key + (value.isEmpty ? "" : " "), raw: value, to: &output)
        case .event(let event, let connection): append(event, connection == 1 ? "" : "\(connection)", to: &output)
        }
        return output
    }

    /// The octets of the file for octets that one side sent; those of a line that has not ended are kept.
    public mutating func write(
        _ octets: ArraySlice<UInt8>, from side: Session.Side, connection: Int = 1
    ) -> [UInt8] {
        guard !octets.isEmpty else { return [] }
        let source = Source(side: side, connection: connection)
        var output = source == self.source ? begun() : interrupted()
        self.source = source
        var rest = octets
        while let (line, end) = splitter.next(in: rest) {
            append(line, to: &output)
            rest = rest[end...]
        }
        return output
    }

    /// The octets of the file that are left at its end.
    public mutating func finish() -> [UInt8] {
        interrupted()
    }

    /// The first line, if it is not yet written.
    private mutating func begun() -> [UInt8] {
        defer { hasBegun = true }
        return hasBegun ? [] : Self.firstLine + [Octet.lf]
    }

    private mutating func interrupted() -> [UInt8] {
        var output = begun()
        if let line = splitter.finish() { append(line, to: &output) }
        return output
    }

    private func append(_ line: Line, to output: inout [UInt8]) {
        let isOrdinary = line.ending == header.ending(of: source.side)
        output.append(source.side.mark)
        if source.connection != 1 { output += "\(source.connection)".utf8 }
        output.append(isOrdinary ? UInt8(ascii: ":") : UInt8(ascii: "|"))
        let octets = isOrdinary ? line.bytes : line.octets
        if !octets.isEmpty { output.append(Octet.space) }
        WireEscape.append(last: octets[...], to: &output)
        output.append(Octet.lf)
    }
}

extension TranscriptWriter {
    private func append(_ event: TranscriptEvent, _ number: String, to output: inout [UInt8]) {
        switch event {
        case .connect: output += "*\(number) connect\n".utf8
        case .tls(let words): Self.append("*\(number) tls", escaped: words, to: &output)
        case .close(let side): output += "*\(number) close \(side.rawValue)\n".utf8
        case .reset(let side): output += "*\(number) reset \(side.rawValue)\n".utf8
        case .timeout: output += "*\(number) timeout\n".utf8
        case .note(let text): Self.append("*\(number) note", escaped: text, to: &output)
        case .sent(let side, let text): Self.append(text, from: side, number, to: &output)
        case .status(let text): Self.append("S\(number)~", text.pieces(of: Self.longest)[0], to: &output)
        case .matching(let pattern): Self.append("S\(number)/ ", raw: pattern, to: &output)
        case .unordered(let lines): append(lines, number, to: &output)
        case .anyLines: output += "S\(number)* ...\n".utf8
        case .file(let name): Self.append("S\(number)< ", raw: name, to: &output)
        case .omitted(let octets): output += "S\(number)% \(octets)\n".utf8
        case .pause(let milliseconds): output += "~\(number) \(milliseconds)ms\n".utf8
        case .segment: output += "^\(number)\n".utf8
        }
    }

    /// A block; lines that cannot be one are written in their order.
    private func append(_ lines: [WireText], _ number: String, to output: inout [UInt8]) {
        let octets = lines.reduce(0) { $0 + $1.length + 2 }
        let isBlock =
            octets <= TranscriptReader.longestBlock
            && lines.allSatisfy { $0.ending == .line && $0.length <= Self.longest }
        if isBlock { output += "S\(number){\n".utf8 }
        for text in lines { Self.append(text, from: .server, number, to: &output) }
        if isBlock { output += "S\(number)}\n".utf8 }
    }

    private static func append(
        _ text: WireText, from side: Session.Side, _ number: String, to output: inout [UInt8]
    ) {
        for piece in text.pieces(of: longest) {
            output.append(side.mark)
            output += number.utf8
            switch piece.ending {
            case .line: append(":", piece, to: &output)
            case .exact: append("|", piece, to: &output)
            }
        }
    }

    private static func append(_ mark: String, _ text: WireText, to output: inout [UInt8]) {
        output += mark.utf8
        if !text.parts.isEmpty { output.append(Octet.space) }
        for part in text.parts.dropLast() {
            switch part {
            case .octets(let octets): WireEscape.append(octets[...], to: &output)
            case .placeholder(let placeholder): output += placeholder.text.utf8
            }
        }
        if let last = text.parts.last {
            switch last {
            case .octets(let octets): WireEscape.append(last: octets[...], to: &output)
            case .placeholder(let placeholder): output += placeholder.text.utf8
            }
        }
        output.append(Octet.lf)
    }

    private static func append(_ mark: String, escaped text: String, to output: inout [UInt8]) {
        append(mark, WireText(cut(text)), to: &output)
    }

    private static func append(_ mark: String, raw text: String, to output: inout [UInt8]) {
        output += mark.utf8
        for octet in cut(text) {
            switch octet {
            case Octet.cr: output += "\\r".utf8
            case Octet.lf: output += "\\n".utf8
            default: output.append(octet)
            }
        }
        output.append(Octet.lf)
    }

    /// The text in UTF-8, no longer than a line may be.
    private static func cut(_ text: String) -> [UInt8] {
        guard text.utf8.count > longest else { return Array(text.utf8) }
        var octets = Array(text.utf8.prefix(longest + 1))
        // What was cut in its middle goes as a whole.
        while let octet = octets.popLast(), octet & 0xC0 == 0x80 {}
        return octets
    }
}

extension Session.Side {
    /// The letter of a side in a file.
    fileprivate var mark: UInt8 {
        switch self {
        case .client: UInt8(ascii: "C")
        case .server: UInt8(ascii: "S")
        }
    }
}
