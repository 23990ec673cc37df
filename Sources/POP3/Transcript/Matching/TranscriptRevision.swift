/// A change of a transcript file that makes it say what a server really said; lines that it does not name stay as they
/// are.
public struct TranscriptRevision: Hashable, Sendable {
    /// The lines of the file that go, counted from 1.
    public let removed: Set<Int>
    /// The new lines, by the line of the file behind which they stand.
    public let added: [Int: [TranscriptEntry]]

    /// A change in several places.
    init(removing removed: Set<Int>, adding added: [Int: [TranscriptEntry]]) {
        self.removed = removed
        self.added = added
    }

    /// A change in one place.
    init(removing removed: Set<Int>, behind place: Int, _ entries: [TranscriptEntry]) {
        self.init(removing: removed, adding: [place: entries])
    }

    /// A file with these changes, everything else byte for byte.
    ///
    /// - Parameter header: the header of the file.
    public static func apply(
        _ revisions: [TranscriptRevision], to file: [UInt8], _ header: TranscriptHeader
    ) -> [UInt8] {
        let removed = revisions.reduce(into: Set<Int>()) { $0.formUnion($1.removed) }
        let added = revisions.reduce(into: [Int: [[TranscriptEntry]]]()) { added, revision in
            for (place, entries) in revision.added { added[place, default: []].append(entries) }
        }
        let lines = file.split(separator: Octet.lf, omittingEmptySubsequences: false)
        var output: [UInt8] = []
        for (index, line) in lines.enumerated() {
            let isLast = index == lines.count - 1
            if !removed.contains(index + 1) { output += isLast ? Array(line) : line + [Octet.lf] }
            for entries in added[index + 1] ?? [] {
                if let last = output.last, last != Octet.lf { output.append(Octet.lf) }
                output += octets(of: entries, header, isCRLF: line.last == Octet.cr)
            }
        }
        return output
    }

    private static func octets(of entries: [TranscriptEntry], _ header: TranscriptHeader, isCRLF: Bool) -> [UInt8] {
        var writer = TranscriptWriter(header: header)
        _ = writer.write(.blank)
        let octets = entries.reduce(into: []) { $0 += writer.write($1) } + writer.finish()
        return isCRLF ? octets.flatMap { $0 == Octet.lf ? [Octet.cr, Octet.lf] : [$0] } : octets
    }
}

/// Works out what must change in a transcript so that it says what a reply says.
public struct ReplyRevision {
    private let script: TranscriptScript
    private let connection: Int
    private let closeness: Closeness
    private let echoes: EchoedSecrets

    /// Revisions of one connection.
    ///
    /// - Parameters:
    ///   - closeness: what counts as a difference; ``Closeness/octets`` rewrites texts for people too.
    ///   - echoes: what the server may have said and nobody may read. Mail stays as it is.
    public init(
        _ script: TranscriptScript, _ connection: Int, _ closeness: Closeness, hiding echoes: EchoedSecrets
    ) {
        self.script = script
        self.connection = connection
        self.closeness = closeness
        self.echoes = echoes
    }

    /// The change from an expected reply to the one that came; `nil` where nothing differs, and for a body of which not
    /// everything was kept.
    ///
    /// - Parameter variables: what the variables stand for; new ones are named here.
    public func revision(
        of expected: ExpectedReply, to reply: Reply, _ variables: inout TranscriptVariables
    ) -> TranscriptRevision? {
        guard reply.body?.isWhole ?? true else { return nil }
        if let body = reply.body, body.isTerminated, let block = expected.block, let end = expected.end {
            return revision(of: block, between: expected, end, to: reply, body.keptLines, &variables)
        }
        let (old, new) = (expected.all, reply.lines)
        var lines = LineComparison(closeness: closeness, variables: variables)
        var front = 0
        while front < min(old.count, new.count), old[front].isSingle, fits(new, front, expected, front, &lines) {
            front += 1
        }
        if front < old.count, !old[front].isSingle, fitsRest(new[front...], expected, front, &lines) { return nil }
        if front == old.count, front == new.count { return nil }
        var back = 0
        while back < min(old.count, new.count) - front, old[old.count - 1 - back].isSingle, new.count - 1 - back > 0,
            old.count - 1 - back > 0, fits(new, new.count - 1 - back, expected, old.count - 1 - back, &lines)
        {
            back += 1
        }
        variables = lines.variables
        let (gone, kept) = (old[front..<(old.count - back)], old[..<front] + old.suffix(back))
        // A line of the file that holds what stays as well, such as `S<`, cannot go in part.
        let removed = fileLines(of: gone)
        if kept.contains(where: { removed.contains($0.line) }) {
            return whole(expected, reply, &variables)
        }
        let behind = front > 0 ? old[front - 1].lastLine : old[0].line - 1
        return TranscriptRevision(
            removing: removed, behind: behind,
            entries(Array(new[front..<(new.count - back)]), reply, expected.command, &variables, first: front == 0))
    }

