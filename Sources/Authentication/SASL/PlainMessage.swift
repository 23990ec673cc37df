/// The one message of PLAIN (RFC 4616 section 2).
enum PlainMessage {
    // message = [authzid] NUL authcid NUL passwd       RFC 4616 section 2
    static func response(_ credentials: Credentials) -> SASLResponse {
        let authorization = Array((credentials.authorization ?? "").utf8)
        let octets = authorization + [0] + Array(credentials.user.utf8) + [0] + credentials.secret.octets
        let step = SASLStep.plain(
            authorization: credentials.authorization, user: credentials.user, octets: octets.count)
        return SASLResponse(octets, [step])
    }
}
