/// The sidecar of a recording: when each of its lines passed.
///
/// A text of lines: `#!pop3-timing 1`, then for each piece of the recording the line of the transcript at which it begins,
/// counted from 1, a space, and the milliseconds since its connection was made, with three decimals: `12 350.204`.
struct TimingFile {
    let file: RecordFile

    /// A sidecar without times.
    init(_ file: RecordFile) {
        self.file = file
        file.append(Array("#!pop3-timing 1\n".utf8))
    }

    /// Where the sidecar of a recording is: beside it, with the ending `.timing` in place of `.pop3`.
    static func path(beside path: String) -> String {
        (path.hasSuffix(".pop3") ? String(path.dropLast(5)) : path) + ".timing"
    }

    /// Adds the time at which the text from a line on passed.
    func append(line: Int, _ time: Duration) {
        let (seconds, attoseconds) = time.components
        let microseconds = max(0, seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
        let fraction = String(microseconds % 1000)
        let zeros = String(repeating: "0", count: 3 - fraction.utf8.count)
        file.append(Array("\(line) \(microseconds / 1000).\(zeros)\(fraction)\n".utf8))
    }
}
