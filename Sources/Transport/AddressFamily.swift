/// Which addresses of a host may be used.
public enum AddressFamily: Hashable, Sendable, CaseIterable {
    /// Both; IPv6 is tried first, IPv4 a moment later (RFC 8305).
    case any
    /// IPv4 alone.
    case v4
    /// IPv6 alone.
    case v6
}
