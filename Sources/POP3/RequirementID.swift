/// The name of one requirement of the RFCs, for example `rfc1939-4-greeting-positive`.
///
/// The requirements themselves stand in the catalogue of the Handbook; names are never reused.
public struct RequirementID: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The name as reports, transcripts and JSON print it.
    public let name: String

    /// A requirement by its name.
    public init(_ name: String) {
        self.name = name
    }

    /// A requirement by its name.
    public init(stringLiteral name: String) {
        self.init(name)
    }

    /// The name.
    public var description: String { name }
}
