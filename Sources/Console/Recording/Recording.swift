import POP3

/// A recording that goes on: a transcript file that grows with each line, over one connection after another.
///
/// One owner. When the disk is full it ends by itself; ``failure`` says so.
final class Recording {
    private let file: RecordFile
    private let timing: TimingFile?
    /// How many connections are in the file, and how many it can tell apart.
    private var connections = 0
    private static let connectionLimit = 99
    /// Whether connections came that are not in the file.
    private(set) var isFull = false
    /// The number in the log of the next item to write.
    private var next = 0
    private var state: State
    /// How things stood before the last line of the client; `nil` when none is in the file.
    private var mark: Mark?

    /// What the next octets of the file depend on.
    private struct State {
        var writer = TranscriptWriter()
        var bodies: BodyFilter
        /// The line of the file that comes next, counted from 1.
        var line = 1
        /// Whether a line of the client is written in pieces, and goes on.
        var isWithinLine = false
    }

    private struct Mark {
        let index: Int
        let state: State
        let count: Int
        let timingCount: Int
    }

    /// Begins a recording.
    ///
    /// - Parameters:
    ///   - header: its header lines.
    ///   - isReplacing: whether files that exist are overwritten.
    init(
        to path: String, _ options: RecordOptions, header: [TranscriptEntry], isReplacing: Bool
    ) throws(PrivateFile.Failure) {
        let open = { (path: String) throws(PrivateFile.Failure) in
            isReplacing ? try RecordFile(replacing: path) : try RecordFile(newAt: path)
        }
        file = try open(path)
        timing = options.hasTiming ? TimingFile(try open(TimingFile.path(beside: path))) : nil
        state = State(bodies: BodyFilter(options.bodies))
        for entry in header { append(state.writer.write(entry)) }
    }

    /// Where the recording is.
    var path: String { file.path }
    /// How many octets it has.
    var count: Int { file.count }
    /// Why it could not go on; `nil` while all goes well.
    var failure: PrivateFile.Failure? { file.failure ?? timing?.file.failure }

    /// Takes up a connection, from its beginning on. What is not kept of it stands as a note.
    func begin(_ log: TranscriptLog) {
        endLine()
        guard connections < Self.connectionLimit else { return isFull = true }
        connections += 1
        mark = nil
        next = log.startIndex
        if log.hasGap {
            next = log.resumption
            for item in log.beginning { write(item) }
            if log.beginning.isEmpty { write(.event(.connect)) }
            write(.event(.note("a part is missing here: no more than about 16 MiB are kept before a recording begins")))
        }
        follow(log)
    }

    /// Writes what has come since.
    func follow(_ log: TranscriptLog) {
        guard failure == nil, !isFull else { return }
        for item in log.items(from: next) {
            note(item.piece)
            write(item)
            next += 1
        }
    }

    /// Ends the recording.
    func finish() {
        endLine()
    }

    /// Writes anew what has changed when a line of the client was taken back.
    ///
    /// - Parameter index: the number of the first item that has changed; `nil` when the line is not kept any more: then what
    ///   stands behind it in the file is taken out with it.
    func rewrite(_ log: TranscriptLog, from index: Int?) {
        guard let mark, index == nil || index == mark.index else {
            // The line came before the recording began, or never was in it.
            next = min(next, log.endIndex)
            return
        }
        file.truncate(to: mark.count)
        timing?.file.truncate(to: mark.timingCount)
        state = mark.state
        next = index ?? log.endIndex
        if index == nil {
            self.mark = nil
            write(.event(.note("a line with a secret was taken out here, and what came behind it")))
        }
        follow(log)
    }

    /// Remembers how things stand before a line of the client.
    private func note(_ piece: Recorded) {
        guard case .event(.sent(.client, let text)) = piece else { return }
        if !state.isWithinLine {
            mark = Mark(index: next, state: state, count: file.count, timingCount: timing?.file.count ?? 0)
        }
        state.isWithinLine = text.ending == .exact && !text.endsInLineFeed
    }

    private func write(_ item: TranscriptLog.Item) {
        timing?.append(line: state.line, item.time)
        write(item.piece)
    }

    private func write(_ piece: Recorded) {
        for piece in state.bodies.filter(piece) { append(state.writer.write(piece, connection: max(1, connections))) }
    }

    private func endLine() {
        append(state.writer.finish())
    }

    private func append(_ octets: [UInt8]) {
        file.append(octets)
        guard timing != nil else { return }
        state.line += octets.count { $0 == UInt8(ascii: "\n") }
    }
}

extension WireText {
    fileprivate var endsInLineFeed: Bool {
        if case .octets(let octets) = parts.last { octets.last == UInt8(ascii: "\n") } else { false }
    }
}
