/// Compares the lines of a multi-line reply with what a transcript says, as they come.
struct BodyComparison: Sendable {
    private let expected: ExpectedReply
    private let closeness: Closeness
    /// What has not come yet, in order.
    private var rest: ArraySlice<ExpectedLine>
    /// What may come in any order, before ``rest`` goes on.
    private var anyOrder: [ExpectedLine] = []
    /// The block whose lines may come in any order, once it has begun; `nil` where there is none.
    private var block: ExpectedLine?
    /// The first of the lines that came in place of ``anyOrder`` and are none of them.
    private var strays: [Line] = []
    /// More of them tell nothing more.
    private static let strayLimit = 64
    private var splitter = LineSplitter()
    private var difference: ReplyDifference?

    init(_ expected: ExpectedReply, _ closeness: Closeness) {
        self.expected = expected
        self.closeness = closeness
        rest = expected.body[...]
        // The lines of CAPA have no order (RFC 2449 section 5).
        if expected.command?.verb == .capa, closeness != .octets {
            anyOrder = expected.body.flatMap(\.singly)
            block = expected.body.last { $0.isBlock }
            rest = []
        }
    }

    /// Takes octets of the body in wire form.
    mutating func take(_ octets: ArraySlice<UInt8>, _ lines: inout LineComparison) {
        guard difference == nil else { return }
        var octets = octets
        while let (line, end) = splitter.next(in: octets) {
            octets = octets[end...]
            take(line, &lines)
        }
    }

    /// The reply is complete.
    ///
    /// - Returns: the first difference of the body; `nil` when there is none that counts.
    mutating func finish(_ body: Body?, _ lines: inout LineComparison) -> ReplyDifference? {
        if difference == nil, let line = splitter.finish() { take(line, &lines) }
        if let difference = strayed(&lines) ?? difference { return difference }
        let place = expected.end ?? expected.body.last ?? expected.first
        guard let body else {
            return expected.hasBody ? ReplyDifference(.missing, expected.body.first ?? place, nil, nil) : nil
        }
        if let left = left { return ReplyDifference(leftKind, left, nil, nil) }
        if let size = expected.omitted, closeness != .text, size.octets != body.octets {
            return ReplyDifference(.bodySize(expected: size.octets, actual: body.octets), size.line, nil, nil)
        }
        return end(body, place)
    }

    /// The first line that is none of a block, with the entry that has its keyword and did not come, else with any that
    /// did not.
    private func strayed(_ lines: inout LineComparison) -> ReplyDifference? {
        guard let first = strays.first else { return nil }
        let missing = anyOrder.filter { !$0.bringsEnd }
        for stray in strays {
            if let entry = missing.first(where: { $0.keyword == stray.keyword }) {
                return difference(stray, entry, &lines)
            }
        }
        if let entry = missing.first { return difference(first, entry, &lines) }
        guard let block else {
            let place = expected.end ?? expected.body.last ?? expected.first
            return ReplyDifference(expected.command.kindOfLines, place, first.bytes, 0)
        }
        return ReplyDifference(.extra, at: block.lastLine, nil, first.bytes, 0)
    }

    private func difference(
        _ line: Line, _ entry: ExpectedLine, _ lines: inout LineComparison
    ) -> ReplyDifference? {
        let difference = lines.bodyLine(line, entry.content, of: expected.command)
        return ReplyDifference(expected.command.kindOfLines, entry, line.bytes, difference?.offset)
    }

    private func end(_ body: Body, _ place: ExpectedLine) -> ReplyDifference? {
        let isEndExpected = expected.end != nil || expected.body.last?.bringsEnd == true || expected.first.bringsEnd
        guard body.isTerminated == isEndExpected else {
            return body.isTerminated
                ? ReplyDifference(.extra, place, Line(".").bytes, 0) : ReplyDifference(.missing, place, nil, nil)
        }
        guard closeness != .text, case .line(let template) = expected.end?.content else { return nil }
        let ending: Line.Ending = body.hasBareTerminator ? .lf : .crlf
        guard ending != template.ending else { return nil }
        return ReplyDifference(.ending(expected: template.ending, actual: ending), place, Line(".").bytes, 1)
    }

