/// An extended response code: the word in brackets that may follow a status (RFC 2449 section 8, RFC 3206).
public struct ResponseCode: Hashable, Sendable, CustomStringConvertible {
    /// The code without its brackets, upper-cased, for example `IN-USE` or `SYS/TEMP`.
    public let name: String

    /// A code by its name, in any letter case.
    public init(_ name: some StringProtocol) {
        self.name = name.uppercased()
    }

    /// The code in brackets, as it stands on the wire.
    public var description: String { "[\(name)]" }

    /// Whether `other` is this code or a more special one: `SYS` covers `SYS/TEMP` (RFC 2449 section 8).
    public func covers(_ other: ResponseCode) -> Bool {
        other.name == name || other.name.hasPrefix(name + "/")
    }

    // resp-code = "[" resp-level *("/" resp-level) "]"       RFC 2449 section 3
    init?(leading text: some StringProtocol) {
        guard text.first == "[", let end = text.firstIndex(of: "]") else { return nil }
        let name = text[text.index(after: text.startIndex)..<end]
        guard !name.isEmpty, name.utf8.allSatisfy(Self.isLevelOctet) else { return nil }
        self.init(name)
    }

    private static func isLevelOctet(_ octet: UInt8) -> Bool {
        octet > Octet.space && octet < 0x7F && octet != UInt8(ascii: "[") && octet != UInt8(ascii: "]")
    }
}

extension ResponseCode {
    /// Another session holds the maildrop (RFC 2449 section 8.1.2).
    public static let inUse = ResponseCode("IN-USE")
    /// The user logged in too recently (RFC 2449 section 8.1.1).
    public static let loginDelay = ResponseCode("LOGIN-DELAY")
    /// The credentials are the trouble (RFC 3206 section 5).
    public static let auth = ResponseCode("AUTH")
    /// A fault of the system, passing or lasting (RFC 3206 section 4).
    public static let system = ResponseCode("SYS")
    /// A fault of the system that will pass (RFC 3206 section 4).
    public static let systemTemporary = ResponseCode("SYS/TEMP")
    /// A fault of the system that needs somebody's hand (RFC 3206 section 4).
    public static let systemPermanent = ResponseCode("SYS/PERM")
    /// The message needs UTF-8 mode (RFC 6856 section 5).
    public static let utf8 = ResponseCode("UTF8")
}
