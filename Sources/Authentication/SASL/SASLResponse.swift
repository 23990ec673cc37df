public import POP3

/// What a client answers in a SASL exchange, and what there is to say about it. No description of it shows the octets.
public struct SASLResponse: Sendable {
    private let message: Masked
    /// What the challenge said and how the answer was made, in that order.
    public internal(set) var steps: [SASLStep]

    init(_ octets: [UInt8], _ steps: [SASLStep]) {
        message = Masked(octets)
        self.steps = steps
    }

    /// The octets before they are spelled in base64; empty for an empty response.
    public var octets: [UInt8] { message.octets }

    /// The line that answers a challenge: base64, empty for no octets (RFC 5034 section 4).
    public var line: Line { Line(Base64.encode(octets)) }

    /// The word behind AUTH and the mechanism: base64, `=` for no octets (RFC 5034 section 4).
    public var initialWord: String { octets.isEmpty ? "=" : Base64.encode(octets) }

    func explained(by steps: [SASLStep]) -> SASLResponse {
        SASLResponse(octets, steps + self.steps)
    }
}
