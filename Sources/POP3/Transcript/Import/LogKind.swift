/// A way in which programs and people write a POP3 session down.
///
/// The raw value is the name of the kind for `--from KIND`.
public enum LogKind: String, Hashable, Sendable, CaseIterable {
    /// A transcript: the format of this program.
    case transcript
    /// What stood in a terminal, with no mark that says who spoke: telnet, nc, a page that shows a session.
    case paste
    /// Each line begins with a mark of the side that sent it: `C: ` and `S: `, `>>> ` and `<<< `, `-> ` and `<- `.
    case marked
    /// `curl -v`: `> ` and `< `.
    case curl
    /// `curl --trace-ascii` and `curl --trace`: blocks of octets with their offsets.
    case curlTrace = "curl-trace"
    /// `fetchmail -v -v`: `POP3> ` and `POP3< `.
    case fetchmail
    /// What Python's poplib prints at debug level 2: `*put* b'STAT'` and `*get* b'+OK\r\n'`.
    case poplib
    /// `openssl s_client`, best as `script` saw it: its own messages, and the session between them.
    case openssl
    /// Dovecot's rawlogs: one side in a file, or both with `I:` and `O:`; most with a time before each line.
    case rawlog
}
