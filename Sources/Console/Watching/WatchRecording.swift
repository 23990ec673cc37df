public import POP3

/// A transcript file of one watched session, which grows with each line.
///
/// One owner. When the disk is full it ends by itself; ``failure`` says so.
public final class WatchRecording {
    private let file: RecordFile
    private var writer = TranscriptWriter()
    private var bodies: BodyFilter

    /// Makes a file that does not exist yet, of mode 0600.
    ///
    /// - Parameter recorded: what stands in its header: the day, the program and the server.
    public init(to path: String, _ choice: BodyChoice, recorded: String) throws(PrivateFile.Failure) {
        file = try RecordFile(newAt: path)
        bodies = BodyFilter(choice)
        for entry in [TranscriptEntry.header(key: "recorded", value: recorded), .blank] {
            file.append(writer.write(entry))
        }
    }

    /// Where it is.
    public var path: String { file.path }
    /// Why nothing more is written; `nil` while all goes well.
    public var failure: PrivateFile.Failure? { file.failure }

    /// Adds pieces of the recording.
    public func append(_ pieces: [Recorded]) {
        for piece in pieces.flatMap({ bodies.filter($0) }) { file.append(writer.write(piece, connection: 1)) }
    }

    /// Ends the file behind what was left of a line.
    public func finish() {
        file.append(writer.finish())
    }
}