    /// The lines of a reply that the transcript does not have.
    ///
    /// - Parameter place: the line of the file behind which they stand.
    public func insertion(
        of exchange: Exchange, behind place: Int, _ variables: inout TranscriptVariables
    ) -> TranscriptRevision? {
        guard exchange.reply.body?.isWhole ?? true else { return nil }
        return TranscriptRevision(
            removing: [], behind: place,
            entries(exchange.reply.lines, exchange.reply, exchange.command, &variables, first: true))
    }

    /// The change of a reply whose body is a block: the block stays, and so does each of its entries that a line fits.
    private func revision(
        of block: ExpectedLine, between expected: ExpectedReply, _ end: ExpectedLine, to reply: Reply, _ body: [Line],
        _ variables: inout TranscriptVariables
    ) -> TranscriptRevision? {
        var lines = LineComparison(closeness: closeness, variables: variables)
        var missing = block.singly
        let strays = body.filter { line in
            let place = missing.firstIndex { lines.fits(line, $0, expected.command) }
            if let place { missing.remove(at: place) }
            return place == nil && !(closeness == .text && line.asText.isEmpty)
        }
        let isFirstSame = lines.firstLine(reply.first, expected) == nil
        let last = reply.lines[reply.lines.count - 1]
        let isEndSame = lines.bodyLine(last, end.content, of: expected.command) == nil
        variables = lines.variables
        var removed = fileLines(of: missing[...])
        var added: [Int: [TranscriptEntry]] = [:]
        func replace(_ old: ExpectedLine, by line: Line, first: Bool) {
            removed.formUnion(fileLines(of: [old]))
            added[old.line, default: []] += entries([line], reply, expected.command, &variables, first: first)
        }
        if !isFirstSame { replace(expected.first, by: reply.first, first: true) }
        for line in strays {
            let entry = missing.first { $0.keyword == line.keyword } ?? missing.first
            let place = entry?.line ?? max(block.line, block.lastLine - 1)
            added[place, default: []] += entries([line], reply, expected.command, &variables, first: false)
        }
        if !isEndSame { replace(end, by: last, first: false) }
        return removed.isEmpty && added.isEmpty ? nil : TranscriptRevision(removing: removed, adding: added)
    }

    private func whole(
        _ expected: ExpectedReply, _ reply: Reply, _ variables: inout TranscriptVariables
    ) -> TranscriptRevision {
        TranscriptRevision(
            removing: fileLines(of: expected.all[...]), behind: expected.first.line - 1,
            entries(reply.lines, reply, expected.command, &variables, first: true))
    }

    private func fits(
        _ new: [Line], _ index: Int, _ expected: ExpectedReply, _ place: Int, _ lines: inout LineComparison
    ) -> Bool {
        guard place > 0 else { return lines.firstLine(new[index], expected) == nil }
        return lines.bodyLine(new[index], expected.all[place].content, of: expected.command) == nil
    }

