import Authentication
import Synchronization

/// The mail of all users, shared by the servers of one place, in memory.
///
/// It holds the only lock of the project; every call is short and none waits for another session.
public final class MailStore: Sendable {
    private let contents: Mutex<Contents>
    /// What SASL checks users against. SCRAM makes the keys of the one user who is named, known or not, at each login: kept
    /// ones would tell by their speed who has logged in before.
    let users: Accounts

    /// A store with these users. Of two accounts with one name the first counts.
    ///
    /// - Parameter seed: octets that nobody knows, of which the salts of SCRAM are made; the same ones give the same salts.
    public init(_ accounts: [Account] = [], seed: [UInt8] = MailStore.newSeed()) {
        var names: Set<String> = []
        let accounts = accounts.filter { names.insert($0.name).inserted }
        users = Accounts(
            accounts.map { ServerAccount($0.name, password: $0.password, tokens: $0.tokens) }, seed: seed)
        contents = Mutex(Contents(accounts))
    }

    /// Sixteen random octets.
    public static func newSeed() -> [UInt8] {
        (0..<16).map { _ in .random(in: .min ... .max) }
    }

    /// Delivers a message; sessions that are open do not see it (RFC 1939 section 8).
    ///
    /// - Returns: its unique-id, or `nil` when there is no such user.
    @discardableResult
    public func deliver(_ message: [UInt8], to user: String) -> String? {
        contents.withLock { $0.deliver(message, to: user) }
    }

    /// The messages of a user, oldest first; `nil` when there is no such user.
    public func messages(of user: String) -> [StoredMessage]? {
        contents.withLock { $0.maildrops[user]?.messages }
    }

    /// Takes the exclusive-access lock of a maildrop (RFC 1939 section 4), if the credential is right.
    func open(_ user: String, with credential: Credential) -> Opening {
        contents.withLock { $0.open(user, with: credential) }
    }

    /// Whether the password of a user begins with these octets.
    func password(of user: String, beginsWith octets: [UInt8]) -> Bool {
        contents.withLock { $0.maildrops[user]?.account.password.starts(with: octets) ?? false }
    }

    /// Removes the marked messages for good and gives the lock back: the UPDATE state (RFC 1939 section 6).
    ///
    /// - Returns: whether they are removed; `false` when the session does not hold the lock any more.
    func update(_ maildrop: LockedMaildrop) -> Bool {
        contents.withLock { $0.update(maildrop) }
    }

    /// Gives the lock back and removes nothing.
    func release(_ maildrop: LockedMaildrop) {
        contents.withLock { $0.release(maildrop) }
    }
}

extension MailStore {
    /// Everything in a store at one moment, locks included.
    public struct Snapshot: Sendable {
        fileprivate let contents: Contents
    }

    /// Everything that is in the store now.
    public func snapshot() -> Snapshot {
        Snapshot(contents: contents.withLock { $0 })
    }

    /// Makes the store what it was. Sessions opened since hold nothing any more; unique-ids given since are never
    /// given again.
    public func restore(_ snapshot: Snapshot) {
        contents.withLock { $0.restore(snapshot.contents) }
    }

    /// What became of an attempt to log in.
    enum Opening {
        case opened(LockedMaildrop)
        /// Unknown user, or wrong credential: nobody learns which.
        case refused
        /// The credential is right; another session holds the maildrop.
        case inUse
        /// The credential is right; the maildrop cannot be opened.
        case broken(Account.Fault)
    }
}

/// What the lock guards.
private struct Contents {
    struct Maildrop {
        let account: Account
        var messages: [StoredMessage] = []
        /// The session that holds the exclusive-access lock.
        var holder: Int?
    }

    var maildrops: [String: Maildrop] = [:]
    private var sessions = 0
    private var deliveries: UInt64 = 0

    init(_ accounts: [Account]) {
        for account in accounts {
            maildrops[account.name] = Maildrop(account: account)
            for message in account.mail { _ = deliver(message, to: account.name) }
        }
    }

    mutating func deliver(_ octets: [UInt8], to user: String) -> String? {
        guard maildrops[user] != nil else { return nil }
        deliveries += 1
        let message = StoredMessage(octets, uniqueID: UniqueID.text(deliveries))
        maildrops[user]?.messages.append(message)
        return message.uniqueID
    }

    mutating func restore(_ earlier: Contents) {
        maildrops = earlier.maildrops
    }

    mutating func open(_ user: String, with credential: Credential) -> MailStore.Opening {
        guard let maildrop = maildrops[user], credential.opens(maildrop.account) else { return .refused }
        if let fault = maildrop.account.fault { return .broken(fault) }
        guard maildrop.holder == nil else { return .inUse }
        sessions += 1
        maildrops[user]?.holder = sessions
        return .opened(LockedMaildrop(user: user, session: sessions, messages: maildrop.messages))
    }

    mutating func update(_ opened: LockedMaildrop) -> Bool {
        guard maildrops[opened.user]?.holder == opened.session else { return false }
        let removed = opened.markedIDs
        if !removed.isEmpty { maildrops[opened.user]?.messages.removeAll { removed.contains($0.uniqueID) } }
        maildrops[opened.user]?.holder = nil
        return true
    }

    mutating func release(_ opened: LockedMaildrop) {
        if maildrops[opened.user]?.holder == opened.session { maildrops[opened.user]?.holder = nil }
    }
}

/// Unique-ids that look like no message number, since learners take one for the other.
private enum UniqueID {
    /// Another text for each number, always the same for the same one: every step can be undone, so no two meet.
    static func text(_ number: UInt64) -> String {
        var bits = number &* 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ bits >> 32) &* 0xD6E8_FEB8_6659_FD93
        bits ^= bits >> 32
        let digits = String(bits, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
