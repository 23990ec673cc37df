/// What is wrong in a transcript file.
public struct TranscriptError: Error, Hashable, Sendable {
    /// The line of the file, counted from 1.
    public let line: Int
    /// What stands there: printable, at most 60 columns, and without a secret.
    public let found: String
    /// What should stand there.
    public let expected: Expectation

    /// What should stand in a file, one for each way to be wrong.
    public enum Expectation: Hashable, Sendable, CaseIterable {
        /// `#!pop3-transcript 1` as the first line.
        case firstLine
        /// The version 1: a later one needs a later popscope.
        case version
        /// A line that begins as lines of a transcript begin.
        case mark
        /// `C:` or `C|`: the other marks are the server's.
        case clientMark
        /// The number of a connection, from 1 to 99.
        case connection
        /// One space behind the mark.
        case space
        /// Nothing more on the line.
        case endOfLine
        /// A line of at most ``TranscriptReader/longestLine`` octets.
        case shorterLine
        /// UTF-8.
        case utf8
        /// One of the escapes.
        case escape
        /// One of the forms of `${...}`.
        case placeholder
        /// A header key that has a meaning, or begins with `x-`.
        case headerKey
        /// The header line before the first event.
        case headerFirst
        /// The header line only once.
        case headerOnce
        /// A text behind the header key.
        case headerText
        /// `lf` behind `@server-eol`.
        case serverEOL
        /// `text` behind `@fidelity`.
        case fidelity
        /// `shown` behind `@secrets`.
        case secrets
        /// The id of a requirement.
        case requirement
        /// `NAME = PATTERN` behind `@var`.
        case constraint
        /// A regular expression that this program can use.
        case pattern
        /// A word that names an event behind `*`.
        case event
        /// `client` or `server`.
        case side
        /// A status indicator behind `S~`.
        case status
        /// `S{` before `S}`.
        case blockBegin
        /// `S: ` or `S}` within a block.
        case blockLine
        /// `S}`, before the end of the file; the line is that of `S{`.
        case blockEnd
        /// A block of at most ``TranscriptReader/longestBlock`` octets.
        case shorterBlock
        /// The name of a file beside this one.
        case fileName
        /// A count of octets, at most ``TranscriptReader/largestBody``.
        case count
        /// A time in milliseconds, at most ``TranscriptReader/longestPause``.
        case pause
    }
}
