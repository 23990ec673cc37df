/// Every check, in the order in which they are run.
public enum Checklist {
    /// Every check; what deletes mail comes last, and what sends wrong passwords behind what needs a free mailbox.
    public static let all: [Check] = areas.flatMap(\.self)

    private static var areas: [[Check]] {
        [
            // the words of the session
            greeting, replies, lengths, letterCase, commands, octets, states, quitting,
            // the mailbox
            locks, listings, messages, uniqueIDs, top, numbers, sideEffects, deletion, otherAccount,
            // what is announced
            capabilities, capabilityTruth, pipelining, pipeliningEnds, loginDelay, utf8, utf8Credentials, languages,
            // how to log in
            startTLS, tls, sasl, saslFraming, plain, loginMechanism, cramMD5, scram, bearer,
            passwordLogin, passwordRefusals, digestLogin, refusedLogins, responseCodes,
            // what waits, and what deletes
            slow, expiry, update, exclusiveLock,
        ]
    }
}
