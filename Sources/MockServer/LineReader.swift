import POP3

/// Cuts what a client sends into lines; of a line that is too long only the beginning is handed out.
struct LineReader: Sendable {
    private var lines: LineSplitter
    /// A line was too long and has been handed out; the rest of it is passed over.
    private var isPassingOver = false

    /// - Parameter limit: the longest line in octets, without its ending.
    init(limit: Int) {
        lines = LineSplitter(limit: limit)
    }

    /// Sets the limit for the lines that follow; only between two lines.
    mutating func limit(to limit: Int) {
        if lines.limit != limit { lines = LineSplitter(limit: limit) }
    }

    /// The next line, taken off the front of `bytes`; `nil` when it has not ended yet.
    ///
    /// A line that is too long has no ending.
    mutating func next(in bytes: inout ArraySlice<UInt8>) -> Line? {
        if isPassingOver {
            guard let feed = bytes.firstIndex(of: Octet.lf) else {
                bytes = []
                return nil
            }
            bytes = bytes[(feed + 1)...]
            isPassingOver = false
        }
        guard let (line, end) = lines.next(in: bytes) else {
            bytes = []
            return nil
        }
        bytes = bytes[end...]
        if line.ending == .missing {
            isPassingOver = true
            lines = LineSplitter(limit: lines.limit)
        }
        return line
    }
}
