/// The users and the mail of the practice server.
public struct PracticeMailbox: Sendable {
    /// A name and its password: no secret, the screen shows both.
    public struct Login: Hashable, Sendable {
        /// The name for USER.
        public let user: String
        /// The password for PASS.
        public let password: String
    }

    /// The user who has all messages.
    public static let alice = Login(user: "alice", password: "wonderland")
    /// The user of the examples in RFC 1939, who has three messages: `tiny`, `dots` and `ja-jis`.
    public static let mrose = Login(user: "mrose", password: "tanstaaf")
    /// Nothing here is secret, and a lesson shows the same salts every time.
    private static let seed = Array("practice".utf8)
    private static let mailOfMrose = ["tiny", "dots", "ja-jis"]

    private let mail: [(name: String, octets: [UInt8])]

    /// The practice mail by file name, such as `03-ja-jis.eml`: the number gives the order, the rest is the name.
    public init(_ mail: [(name: String, octets: [UInt8])]) {
        self.mail = mail.sorted { $0.name < $1.name }.map { (Self.bareName(of: $0.name), $0.octets) }
    }

    private static func bareName(of file: String) -> String {
        let name = file.hasSuffix(".eml") ? file.dropLast(4) : file[...]
        let number = name.prefix { $0.isNumber || $0 == "-" }
        return String(number.contains("-") ? name.dropFirst(number.count) : name)
    }

    /// A new store with both users, each time the same: unique-ids and salts too.
    public func store() -> MailStore { MailStore(accounts, seed: Self.seed) }

    /// Both users with their mail.
    private var accounts: [Account] {
        let some = Self.mailOfMrose.compactMap { name in mail.first { $0.name == name }?.octets }
        return [
            Account(Self.alice.user, password: Self.alice.password, mail: mail.map(\.octets)),
            Account(Self.mrose.user, password: Self.mrose.password, mail: some),
        ]
    }
}
