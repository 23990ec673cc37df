extension Capability {
    /// What a capability says by the RFC of its tag, its parameters read.
    public enum Reading: Hashable, Sendable {
        /// TOP works (RFC 2449 section 6.1).
        case top
        /// USER and PASS work (RFC 2449 section 6.2).
        case user
        /// AUTH works, by these mechanisms; upper-cased, in the order of the server (RFC 5034 section 3).
        case sasl(mechanisms: [String])
        /// A reply may begin with a response code (RFC 2449 section 6.4).
        case responseCodes
        /// Seconds to wait between two logins, never negative; whether they differ from user to user (RFC 2449
        /// section 6.5).
        case loginDelay(seconds: Int, differsByUser: Bool)
        /// Commands may be sent ahead (RFC 2449 section 6.6).
        case pipelining
        /// Days that mail stays at least, `nil` for ever; whether they differ from user to user (RFC 2449 section 6.7).
        case expire(days: Int?, differsByUser: Bool)
        /// UIDL works (RFC 2449 section 6.8).
        case uniqueIDs
        /// What the server program calls itself (RFC 2449 section 6.9).
        case implementation(String)
        /// TLS can begin on this connection (RFC 2595 section 4).
        case stls
        /// `[AUTH]` stands on each refusal that is about the credentials (RFC 3206 section 6).
        case authResponseCode
        /// UTF-8 mode is available; whether names and passwords may be in UTF-8 too (RFC 6856 section 2).
        case utf8(inCredentials: Bool)
        /// The language of texts can be chosen (RFC 6856 section 3).
        case language
        /// No RFC defines the tag.
        case unknown
        /// The tag is defined, but not with these parameters; ``Capability/parameters`` keeps them.
        case malformed
    }

    /// What the capability says. Keywords count in any letter case.
    public var reading: Reading {
        switch tag {
        case "TOP": bare(.top)
        case "USER": bare(.user)
        case "SASL": parameters.isEmpty ? .malformed : .sasl(mechanisms: parameters.map { Verb($0).name })
        case "RESP-CODES": bare(.responseCodes)
        case "LOGIN-DELAY": loginDelay
        case "PIPELINING": bare(.pipelining)
        case "EXPIRE": expire
        case "UIDL": bare(.uniqueIDs)
        case "IMPLEMENTATION":
            parameters.isEmpty ? .malformed : .implementation(parameters.joined(separator: " "))
        case "STLS": bare(.stls)
        case "AUTH-RESP-CODE": bare(.authResponseCode)
        case "UTF8": utf8
        case "LANG": bare(.language)
        default: .unknown
        }
    }

    private func bare(_ reading: Reading) -> Reading { parameters.isEmpty ? reading : .malformed }

    // login-delay = "LOGIN-DELAY" SP seconds [SP "USER"]       RFC 2449 section 6.5
    private var loginDelay: Reading {
        guard let (value, differsByUser) = policy, let seconds = Decimal.number(value[...]) else { return .malformed }
        return .loginDelay(seconds: seconds, differsByUser: differsByUser)
    }

    // expire = "EXPIRE" SP (days / "NEVER") [SP "USER"]       RFC 2449 section 6.7
    private var expire: Reading {
        guard let (value, differsByUser) = policy else { return .malformed }
        if Verb(value).name == "NEVER" { return .expire(days: nil, differsByUser: differsByUser) }
        return Decimal.number(value[...]).map { .expire(days: $0, differsByUser: differsByUser) } ?? .malformed
    }

    /// A value, and whether USER follows it; `nil` when something else does.
    private var policy: (value: String, differsByUser: Bool)? {
        switch parameters.count {
        case 1: (parameters[0], false)
        case 2 where Verb(parameters[1]) == .user: (parameters[0], true)
        default: nil
        }
    }

    // utf8 = "UTF8" [SP "USER"]       RFC 6856 section 2
    private var utf8: Reading {
        switch parameters.map({ Verb($0) }) {
        case []: .utf8(inCredentials: false)
        case [.user]: .utf8(inCredentials: true)
        default: .malformed
        }
    }
}

extension [Capability] {
    /// Seconds to wait between two logins; `nil` when LOGIN-DELAY is not announced, or cannot be read.
    public var loginDelay: Int? {
        for capability in self {
            if case .loginDelay(let seconds, _) = capability.reading { return seconds }
        }
        return nil
    }
}
