/// What a client that shows a token says (RFC 7628 section 3.1).
struct BearerClaim {
    /// The user; `nil` when the token alone says who it is.
    let user: String?
    let token: [UInt8]

    // client-resp = gs2-header kvsep *(key "=" value kvsep) kvsep       RFC 7628 section 3.1
    init(oauthBearer message: [UInt8]) throws(ServerExchange.Refusal) {
        let fields = try Self.fields(of: message)
        let header = try GS2Header(Array(fields[0]))
        guard header.rest.isEmpty else { throw .malformed }
        user = header.authorization
        token = try Self.token(in: fields.dropFirst())
    }

    /// `user=NAME`, octet 1, `auth=Bearer TOKEN`, octet 1 twice; no RFC has it.
    init(xoauth2 message: [UInt8]) throws(ServerExchange.Refusal) {
        let fields = try Self.fields(of: message)
        guard fields[0].starts(with: "user=".utf8),
            let user = String(validating: fields[0].dropFirst(5), as: UTF8.self), !user.isEmpty
        else { throw .malformed }
        self.user = user
        token = try Self.token(in: fields.dropFirst())
    }

    /// The fields of a message that ends in two separators; one at least.
    private static func fields(of message: [UInt8]) throws(ServerExchange.Refusal) -> [ArraySlice<UInt8>] {
        guard message.suffix(2).elementsEqual([BearerMessage.separator, BearerMessage.separator]) else {
            throw .malformed
        }
        return message.dropLast(2).split(separator: BearerMessage.separator, omittingEmptySubsequences: false)
    }

    /// The token of the one field `auth`; fields of other names are ignored.
    private static func token(in fields: ArraySlice<ArraySlice<UInt8>>) throws(ServerExchange.Refusal) -> [UInt8] {
        let found = fields.filter { $0.starts(with: "auth=".utf8) }
        guard found.count == 1, let value = found.first?.dropFirst(5), fields.allSatisfy(Self.isPair) else {
            throw .malformed
        }
        guard String(decoding: value.prefix(7), as: UTF8.self).lowercased() == "bearer ", value.count > 7 else {
            throw .malformed
        }
        return Array(value.dropFirst(7))
    }

    // key = 1*ALPHA       RFC 7628 section 3.1
    private static func isPair(_ field: ArraySlice<UInt8>) -> Bool {
        let key = field.prefix { $0 != UInt8(ascii: "=") }
        return !key.isEmpty && key.count < field.count
            && key.allSatisfy { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
    }
}
