/// A place in an RFC.
public struct Citation: Hashable, Sendable {
    /// The number of the RFC.
    public let rfc: Int
    /// The section as the RFC numbers it, for example `5` or `8.1.2`; empty for the whole document.
    public let section: String

    /// A section of an RFC.
    public static func rfc(_ number: Int, _ section: String) -> Citation {
        Citation(rfc: number, section: section)
    }
}
