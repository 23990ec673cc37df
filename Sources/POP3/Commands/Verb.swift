/// A command keyword, upper-cased: keywords are case-insensitive (RFC 1939 section 3).
public struct Verb: Hashable, Sendable, CustomStringConvertible {
    /// The keyword in upper case; empty for an empty line.
    public let name: String

    /// A keyword in any letter case. Only ASCII letters are folded.
    public init(_ name: some StringProtocol) {
        self.name = String(decoding: name.utf8.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }, as: UTF8.self)
    }

    /// The keyword.
    public var description: String { name }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Verb {
    public static let user = Verb("USER"), pass = Verb("PASS"), apop = Verb("APOP"), auth = Verb("AUTH")
    public static let stls = Verb("STLS"), utf8 = Verb("UTF8"), lang = Verb("LANG"), capa = Verb("CAPA")
    public static let stat = Verb("STAT"), list = Verb("LIST"), retr = Verb("RETR"), dele = Verb("DELE")
    public static let noop = Verb("NOOP"), rset = Verb("RSET"), top = Verb("TOP"), uidl = Verb("UIDL")
    public static let quit = Verb("QUIT"), last = Verb("LAST"), rpop = Verb("RPOP"), xtnd = Verb("XTND")
}
