import POP3

/// What would make a transcript say what a server said on one connection.
struct ReplayChanges {
    /// Replies that are others.
    var revisions: [TranscriptRevision] = []
    /// Replies that the transcript does not have.
    var additions: [TranscriptRevision] = []
    /// How many differences ``revisions`` mend.
    var mended = 0
    /// The line of the file where a login succeeds that the server has refused; `nil` when none was. What came behind it
    /// are the errors of somebody who is not logged in: nobody wants them in place of good replies.
    var refusedLogin: Int?
}
