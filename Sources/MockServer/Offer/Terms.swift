import Authentication
import POP3

/// What an offer comes to on one connection as it is now.
struct Terms {
    let offer: MailboxServer.Offer
    let isSecure: Bool

    /// The ways to log in.
    var methods: [LoginMethod] { isSecure ? offer.secure : offer.clear }

    /// The mechanisms of AUTH.
    var mechanisms: [Mechanism] {
        methods.compactMap { if case .sasl(let mechanism) = $0 { mechanism } else { nil } }
    }

    /// Whether the greeting needs a timestamp: there is no second greeting behind STLS.
    var offersDigests: Bool { methods.contains(.apop) || (offer.stls && offer.secure.contains(.apop)) }

    /// The same connection under TLS.
    var underTLS: Terms { Terms(offer: offer, isSecure: true) }

    /// Whether the server carries a command out, given in the right state.
    func offers(_ verb: Verb) -> Bool {
        switch verb {
        case .user, .pass: methods.contains(.userPass)
        case .apop: methods.contains(.apop)
        case .auth: !mechanisms.isEmpty
        case .stls: offer.stls && !isSecure
        case .utf8: offer.utf8
        case .lang: !offer.languages.isEmpty
        default: Self.always.contains(verb)
        }
    }

    private static let always: Set<Verb> = [.capa, .stat, .list, .uidl, .top, .retr, .dele, .rset, .noop, .quit]

    /// What CAPA lists in a state: the same in both (RFC 2449 section 5), but for STLS, which is listed only where it is
    /// permitted (RFC 2595 section 4).
    func capabilities(in phase: Session.Phase) -> [Capability] {
        let announced: [Verb] = [.top, .user, .auth, .stls, .uidl, .utf8, .lang]
        let optional = announced.filter { offers($0) && ($0 != .stls || phase == .authorization) }
        return optional.compactMap(capability) + [
            Capability("RESP-CODES"), Capability("AUTH-RESP-CODE"), Capability("PIPELINING"),
        ] + expiry + [Capability("IMPLEMENTATION", ["popscope"])]
    }

    private func capability(of verb: Verb) -> Capability? {
        CommandTable[verb]?.capability.map { Capability($0, verb == .auth ? mechanisms.map(\.name) : []) }
    }

    private var expiry: [Capability] {
        switch offer.expiry {
        case .never: [Capability("EXPIRE", ["NEVER"])]
        case .days(let days): [Capability("EXPIRE", ["\(max(0, days))"])]
        case nil: []
        }
    }
}

extension [Capability] {
    // capability = capa-tag *(SP param) CRLF       RFC 2449 section 3
    /// The lines of the list, without the terminator.
    var lines: [UInt8] {
        flatMap { Line(([$0.tag] + $0.parameters).joined(separator: " ")).octets }
    }
}
