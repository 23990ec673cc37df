/// The lines of a server on their way into a recording, as far as they are not complete.
struct ServerLines: Hashable, Sendable {
    /// Whether a first line has come, and its reply is not complete.
    var isInReply = false
    /// How many octets of the message in hand have passed, in wire form.
    var mailOctets = 0
    /// The end of a piece of a line that is too long to be held: a secret may begin in it.
    private var held: [UInt8] = []
    /// What has come of a line outside a body.
    private var partial: [UInt8] = []
    /// How many octets of it stand before each place where another write began.
    private var cuts: [Int] = []
    /// Cuts a body that is no message into lines.
    private var body = LineSplitter()
    private var hasBodyLines = false
    /// The lines of CAPA, in any order; `nil` once they cannot be a block.
    private var collected: [MaskedLine]? = []
    private var collectedOctets = 0

    /// A block of more octets than this is recorded as plain lines.
    private static let blockLimit = 32_768
    private static let lineLimit = 65_536

    /// Whether the reply in hand has had a body so far.
    var hasBody: Bool { hasBodyLines || mailOctets > 0 }

    /// Another write begins here.
    mutating func cut() {
        cuts.append(isInReply ? 0 : partial.count)
    }

    /// The places where a line is cut that is complete now.
    mutating func takeCuts() -> [Int] {
        defer { cuts = [] }
        return cuts
    }

    /// Whether the body in hand goes on in another write.
    mutating func takeCutInBody() -> Bool {
        !takeCuts().isEmpty
    }

    /// Octets have passed, and what they meant was taken.
    mutating func passed(_ octets: [UInt8]) {
        guard !isInReply else { return partial = [] }
        let feed = octets.lastIndex(of: Octet.lf)
        if feed != nil { partial = [] }
        partial += octets[(feed.map { $0 + 1 } ?? 0)...]
        // Longer lines are handed out in pieces.
        while partial.count > Self.lineLimit + 1 { partial.removeFirst(Self.lineLimit) }
    }

    mutating func forgetPartial() {
        partial = []
    }

    /// What is left when the connection is over.
    ///
    /// - Parameter isRead: whether the session has told of the line without an ending already.
    mutating func rest(isRead: Bool) -> [Line] {
        defer { (partial, held) = ([], []) }
        let octets = isRead ? [] : partial
        return held.isEmpty && octets.isEmpty ? [] : [Line(bytes: octets, ending: .missing)]
    }

    /// A line behind what was held of its beginning.
    mutating func behindHeld(_ line: Line) -> Line {
        defer { held = [] }
        return held.isEmpty ? line : Line(bytes: held + line.bytes, ending: line.ending)
    }

    /// Keeps back as much of a piece of a line as may be the beginning of a secret.
    ///
    /// - Parameter longest: the length of the longest secret.
    /// - Returns: what can be handed out; `nil` for nothing.
    mutating func hold(_ line: MaskedLine, longest: Int) -> MaskedLine? {
        guard line.line.ending == .missing, longest > 1 else { return line }
        var end = max(0, line.line.bytes.count - longest + 1)
        if let hole = line.holes.first(where: { $0.range.lowerBound < end && end < $0.range.upperBound }) {
            end = hole.range.upperBound
        }
        held = Array(line.line.bytes[end...])
        guard end > 0 else { return nil }
        var ready = MaskedLine(Line(bytes: Array(line.line.bytes[..<end]), ending: .missing))
        for hole in line.holes where hole.range.upperBound <= end { ready.replace(hole.range, by: hole.placeholder) }
        return ready
    }

    /// The lines of a body that end in these octets.
    mutating func bodyLines(_ octets: ArraySlice<UInt8>) -> [Line] {
        hasBodyLines = true
        return body.append(Array(octets))
    }

    /// The body is over: what is left of it.
    mutating func endOfBody() -> [Line] {
        hasBodyLines = false
        return body.finish().map { [$0] } ?? []
    }
}

extension ServerLines {
    /// Takes a line that may stand anywhere in a block.
    ///
    /// - Returns: what stands in the recording now: nothing, as long as it may become a block.
    mutating func collect(_ line: MaskedLine) -> [Recorded] {
        collectedOctets += line.line.count
        guard collected != nil, line.line.ending == .crlf, collectedOctets <= Self.blockLimit else {
            defer { collected = nil }
            return Self.plain(collected ?? []) + Self.plain([line])
        }
        collected?.append(line)
        return []
    }

    /// The lines that were collected: a block when all of them have come.
    mutating func block(isWhole: Bool) -> [Recorded] {
        defer { (collected, collectedOctets) = ([], 0) }
        guard let collected, !collected.isEmpty else { return [] }
        return isWhole ? [.event(.unordered(collected.map(\.text)))] : Self.plain(collected)
    }

    private static func plain(_ lines: [MaskedLine]) -> [Recorded] {
        lines.map { .event(.sent(.server, $0.text)) }
    }
}