    private mutating func take(_ line: Line, _ lines: inout LineComparison) {
        guard difference == nil, !(closeness == .text && line.asText.isEmpty) else { return }
        if anyOrder.isEmpty { openBlock() }
        guard anyOrder.isEmpty else { return takeInAnyOrder(line, &lines) }
        while closeness == .text, rest.first?.isBlank == true { rest.removeFirst() }
        guard let next = rest.first else {
            if expected.first.bringsEnd { return }
            if block != nil { return stray(line) }
            let kind = expected.hasBody ? TranscriptMismatch.Kind.extra : .body
            let place = expected.end ?? expected.body.last ?? expected.first
            difference = ReplyDifference(kind, place, line.bytes, 0)
            return
        }
        if next.bringsEnd { return }
        rest.removeFirst()
        guard let (kind, offset) = lines.bodyLine(line, next.content, of: expected.command) else { return }
        difference = ReplyDifference(kind, next, line.bytes, offset)
    }

    /// A block in any order begins where one stands next.
    private mutating func openBlock() {
        guard case .unordered = rest.first?.content, let block = rest.popFirst() else { return }
        anyOrder = block.singly
        self.block = block
    }

    private mutating func stray(_ line: Line) {
        if strays.count < Self.strayLimit { strays.append(line) }
    }

    private mutating func takeInAnyOrder(_ line: Line, _ lines: inout LineComparison) {
        if anyOrder.contains(where: \.bringsEnd) { return }
        let place = anyOrder.firstIndex { lines.fits(line, $0, expected.command) }
        guard let place else { return stray(line) }
        anyOrder.remove(at: place)
    }

    /// What has not come; `nil` when everything has.
    private var left: ExpectedLine? {
        (anyOrder + rest).first { !$0.bringsEnd && !(closeness == .text && $0.isBlank) }
    }

    private var leftKind: TranscriptMismatch.Kind {
        expected.command?.verb == .capa ? .capability : .missing
    }
}

extension ExpectedReply {
    /// The body that the transcript leaves out.
    fileprivate var omitted: (octets: Int, line: ExpectedLine)? {
        for line in [first] + body {
            if case .omitted(let octets) = line.content { return (octets, line) }
        }
        return nil
    }
}

extension ExpectedLine {
    /// Whether it stands for all that is left of a body, the lone "." included.
    var bringsEnd: Bool {
        switch content {
        case .anyLines, .omitted: true
        case .line, .status, .matching, .unordered: false
        }
    }

    /// Whether it is an empty line on a screen.
    fileprivate var isBlank: Bool {
        if case .line(let template) = content { template.standIn.asText.isEmpty } else { false }
    }

    /// Whether it is a block of lines in any order.
    fileprivate var isBlock: Bool {
        if case .unordered = content { true } else { false }
    }

    /// Its first word, which tells what the line is about.
    var keyword: String { Line(bytes: text).keyword }

    /// The lines of a block, each by itself; a block begins on the line before its first.
    var singly: [ExpectedLine] {
        guard case .unordered(let templates) = content else { return [self] }
        return templates.enumerated().map { ExpectedLine(line: line + 1 + $0.offset, content: .line($0.element)) }
    }
}

extension Line {
    /// The first word in capital letters.
    var keyword: String { String(decoding: bytes.prefix { $0 != Octet.space }, as: UTF8.self).uppercased() }
}

/// The first difference of a reply.
struct ReplyDifference {
    let kind: TranscriptMismatch.Kind
    /// The line of the file.
    let place: Int
    /// What stands there; `nil` where nothing does.
    let expected: ExpectedLine?
    /// The line that came, and the octet of it where it begins to differ.
    let actual: [UInt8]?
    let offset: Int?

    /// A difference from what stands on a line of the file.
    init(_ kind: TranscriptMismatch.Kind, _ expected: ExpectedLine, _ actual: [UInt8]?, _ offset: Int?) {
        self.init(kind, at: expected.line, expected, actual, offset)
    }

    init(_ kind: TranscriptMismatch.Kind, at place: Int, _ expected: ExpectedLine?, _ actual: [UInt8]?, _ offset: Int?)
    {
        (self.kind, self.place, self.expected, self.actual, self.offset) = (kind, place, expected, actual, offset)
    }
}
