/// A maildrop as one session sees it: the messages that were there at login, and which of them are marked as deleted.
///
/// Numbers run from 1 and never change within the session (RFC 1939 section 4).
struct LockedMaildrop: Sendable {
    let user: String
    /// The session that holds the lock, as the store counts them.
    let session: Int
    let messages: [StoredMessage]
    private(set) var marked: Set<Int> = []
    /// The octets of all messages that are not marked.
    private(set) var octets: Int

    /// No maildrop: no session has this number.
    static let none = LockedMaildrop(user: "", session: 0, messages: [])

    init(user: String, session: Int, messages: [StoredMessage]) {
        self.user = user
        self.session = session
        self.messages = messages
        octets = messages.reduce(0) { $0 + $1.size }
    }

    /// How many messages are not marked.
    var count: Int { messages.count - marked.count }

    /// The messages that are not marked, with their numbers, ascending.
    var live: some Sequence<(number: Int, message: StoredMessage)> {
        messages.enumerated().lazy.map { (number: $0 + 1, message: $1) }.filter { !marked.contains($0.number) }
    }

    var markedIDs: Set<String> { Set(marked.map { messages[$0 - 1].uniqueID }) }

    /// The message with a number, marked or not; `nil` when the number is none of this maildrop.
    subscript(number: Int) -> StoredMessage? {
        number > 0 && number <= messages.count ? messages[number - 1] : nil
    }

    /// What a client's word for a message means here.
    func find(_ word: Substring) -> Found {
        guard let number = Number.saturating(word) else { return .none(.notANumber) }
        guard let message = self[number] else { return .none(.noSuchMessage(last: messages.count)) }
        return marked.contains(number) ? .none(.marked(number)) : .message(number, message)
    }

    enum Found {
        case message(Int, StoredMessage)
        case none(Refusal)
    }

    mutating func mark(_ number: Int) {
        guard let message = self[number], marked.insert(number).inserted else { return }
        octets -= message.size
    }

    mutating func unmarkAll() {
        octets += marked.reduce(0) { $0 + messages[$1 - 1].size }
        marked = []
    }
}

/// Numbers as commands carry them.
enum Number {
    /// The number of a run of decimal digits, of any length: what is too large for an `Int` is the largest one.
    static func saturating(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text) ?? .max
    }
}
