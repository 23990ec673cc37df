public import POP3

extension Verb {
    /// Whether a positive reply brings a message, or the beginning of one: RETR and TOP (RFC 1939 sections 5 and 7).
    public var bringsMessage: Bool { self == .retr || self == .top }
}
