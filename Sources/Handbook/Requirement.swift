public import POP3

/// One thing that an RFC asks of a server or a client, and what a breach of it is called: a row of ``Requirements``.
public struct Requirement: Hashable, Sendable {
    /// The name, the same for ever.
    public let id: RequirementID
    /// Where it is written.
    public let source: Source
    /// How strongly the source asks for it; it never decides a verdict, `onViolation` does.
    public let level: Level
    /// Whom it binds.
    public let party: Party
    /// The set of requirements it is judged with.
    public let profile: Profile
    /// What a breach is called, unless `verdictNote` names a milder case.
    public let onViolation: Gravity
    /// Whom a breach harms.
    public let impact: Impact
    /// The states in which it can be observed; of the phases only `authorization`, `transaction` and `update` occur.
    public let states: Set<Session.Phase>
    /// What must be at hand to put it to the test; empty when a connection is enough.
    public let needs: [Need]
    /// Unusual accounts or messages that the test asks for besides `needs`.
    public let fixtures: [Fixture]
    /// How it is put to the test.
    public let mode: Mode
    /// Whether the letter of the grammar alone decides, so that only a strict reader calls a breach a breach.
    public let isStrictOnly: Bool
    /// Whether servers are expected to do it although no RFC says so.
    public let isPractice: Bool
    /// Whether the RFC writes the word of `level` in small letters (RFC 1939 refers to no definition of them).
    public let isLowercase: Bool
    /// What is required, in one sentence.
    public let statement: Localized
    /// The cases that are judged otherwise than `onViolation` says, and why; `nil` when there are none.
    public let verdictNote: Localized?

    /// The section of an RFC that says it; `nil` when the source is no RFC.
    public var citation: Citation? { source.citation }
}

extension Requirement {
    /// A document and a section of it, as the document numbers its sections.
    public enum Source: Hashable, Sendable {
        /// An RFC by its number.
        case rfc(Int, String)
        /// An Internet-Draft by its name and version; all of these have expired.
        case draft(String, String)
        /// A registry kept by IANA, and one of its tables.
        case iana(String, String)

        /// The name of the document, for example `RFC 1939`.
        public var document: String {
            switch self {
            case .rfc(let number, _): "RFC \(number)"
            case .draft(let name, _): name
            case .iana(let registry, _): "IANA \(registry)"
            }
        }

        /// The section, for example `8.1.2`; of a registry the name of the table.
        public var section: String {
            switch self {
            case .rfc(_, let section), .draft(_, let section), .iana(_, let section): section
            }
        }

        /// The section of an RFC; `nil` for another document.
        public var citation: Citation? {
            switch self {
            case .rfc(let number, let section): .rfc(number, section)
            case .draft, .iana: nil
            }
        }
    }

    /// The word of RFC 2119 that the source uses.
    public enum Level: String, CaseIterable, Sendable {
        case must = "MUST"
        case mustNot = "MUST NOT"
        case should = "SHOULD"
        case shouldNot = "SHOULD NOT"
        case may = "MAY"
        /// None of these words: it follows from a grammar or a definition.
        case fact
    }

    /// Whom a requirement binds.
    public enum Party: String, CaseIterable, Sendable {
        case server, client, both
    }

    /// The set of requirements that one is judged with.
    public enum Profile: String, CaseIterable, Sendable {
        /// The core protocol, judged always.
        case rfc1939
        /// Judged where the extension is announced or answered.
        case extensions
        /// Today's policy on TLS and on passwords in clear text, judged on request.
        case modern
    }

    /// What a breach is called.
    public enum Gravity: String, CaseIterable, Sendable {
        case fail, warn, info
    }

    /// Whom a breach harms.
    public enum Impact: String, CaseIterable, Sendable {
        /// Messages are lost.
        case losesMail = "loses-mail"
        /// Credentials or messages are open to others.
        case security
        /// Clients that follow the RFC fail.
        case breaksClients = "breaks-clients"
        /// No known client is harmed.
        case letter
    }

    /// How a requirement is put to the test.
    public enum Mode: String, CaseIterable, Sendable {
        /// Something is sent and the answer judged.
        case active
        /// Every exchange is judged, whatever caused it.
        case passive
        /// A client is watched while it talks to a server of ours.
        case client
        /// A person must look: it does not show on the wire.
        case manual
    }

    /// What must be at hand to put a requirement to the test.
    public enum Need: Hashable, Sendable {
        /// A user name and a password.
        case login
        /// A maildrop with at least one message.
        case messages
        /// A maildrop with at least two messages.
        case twoMessages
        /// A second session, at once or afterwards.
        case secondSession
        /// Leave to delete messages.
        case destructive
        /// Leave to wait for minutes.
        case slow
        /// A connection protected by TLS.
        case tls
        /// A greeting with a timestamp for APOP.
        case apopBanner
        /// A capability, by its tag, that the server announces or answers.
        case capability(String)
    }

    /// An unusual account, message or help from outside that a test asks for.
    public enum Fixture: String, CaseIterable, Sendable {
        /// A message with lines that begin with a dot.
        case dotLines = "dot-lines"
        /// The same, longer than the buffers of a server.
        case largeDotLines = "large-dot-lines"
        /// A message whose last line has no line end.
        case noTrailingCRLF = "no-trailing-crlf"
        /// A message with UTF-8 in its header fields.
        case utf8Header = "utf8-header"
        /// An account with a space in its name.
        case accountWithSpace = "account-with-space"
        /// An account with spaces in its password.
        case accountWithSpacesInPassword = "account-with-spaces-in-password"
        /// An account whose name or password is not ASCII.
        case nonASCIIAccount = "non-ascii-account"
        /// A token for OAUTHBEARER.
        case oauthToken = "oauth-token"
        /// A certificate that identifies the client.
        case clientCertificate = "client-certificate"
        /// A way to deliver mail while a session is open.
        case deliveryHook = "delivery-hook"
    }
}
