public import POP3

/// Something that a client did which its transcript does not have, or how it ended.
public enum ReplayReport: Hashable, Sendable {
    /// A line came that the transcript does not have there; its secret is masked. What was expected is `nil` where the
    /// transcript has no more client lines.
    case unexpected(connection: Int, came: Command, expected: ClientLine?)
    /// The connection is over. The first client line that never came is `nil` when all did.
    case ended(connection: Int, missing: ClientLine?)
}
