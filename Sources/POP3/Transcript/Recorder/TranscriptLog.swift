/// The beginning of a recording and its newest pieces, up to a limit: a session can be recorded when one thinks of it late.
public struct TranscriptLog: Sendable {
    /// A piece, and when it passed.
    public struct Item: Sendable {
        /// The piece, without secrets.
        public let piece: Recorded
        /// How long after the connection was made.
        public let time: Duration
    }

    /// How much memory is used, in octets, about.
    public static let limit = 16 * 1_048_576

    /// The greeting, the login and what else came first, when what came behind it was dropped; empty while all is kept.
    public private(set) var beginning: [Item] = []
    /// Whether something was dropped behind the beginning.
    public private(set) var hasGap = false
    /// The newest pieces. The first ``dropped`` places are empty: so dropping costs the same however much is kept.
    private var items: [Item?] = []
    private var dropped = 0
    /// The number of the first of the newest items, counted from 0.
    public private(set) var startIndex = 0
    /// What the kept items cost, in octets of memory.
    public private(set) var cost = 0
    private let limit: Int

    /// An empty log.
    public init(limit: Int = TranscriptLog.limit) {
        self.limit = limit
    }

    /// The number that the next item will have.
    public var endIndex: Int { startIndex + items.count - dropped }

    /// The number of the first item behind the gap with which a recording can go on: a line of the client.
    public var resumption: Int {
        let line = items[dropped...].firstIndex { $0?.piece.clientText != nil }
        return line.map { startIndex + $0 - dropped } ?? endIndex
    }

    /// Adds pieces; beyond the limit the oldest behind the beginning are dropped, but never the newest.
    public mutating func append(_ pieces: [Recorded], at time: Duration) {
        for piece in pieces {
            items.append(Item(piece: piece, time: time))
            cost += piece.cost
        }
        guard cost > limit, endIndex - startIndex > 1 else { return }
        if !hasGap { keepBeginning() }
        while cost > limit, endIndex - startIndex > 1 { drop() }
    }

    /// The items from a number on, as far as they are kept.
    public func items(from index: Int) -> [Item] {
        items[min(items.count, dropped + max(0, index - startIndex))...].compactMap(\.self)
    }

    /// A sixteenth of what is kept belongs to the beginning, as far as it ends before a line of the client.
    private mutating func keepBeginning() {
        var (end, sum) = (0, 0)
        for (index, item) in items.enumerated() {
            if item?.piece.clientText != nil { end = index }
            sum += item?.piece.cost ?? 0
            if sum > limit / 16 { break }
        }
        beginning = items[..<end].compactMap(\.self)
        items.removeFirst(end)
        startIndex = end
        hasGap = true
    }

    private mutating func drop() {
        cost -= items[dropped]?.piece.cost ?? 0
        items[dropped] = nil
        dropped += 1
        startIndex += 1
        guard dropped > 64, dropped > items.count / 2 else { return }
        items.removeFirst(dropped)
        dropped = 0
    }

    /// Makes the last line of the client a placeholder, and what the server said of it too.
    ///
    /// - Parameter placeholder: what stands in its place.
    /// - Returns: what was taken back, and the number of the first item that has changed; `nil` when no line of the client
    ///   is among the newest items.
    public mutating func takeBackLastLine(
        as placeholder: Placeholder = TakenBackLine.firstPlaceholder
    ) -> (line: TakenBackLine, index: Int)? {
        guard let last = items.lastIndex(where: { $0?.piece.clientText != nil }) else { return nil }
        let first = beginning(of: last)
        let texts = items[first...last].compactMap { $0?.piece.clientText }
        let line = TakenBackLine(texts, as: placeholder)
        let ending = texts.last?.lineEnd ?? []
        let isLine = texts.last?.ending == .line
        let text = WireText(
            [.placeholder(placeholder), .octets(ending)], ending: isLine ? .line : .exact)
        replace(from: first, through: last, by: .event(.sent(.client, text)), removing: line)
        return (line, startIndex + first - dropped)
    }

    /// Where the line begins whose end stands at `last`: a long one stands in pieces, and so may any one with segments.
    private func beginning(of last: Int) -> Int {
        var first = last
        while first > dropped {
            var before = first - 1
            if before > dropped, case .event(.segment) = items[before]?.piece { before -= 1 }
            guard let text = items[before]?.piece.clientText, !text.endsLine else { break }
            first = before
        }
        return first
    }

    private mutating func replace(from first: Int, through last: Int, by piece: Recorded, removing line: TakenBackLine)
    {
        let time = items[first]?.time ?? .zero
        let behind = items[(last + 1)...].compactMap(\.self)
        cost -= items[first...].reduce(0) { $0 + ($1?.piece.cost ?? 0) }
        items.removeSubrange(first...)
        let changed = [Item(piece: piece, time: time)] + line.removed(from: behind)
        items += changed
        cost += changed.reduce(0) { $0 + $1.piece.cost }
    }
}

extension Recorded {
    /// What the client sent in this piece; `nil` when it is something else.
    fileprivate var clientText: WireText? {
        if case .event(.sent(.client, let text)) = self { text } else { nil }
    }
}

extension WireText {
    /// CR and LF at the end of the known octets.
    fileprivate var lineEnd: [UInt8] {
        guard case .octets(let octets) = parts.last else { return [] }
        return Array(octets.reversed().prefix { $0 == Octet.cr || $0 == Octet.lf }.reversed())
    }
}
