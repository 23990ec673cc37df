import POP3

/// A recording that goes on: a transcript file that grows with each line, over one connection after another.
///
/// One owner. When the disk is full it ends by itself; ``failure`` says so.
final class Recording {
    private let file: RecordFile
    private let timing: TimingFile?
    /// How many connections a file can tell apart.
    private static let connectionLimit = 99
    /// Whether connections came that are not in the file.
    private(set) var isFull = false
    /// The number in the log of the next item to write.
    private var next = 0
    private var state: State
    /// How things stood before the last line of the client; `nil` when it is not in the file.
    private var mark: Mark?
    /// The connections that are over, from the one with that line on.
    private var earlier: [TranscriptLog] = []

    /// What the next octets of the file depend on.
    private struct State {
        var writer = TranscriptWriter()
        var bodies: BodyFilter
        /// How many connections are in the file.
        var connections = 0
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
        let files = try RecordFile.all(at: Self.paths(path, options), isReplacing: isReplacing)
        file = files[0]
        timing = files.count > 1 ? TimingFile(files[1]) : nil
        state = State(bodies: BodyFilter(options.bodies))
        for entry in header { append(state.writer.write(entry)) }
    }

    /// Where the files of a recording are: itself first.
    static func paths(_ path: String, _ options: RecordOptions) -> [String] {
        options.hasTiming ? [path, TimingFile.path(beside: path)] : [path]
    }

    /// Whether another recording is in the same file.
    func isInFile(of other: Recording) -> Bool { file.isSame(as: other.file) }

    /// Whether a path leads to one of its files, by whatever name.
    func stands(at path: String) -> Bool { file.stands(at: path) || timing?.file.stands(at: path) == true }

    /// Where the recording is.
    var path: String { file.path }
    /// How many octets it has.
    var count: Int { file.count }
    /// Why it could not go on; `nil` while all goes well.
    var failure: PrivateFile.Failure? { file.failure ?? timing?.file.failure }

    /// Takes up a connection, from its beginning on. What is not kept of it stands as a note.
    func begin(_ log: TranscriptLog) {
        endLine()
        next = log.startIndex
        guard state.connections < Self.connectionLimit else { return isFull = true }
        state.connections += 1
        state.isWithinLine = false
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
        guard failure == nil else { return }
        for item in log.items(from: next) {
            note(item.piece)
            if !isFull { write(item) }
            next += 1
        }
    }

    /// The connection is over, or is recorded no more: a copy of what is kept of it stays for as long as its last line may be
    /// taken back.
    func leave(_ log: TranscriptLog) {
        if mark != nil { earlier.append(log) }
    }

    /// Ends the recording.
    func finish() {
        endLine()
    }

    /// Writes anew what came from the last line of the client on, as far as it is in the file, and that line as a secret.
    ///
    /// Where the line is not kept any more, what stands behind it in the file is taken out with it.
    ///
    /// - Parameters:
    ///   - log: what is kept of the connection in hand, from before the line was taken back; `nil` when the recording has
    ///     ended.
    ///   - placeholder: what stands in its place.
    /// - Returns: why the line is still in a file; `nil` when it is in none.
    func takeBackLastLine(
        _ log: TranscriptLog?, as placeholder: Placeholder = TakenBackLine.firstPlaceholder
    ) -> PrivateFile.Failure? {
        guard let mark else { return nil }
        if let failure = file.changeByOthers ?? timing?.file.changeByOthers { return failure }
        if let failure = file.truncate(to: mark.count) ?? timing?.file.truncate(to: mark.timingCount) { return failure }
        let over = earlier
        (state, next, self.mark, earlier, isFull) = (mark.state, mark.index, nil, [], false)
        for (place, log) in (over + [log].compactMap(\.self)).enumerated() {
            var log = log
            if place == 0 { rewrite(&log, placeholder) } else { begin(log) }
            if place < over.count { leave(log) }
        }
        return file.replacementByOthers
    }

    /// Writes on from the last line of the client, which is taken back.
    private func rewrite(_ log: inout TranscriptLog, _ placeholder: Placeholder) {
        if log.takeBackLastLine(as: placeholder)?.index != next {
            next = log.endIndex
            write(.event(.note("a line with a secret was taken out here, and what came behind it")))
        }
        follow(log)
    }

    /// Remembers how things stand before a line of the client.
    private func note(_ piece: Recorded) {
        guard case .event(.sent(.client, let text)) = piece else { return }
        if !state.isWithinLine {
            earlier = []
            mark =
                isFull
                ? nil : Mark(index: next, state: state, count: file.count, timingCount: timing?.file.count ?? 0)
        }
        state.isWithinLine = text.isGoingOn
    }

    private func write(_ item: TranscriptLog.Item) {
        timing?.append(line: state.line, item.time)
        write(item.piece)
    }

    private func write(_ piece: Recorded) {
        for piece in state.bodies.filter(piece) {
            append(state.writer.write(piece, connection: max(1, state.connections)))
        }
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
