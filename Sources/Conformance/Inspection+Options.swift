public import Authentication
import Handbook
public import POP3

extension Inspection {
    /// What is allowed, and what is to be judged.
    public struct Options: Sendable {
        /// Which rows are judged.
        public enum Profile: String, CaseIterable, Sendable {
            /// RFC 1939 alone.
            case rfc1939
            /// RFC 1939, and the extensions that the server announces or answers.
            case standard = "default"
            /// Those, and today's policy on TLS and on passwords in clear text.
            case modern
        }

        /// Which rows are judged.
        public var profile = Profile.standard
        /// The rows that were selected; `nil` for all of the profile.
        public var selection: Set<RequirementID>?
        /// Who may log in; `nil` leaves out what needs a login.
        public var account: Credentials?
        /// Who may log in to the other mailbox; `nil` leaves out what needs one.
        public var otherAccount: Credentials?
        /// Whether the run begins TLS by STLS.
        public var usesSTLS = false
        /// Whether TLS comes before the greeting.
        public var isImplicit = false
        /// Whether messages may be deleted for good.
        public var allowsDeletion = false
        /// Whether checks may wait for minutes.
        public var allowsSlowness = false
        /// The most logins with a wrong secret; `nil` for no limit.
        public var wrongLoginLimit: Int? = 3
        /// How long a reply may take.
        public var replyLimit = Duration.seconds(60)
        /// How long a reply is waited for before another command asks whether it will come.
        public var patience = Duration.seconds(2)
        /// How long a refused login is tried again.
        public var loginPatience = Duration.seconds(5)
        /// How long to wait between two logins.
        public var loginDelay = Duration.zero
        /// The longest reply that is read, in octets.
        public var largestReply = 1 << 26
        /// Whether a network lies between, on which others could listen.
        public var hasNetwork = true
        /// Whether the checks that leave a session as it was use one; a server that answers slowly is asked so in any case.
        public var sharesSession = false
        /// How many checks may be run side by side, from 1: never two that log in.
        public var jobs = 1
        /// Whether only the checks that matter most are run, with few logins; nothing is deleted then.
        public var isQuick = false
        /// Random octets for SCRAM: another value each time.
        public var nonce: @Sendable () -> Nonce

        /// Whether the run is under TLS.
        var isSecure: Bool { usesSTLS || isImplicit }

        /// The options of a careful run.
        public init(nonce: @escaping @Sendable () -> Nonce) {
            self.nonce = nonce
        }
    }
}
