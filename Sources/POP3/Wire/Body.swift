/// The lines of a multi-line reply between the status line and the lone ".", measured as they pass.
///
/// The numbers count everything; only the first ``limit`` octets are kept, so that a message of any size needs no more memory
/// than a small one.
public struct Body: Hashable, Sendable {
    /// How many octets of a body are kept, in wire form.
    public static let limit = 1_048_576

    /// Lines, the terminator not counted.
    public internal(set) var lines = 0
    /// Octets after un-stuffing, each line ending as it came; the terminator not counted.
    ///
    /// For RETR this is what LIST declares (RFC 1939 section 11).
    public internal(set) var octets = 0
    /// Lines that began with a doubled "." on the wire.
    public internal(set) var stuffed = 0
    /// Lines that began with a single "." and more text: a "." that should have been doubled.
    public internal(set) var unstuffed = 0
    /// The longest line in octets, un-stuffed, without its ending.
    public internal(set) var longest = 0
    /// Lines that ended in LF without CR.
    public internal(set) var bareLineFeeds = 0
    /// CR octets that do not stand before LF.
    public internal(set) var bareCarriageReturns = 0
    /// NUL octets.
    public internal(set) var nuls = 0
    /// Whether an octet above 127 occurred.
    public internal(set) var hasEightBit = false
    /// Whether the lone "." came.
    public internal(set) var isTerminated = false
    /// Whether the lone "." ended in LF without CR.
    public internal(set) var hasBareTerminator = false
    /// The first octets in wire form, still stuffed, at most ``limit``.
    public internal(set) var kept: [UInt8] = []

    /// A body of which nothing has come yet.
    public init() {}

    /// A terminated body of these lines, given as they stand on the wire.
    public init(_ lines: [Line]) {
        var reader = BodyReader()
        for line in lines { _ = reader.read(line.octets[...]) }
        _ = reader.read([Octet.dot, Octet.cr, Octet.lf])
        self = reader.body
    }

    /// Whether everything that came was kept.
    public var isWhole: Bool { octets + stuffed + unstuffed == kept.count }

    /// The kept octets as lines, still stuffed; the last one is cut when the body is larger than ``limit``.
    public var keptLines: [Line] {
        var splitter = LineSplitter(limit: Self.limit)
        var lines = splitter.append(kept)
        if let rest = splitter.finish() { lines.append(rest) }
        return lines
    }

    /// The kept lines that came to their end: of a listing, a line that was cut would tell a wrong number.
    var finishedLines: [Line] { keptLines.filter { $0.ending != .missing } }

    /// The kept octets as the message they stand for: un-stuffed, line endings as they came.
    public var message: [UInt8] { DotStuffing.unstuff(kept) }
}