    /// Whether what stands for several lines, and what follows it, fits what is left of the reply.
    private func fitsRest(
        _ new: ArraySlice<Line>, _ expected: ExpectedReply, _ place: Int, _ lines: inout LineComparison
    ) -> Bool {
        var rest = expected
        rest.body = Array(expected.body.dropFirst(max(0, place - 1)))
        var comparison = BodyComparison(rest, closeness)
        var body = BodyReader()
        for line in new {
            if case .more(let octets) = body.read(line.octets[...]) { comparison.take(octets, &lines) }
        }
        return comparison.finish(body.body, &lines) == nil
    }

    private func entries(
        _ new: [Line], _ reply: Reply, _ command: Command?, _ variables: inout TranscriptVariables, first: Bool
    ) -> [TranscriptEntry] {
        let ending = script.header.ending(of: .server)
        return new.enumerated().map { index, line in
            let isFirst = first && index == 0
            let named = variables.named(line, isFirst: isFirst, reply, command)
            let parts = !isFirst && command.asksForMail ? named : named.flatMap(hidden)
            let isOrdinary = line.ending == ending
            let rest = isOrdinary ? [] : [WireText.Part.octets(Line(bytes: [], ending: line.ending).octets)]
            let text = WireText(parts + rest, ending: isOrdinary ? .line : .exact)
            return .event(.sent(.server, text), connection: connection)
        }
    }

    private func hidden(_ part: WireText.Part) -> [WireText.Part] {
        switch part {
        case .octets(let octets): echoes.parts(of: octets)
        case .placeholder: [part]
        }
    }

    private func fileLines(of expected: ArraySlice<ExpectedLine>) -> Set<Int> {
        expected.reduce(into: []) { $0.formUnion($1.line...$1.lastLine) }
    }
}

extension Command? {
    /// Whether the body of the reply is mail.
    fileprivate var asksForMail: Bool { self?.verb == .retr || self?.verb == .top }
}

extension ExpectedReply {
    /// All of it in its order.
    fileprivate var all: [ExpectedLine] { [first] + body + (end.map { [$0] } ?? []) }

    /// The block of lines in any order that is all of its body; `nil` where the body is something else.
    fileprivate var block: ExpectedLine? {
        guard body.count == 1, case .unordered = body[0].content else { return nil }
        return body[0]
    }
}

extension ExpectedLine {
    /// Whether it stands for one line.
    fileprivate var isSingle: Bool {
        switch content {
        case .line, .status, .matching: true
        case .unordered, .anyLines, .omitted: false
        }
    }
}

extension Reply {
    /// All lines as they came, the lone "." included.
    fileprivate var lines: [Line] {
        guard let body else { return [first] }
        let end = body.isTerminated ? [Line(bytes: [Octet.dot], ending: body.hasBareTerminator ? .lf : .crlf)] : []
        return [first] + body.keptLines + end
    }
}

extension TranscriptVariables {
    /// A line with names for what differs from run to run: timestamp, challenge, unique-ids.
    fileprivate mutating func named(
        _ line: Line, isFirst: Bool, _ reply: Reply, _ command: Command?
    ) -> [WireText.Part] {
        let bytes = line.bytes
        if isFirst, command == nil, let stamp = Timestamp.find(in: line),
            let open = bytes.lastIndex(of: UInt8(ascii: "<"))
        {
            return named(bytes, open..<open + stamp.utf8.count, "apop.stamp")
        }
        if isFirst, reply.status == .challenge, bytes.count > 2 { return named(bytes, 2..<bytes.count, "challenge") }
        let start = isFirst ? Reply.Status.ok.indicator.utf8.count + 1 : 0
        guard command?.verb == .uidl, reply.status == .ok, isFirst == (reply.body == nil), bytes.count > start,
            let space = bytes[start...].firstIndex(of: Octet.space), space > start, space + 1 < bytes.count
        else { return [.octets(bytes)] }
        return named(bytes, (space + 1)..<bytes.count, "uid")
    }

    private mutating func named(_ bytes: [UInt8], _ range: Range<Int>, _ prefix: String) -> [WireText.Part] {
        let name = name(of: Array(bytes[range]), prefix)
        return [
            .octets(Array(bytes[..<range.lowerBound])), .placeholder(.variable(name)),
            .octets(Array(bytes[range.upperBound...])),
        ]
    }
}
