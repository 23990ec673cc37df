/// Where a server is, and as whom to log in: what a POP URL says (RFC 2384).
public struct Endpoint: Hashable, Sendable {
    /// How TLS begins on a connection.
    public enum Security: String, Hashable, Sendable, CaseIterable {
        /// Clear text, unless the user asks for STLS.
        case clear = "never"
        /// TLS from the first octet (RFC 8314 section 3).
        case implicit
        /// STLS before anything else, and nothing without it (RFC 2595 section 4).
        case startTLS = "starttls"
        /// STLS where CAPA announces it.
        case auto
    }

    /// The host name or address, without brackets.
    public var host: String
    /// The port.
    public var port: Int
    /// How TLS begins.
    public var security: Security
    /// The user named in the URL; `nil` when there is none.
    public var user: String?
    /// The password given in the URL; `nil` when there is none. Never shown.
    public var password: String?
    /// The mechanism after `;AUTH=`: `*`, `+APOP` or a SASL name; `nil` when there is none (RFC 2384 section 4).
    public var mechanism: String?

    /// The port for POP3 in clear text and STLS (RFC 1939 section 3).
    public static let clearPort = 110
    /// The port for POP3 under TLS (RFC 8314 section 3.3).
    public static let implicitPort = 995

    /// A server by host and port; 995 means TLS from the first octet.
    public init(host: String, port: Int = Endpoint.clearPort) {
        self.host = host
        self.port = port
        security = port == Self.implicitPort ? .implicit : .clear
    }

    /// The host with its port when that is not 110: what a prompt shows. IPv6 addresses stand in brackets.
    public var name: String {
        let host = host.contains(":") ? "[\(host)]" : host
        return port == Self.clearPort ? host : "\(host):\(port)"
    }
}

extension Endpoint {
    /// What a person wrote to name a server: a URL, `HOST`, `HOST:PORT`, `[IPV6]:PORT`, or `HOST PORT`.
    ///
    /// - Throws: ``EndpointError`` with what is wrong and what would be right.
    public init(parsing text: String) throws(EndpointError) {
        if let scheme = text.firstRange(of: "://") {
            try self.init(scheme: text[..<scheme.lowerBound], rest: text[scheme.upperBound...])
            return
        }
        guard !text.contains("@") else { throw .credentialsNeedScheme }
        let words = text.split(separator: " ")
        guard words.count <= 2, let first = words.first else { throw .notAServer(text) }
        let (host, port) = try Self.hostAndPort(first)
        if words.count == 2 {
            guard port == nil else { throw .twoPorts(text) }
            self.init(host: host, port: try Self.port(words[1]))
        } else {
            self.init(host: host, port: port ?? Self.clearPort)
        }
    }

    // pop-url = "pop://" [user [";AUTH=" auth] "@"] host [":" port]       RFC 2384 section 3
    private init(scheme: Substring, rest: Substring) throws(EndpointError) {
        let isImplicit: Bool
        switch scheme.lowercased() {
        case "pop", "pop3": isImplicit = false
        case "pop3s", "pops": isImplicit = true
        default: throw .unknownScheme(String(scheme))
        }
        let at = rest.lastIndex(of: "@")
        let server = at.map { rest[rest.index(after: $0)...] } ?? rest
        guard let slash = server.firstIndex(of: "/") else {
            try self.init(isImplicit: isImplicit, credentials: at.map { rest[..<$0] }, server: server)
            return
        }
        guard server.index(after: slash) == server.endIndex else { throw .path(String(server[slash...])) }
        try self.init(isImplicit: isImplicit, credentials: at.map { rest[..<$0] }, server: server[..<slash])
    }

    private init(isImplicit: Bool, credentials: Substring?, server: Substring) throws(EndpointError) {
        let (host, port) = try Self.hostAndPort(Substring(try Self.percentDecoded(server)))
        self.init(host: host, port: port ?? (isImplicit ? Self.implicitPort : Self.clearPort))
        if isImplicit { security = .implicit }
        if let credentials { try take(credentials) }
    }

    private mutating func take(_ credentials: Substring) throws(EndpointError) {
        let parts = credentials.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let userPart = parts[0]
        if let auth = userPart.firstRange(of: ";AUTH=") ?? userPart.firstRange(of: ";auth=") {
            user = try Self.credential(userPart[..<auth.lowerBound])
            mechanism = try Self.credential(userPart[auth.upperBound...]).uppercased()
        } else {
            user = try Self.credential(userPart)
        }
        if parts.count == 2 { password = try Self.credential(parts[1]) }
        guard user?.isEmpty == false else { throw .noUser }
    }

    /// A decoded name or password. Its text stands in no error; control characters, which would end the command, are refused.
    private static func credential(_ text: Substring) throws(EndpointError) -> String {
        guard let decoded = try? percentDecoded(text), decoded.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw .badCredentials
        }
        return decoded
    }

    private static func hostAndPort(_ text: Substring) throws(EndpointError) -> (host: String, port: Int?) {
        if text.first == "[" {
            guard let close = text.firstIndex(of: "]") else { throw .openBracket(String(text)) }
            let host = text[text.index(after: text.startIndex)..<close]
            let rest = text[text.index(after: close)...]
            guard rest.isEmpty || rest.first == ":" else { throw .notAServer(String(text)) }
            return (try checked(host), rest.isEmpty ? nil : try port(rest.dropFirst()))
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        // More than one colon outside brackets is an IPv6 address without a port.
        guard parts.count == 2 else { return (try checked(text), nil) }
        return (try checked(parts[0]), try port(parts[1]))
    }

    private static func checked(_ host: Substring) throws(EndpointError) -> String {
        let isPlausible = !host.isEmpty && host.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F } && !host.contains("/")
        guard isPlausible, host.first != "-" else { throw .notAServer(String(host)) }
        return String(host)
    }

    private static func port(_ text: Substring) throws(EndpointError) -> Int {
        guard let port = Decimal.number(text), (1...65_535).contains(port) else { throw .badPort(String(text)) }
        return port
    }

    private static func percentDecoded(_ text: Substring) throws(EndpointError) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let octet = rest.popFirst() {
            guard octet == UInt8(ascii: "%") else {
                bytes.append(octet)
                continue
            }
            // Int's own reading would take a sign for a digit.
            let digits = Substring(rest.prefix(2))
            guard digits.count == 2, digits.first != "+", let value = UInt8(digits, radix: 16) else {
                throw .badPercent(String(text))
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        guard let decoded = String(validating: bytes, as: UTF8.self) else { throw .badPercent(String(text)) }
        return decoded
    }
}

/// Why a text names no server.
public enum EndpointError: Error, Hashable, Sendable {
    case unknownScheme(String)
    case notAServer(String)
    case badPort(String)
    case twoPorts(String)
    case openBracket(String)
    case badPercent(String)
    case noUser
    /// A user or password that is not percent-encoded rightly, or holds a control character. The payload is left out: it is secret.
    case badCredentials
    /// A user in front of the host without `pop3://`.
    case credentialsNeedScheme
    case path(String)
}
