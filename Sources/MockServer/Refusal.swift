import Authentication
import POP3

/// Why a line is not carried out. The text says what to do instead; it never repeats what was sent, which may be a password.
enum Refusal {
    // What is wrong with the line
    case tooLong, endedInLF, responseEndedInLF, empty
    case octet(UInt8)
    case blanks
    case unknown
    case needsArgument(syntax: String)
    case tooManyArguments(syntax: String)
    // What is wrong with the command, here and now
    case removed(Verb, since: String)
    case notOffered(Verb)
    case needsTLS(String, hasSTLS: Bool)
    case alreadySecure
    case needsLogin(Verb, methods: [LoginMethod])
    case alreadyLoggedIn(Verb)
    // Why nobody is logged in
    case needsUser
    case needsPass
    case notADigest
    case unknownMechanism
    case exchange(ServerExchange.Refusal, Mechanism)
    case wrongLogin(LoginMethod)
    case inUse
    case broken(Account.Fault)
    // What is wrong with an argument
    case unknownLanguage
    case notANumber
    case notACount
    case noSuchMessage(last: Int)
    case marked(Int)
    case needsUTF8(Int)
    // What went wrong
    case notRemoved

    /// The longest command line in octets, CRLF included (RFC 2449 section 4).
    static let longestLine = 255

    var answer: Answer { .err(wording, code) }

    private var code: ResponseCode? {
        switch self {
        case .wrongLogin, .notADigest: .auth
        case .exchange(let reason, _): reason.isAboutCredentials ? .auth : nil
        case .inUse: .inUse
        case .broken(.temporary), .notRemoved: .systemTemporary
        case .broken(.permanent): .systemPermanent
        case .needsUTF8: .utf8
        case .tooLong, .endedInLF, .responseEndedInLF, .empty, .octet, .blanks, .unknown, .needsArgument,
            .tooManyArguments, .removed, .notOffered, .needsTLS, .alreadySecure, .needsLogin, .alreadyLoggedIn,
            .needsUser, .needsPass, .unknownMechanism, .unknownLanguage, .notANumber, .notACount, .noSuchMessage,
            .marked:
            nil
        }
    }
}

extension ServerExchange.Refusal {
    /// Whether other credentials would help (RFC 3206 section 5).
    fileprivate var isAboutCredentials: Bool {
        switch self {
        case .wrongSecret, .notAuthorized, .noIdentity: true
        case .cancelled, .notBase64, .tooLong, .initialResponseNotAllowed, .malformed, .channelBinding,
            .mandatoryExtension, .wrongNonce, .over:
            false
        }
    }
}
