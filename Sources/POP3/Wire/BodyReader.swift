/// Measures the body of a multi-line reply as it passes, and finds its end.
///
/// Works on runs of octets, not on lines: a large message passes at the speed of memory, and a line may have any length.
struct BodyReader: Hashable, Sendable {
    private(set) var body = Body()
    /// A line so far "." or "." CR: whether it is the terminator is not yet known, so it is kept back.
    private var held: [UInt8] = []
    private var line = PartialLine()

    init() {}

    enum Step: Hashable {
        /// These octets belong to the body; all that were given are taken.
        case more(ArraySlice<UInt8>)
        /// The terminator was found: the last octets of the body, and the index behind the terminator.
        case end(ArraySlice<UInt8>, next: Int)
    }

    /// Takes octets up to the terminator or the end of `bytes`.
    mutating func read(_ bytes: ArraySlice<UInt8>) -> Step {
        let input = held.isEmpty ? bytes : (held + bytes)[...]
        held = []
        let scan = input.withUnsafeBytes { measure($0) }
        let passed = input[..<(input.startIndex + scan.passed)]
        if body.kept.count < Body.limit { body.kept += passed.prefix(Body.limit - body.kept.count) }
        guard let behind = scan.behindTerminator else {
            held = Array(input[passed.endIndex...])
            return .more(passed)
        }
        return .end(passed, next: bytes.endIndex - (input.count - behind))
    }

    /// The stream ended within the body: what was kept back belongs to it after all.
    mutating func finish() -> ArraySlice<UInt8> {
        let rest = held[...]
        held = []
        rest.withUnsafeBytes {
            line.extend(with: $0)
            body.tally($0)
        }
        body.kept += rest.prefix(Body.limit - body.kept.count)
        if line.count > 0 { body.count(line, ending: .missing) }
        line = PartialLine()
        return rest
    }

    private mutating func measure(_ input: UnsafeRawBufferPointer) -> (passed: Int, behindTerminator: Int?) {
        var start = 0
        while let feed = input.offset(of: Octet.lf, from: start) {
            let rest = UnsafeRawBufferPointer(rebasing: input[start..<feed])
            if line.count == 0, rest.isDot {
                body.isTerminated = true
                body.hasBareTerminator = rest.count == 1
                body.tally(UnsafeRawBufferPointer(rebasing: input[..<start]))
                return (start, feed + 1)
            }
            line.extend(with: rest)
            body.count(line, ending: line.endsInCR ? .crlf : .lf)
            line = PartialLine()
            start = feed + 1
        }
        let rest = UnsafeRawBufferPointer(rebasing: input[start...])
        let passed = line.count == 0 && rest.isDot ? start : input.count
        if passed > start { line.extend(with: rest) }
        body.tally(UnsafeRawBufferPointer(rebasing: input[..<passed]))
        return (passed, nil)
    }
}

/// What must be known of a line that is still coming.
private struct PartialLine: Hashable, Sendable {
    var count = 0
    var startsWithDot = false
    var startsWithTwoDots = false
    var endsInCR = false

    mutating func extend(with octets: UnsafeRawBufferPointer) {
        guard let last = octets.last else { return }
        if count == 0 {
            startsWithDot = octets[0] == Octet.dot
            startsWithTwoDots = startsWithDot && octets.count > 1 && octets[1] == Octet.dot
        } else if count == 1 {
            startsWithTwoDots = startsWithDot && octets[0] == Octet.dot
        }
        count += octets.count
        endsInCR = last == Octet.cr
    }
}

extension UnsafeRawBufferPointer {
    /// "." or "." CR: all of a terminating line that stands before its LF.
    fileprivate var isDot: Bool {
        switch count {
        case 1: self[0] == Octet.dot
        case 2: self[0] == Octet.dot && self[1] == Octet.cr
        default: false
        }
    }
}

extension Body {
    fileprivate mutating func count(_ line: PartialLine, ending: Line.Ending) {
        let dot = line.startsWithDot ? 1 : 0
        let length = line.count - dot
        lines += 1
        if line.startsWithTwoDots { stuffed += 1 } else { unstuffed += dot }
        switch ending {
        case .crlf:
            // The CR was tallied as bare, and counted as one octet of the line.
            bareCarriageReturns -= 1
            octets += length + 1
            longest = max(longest, length - 1)
        case .lf:
            bareLineFeeds += 1
            octets += length + 1
            longest = max(longest, length)
        case .missing:
            octets += length
            longest = max(longest, length)
        }
    }

    /// Counts single octets, in blocks in which no count can pass 255: so the compiler makes vector code of it.
    fileprivate mutating func tally(_ octets: UnsafeRawBufferPointer) {
        var all: UInt8 = 0
        for start in stride(from: 0, to: octets.count, by: 192) {
            var returns: UInt8 = 0
            var zeros: UInt8 = 0
            for index in start..<min(start + 192, octets.count) {
                let octet = octets[index]
                returns &+= octet == Octet.cr ? 1 : 0
                zeros &+= octet == Octet.nul ? 1 : 0
                all |= octet
            }
            bareCarriageReturns += Int(returns)
            nuls += Int(zeros)
        }
        hasEightBit = hasEightBit || all > 127
    }
}
