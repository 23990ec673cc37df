import POP3

/// What a client that has a token says (RFC 7628 section 3.1).
enum BearerMessage {
    /// Octet 1, which separates the fields.
    static let separator: UInt8 = 0x01

    // client-resp = (gs2-header kvsep *kvpair kvsep) / kvsep; kvpair = key "=" value kvsep       RFC 7628 section 3.1
    static func oauthBearer(_ credentials: Credentials, at server: Endpoint?) -> SASLResponse {
        let name = ScramName.encode(credentials.authorization ?? credentials.user)
        var fields = ["n,a=\(name),"]
        if let server { fields += ["host=\(server.host)", "port=\(server.port)"] }
        return SASLResponse(
            joined(fields, token: credentials.secret.octets),
            [.bearer(.oauthBearer, user: credentials.user, host: server?.host, port: server?.port)])
    }

    /// The form that came before RFC 7628; no RFC has it.
    static func xoauth2(_ credentials: Credentials) -> SASLResponse {
        SASLResponse(
            joined(["user=\(credentials.user)"], token: credentials.secret.octets),
            [.bearer(.xoauth2, user: credentials.user, host: nil, port: nil)])
    }

    private static func joined(_ fields: [String], token: [UInt8]) -> [UInt8] {
        fields.flatMap { Array($0.utf8) + [separator] } + Array("auth=Bearer ".utf8) + token + [separator, separator]
    }
}
