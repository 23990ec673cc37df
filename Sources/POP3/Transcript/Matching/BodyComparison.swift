/// Compares the lines of a multi-line reply with what a transcript says, as they come.
struct BodyComparison: Sendable {
    typealias Difference = (TranscriptMismatch.Kind, ExpectedLine, actual: [UInt8]?, offset: Int?)

    private let expected: ExpectedReply
    private let closeness: Closeness
    /// What has not come yet, in order.
    private var rest: ArraySlice<ExpectedLine>
    /// What may come in any order, before ``rest`` goes on.
    private var anyOrder: [ExpectedLine] = []
    private var splitter = LineSplitter()
    private var difference: Difference?

    init(_ expected: ExpectedReply, _ closeness: Closeness) {
        self.expected = expected
        self.closeness = closeness
        rest = expected.body[...]
        // The lines of CAPA have no order (RFC 2449 section 5).
        if expected.command?.verb == .capa, closeness != .octets {
            anyOrder = expected.body.flatMap(\.singly)
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
    mutating func finish(_ body: Body?, _ lines: inout LineComparison) -> Difference? {
        if difference == nil, let line = splitter.finish() { take(line, &lines) }
        if let difference { return difference }
        let place = expected.end ?? expected.body.last ?? expected.first
        guard let body else { return expected.hasBody ? (.missing, expected.body.first ?? place, nil, nil) : nil }
        if let left = left { return (leftKind, left, nil, nil) }
        if let size = expected.omitted, closeness != .text, size.octets != body.octets {
            return (.bodySize(expected: size.octets, actual: body.octets), size.line, nil, nil)
        }
        return end(body, place)
    }

    private func end(_ body: Body, _ place: ExpectedLine) -> Difference? {
        let isEndExpected = expected.end != nil || expected.body.last?.bringsEnd == true || expected.first.bringsEnd
        guard body.isTerminated == isEndExpected else {
            return body.isTerminated
                ? (.extra, place, Line(".").bytes, 0) : (.missing, place, nil, nil)
        }
        guard closeness != .text, case .line(let template) = expected.end?.content else { return nil }
        let ending: Line.Ending = body.hasBareTerminator ? .lf : .crlf
        guard ending != template.ending else { return nil }
        return (.ending(expected: template.ending, actual: ending), place, Line(".").bytes, 1)
    }

    private mutating func take(_ line: Line, _ lines: inout LineComparison) {
        guard difference == nil, !(closeness == .text && line.asText.isEmpty) else { return }
        if anyOrder.isEmpty { openBlock() }
        guard anyOrder.isEmpty else { return takeInAnyOrder(line, &lines) }
        while closeness == .text, rest.first?.isBlank == true { rest.removeFirst() }
        guard let next = rest.first else {
            if expected.first.bringsEnd { return }
            let kind = expected.hasBody ? TranscriptMismatch.Kind.extra : .body
            difference = (kind, expected.end ?? expected.body.last ?? expected.first, line.bytes, 0)
            return
        }
        if next.bringsEnd { return }
        rest.removeFirst()
        guard let (kind, offset) = lines.bodyLine(line, next.content, of: expected.command) else { return }
        difference = (kind, next, line.bytes, offset)
    }

    /// A block in any order begins where one stands next.
    private mutating func openBlock() {
        guard case .unordered = rest.first?.content, let block = rest.popFirst() else { return }
        anyOrder = block.singly
    }

    private mutating func takeInAnyOrder(_ line: Line, _ lines: inout LineComparison) {
        if anyOrder.contains(where: \.bringsEnd) { return }
        let place = anyOrder.firstIndex { expected in
            switch expected.content {
            case .line(let template): lines.fits(line, template, self.expected.command)
            case .status, .matching, .unordered, .anyLines, .omitted:
                lines.bodyLine(line, expected.content, of: self.expected.command) == nil
            }
        }
        guard let place else {
            difference = (expected.command.kindOfLines, expected.end ?? expected.first, line.bytes, 0)
            return
        }
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

    /// The lines of a block, each by itself; a block begins on the line before its first.
    fileprivate var singly: [ExpectedLine] {
        guard case .unordered(let templates) = content else { return [self] }
        return templates.enumerated().map { ExpectedLine(line: line + 1 + $0.offset, content: .line($0.element)) }
    }
}
