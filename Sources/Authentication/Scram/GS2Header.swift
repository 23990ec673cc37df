/// What a message of SCRAM or OAUTHBEARER begins with: channel binding, and whom to act as.
struct GS2Header {
    /// `nil` when the client names nobody.
    let authorization: String?
    /// The message behind the header.
    let rest: ArraySlice<UInt8>

    // gs2-header = ("p=" cb-name / "n" / "y") "," ["a=" saslname] ","       RFC 5802 section 7
    init(_ message: [UInt8]) throws(ServerExchange.Refusal) {
        let parts = message.split(separator: UInt8(ascii: ","), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw .malformed }
        switch String(decoding: parts[0], as: UTF8.self) {
        case "n", "y": break
        case let flag where flag.hasPrefix("p="): throw .channelBinding
        default: throw .malformed
        }
        rest = parts[2]
        guard !parts[1].isEmpty else {
            authorization = nil
            return
        }
        guard parts[1].starts(with: "a=".utf8), let name = ScramName.decode(parts[1].dropFirst(2)), !name.isEmpty
        else { throw .malformed }
        authorization = name
    }
}
