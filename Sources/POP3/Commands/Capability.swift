/// One line of a CAPA list (RFC 2449 section 3).
public struct Capability: Hashable, Sendable {
    /// The tag in upper case, for example `SASL`.
    public let tag: String
    /// The words behind the tag, as sent.
    public let parameters: [String]

    /// A capability by its tag and parameters.
    public init(_ tag: String, _ parameters: [String] = []) {
        self.tag = Verb(tag).name
        self.parameters = parameters
    }

    // capability = capa-tag *(SP param) CRLF       RFC 2449 section 3
    /// The capability that a line of a CAPA list stands for; `nil` for an empty line.
    public init?(_ line: Line) {
        let words = line.text.split(separator: " ")
        guard let tag = words.first else { return nil }
        self.init(String(tag), words.dropFirst().map(String.init))
    }
}

extension [Capability] {
    /// The parameters of a tag; `nil` when the tag is not announced.
    public subscript(tag: String) -> [String]? { first { $0.tag == tag }?.parameters }

    /// Whether the tag is announced.
    public func announces(_ tag: String) -> Bool { self[tag] != nil }

    /// The SASL mechanisms that are announced, upper-cased; empty when there is none.
    public var mechanisms: [String] { (self["SASL"] ?? []).map { $0.uppercased() } }
}
