/// Reads logs of one kind.
protocol LogReader {
    /// A reader before the first line.
    init()

    /// Whether a line is typical of this kind: seldom in any other, and in every log of this one.
    static func isSign(_ line: LogLine) -> Bool

    /// Whether the log shows the octets of the wire as they were, so that line ends, counts and blanks can be judged.
    /// Asked once the log has been read.
    var keepsOctets: Bool { get }

    /// Tells a session what a log says.
    ///
    /// - Parameter lines: the whole log, in the form that ``LogText`` gives it.
    mutating func read(_ lines: LogLines, into log: inout ImportedSession)
}
