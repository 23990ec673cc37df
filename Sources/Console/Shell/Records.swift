import Handbook
import MailText
import POP3

/// What happened on a connection, as far as it is kept: the newest exchanges, up to a limit.
struct Records {
    /// One exchange as it was recorded.
    struct Record {
        /// Its number, from 1 for the greeting.
        let number: Int
        fileprivate(set) var exchange: Exchange
        /// From the command to the first line of its reply; `nil` for the greeting.
        let elapsed: Duration?
        /// Whether `:rewind` took it back.
        fileprivate(set) var isUndone = false

        fileprivate var octets: Int {
            exchange.reply.first.bytes.count + (exchange.command?.line.bytes.count ?? 0)
                + (exchange.reply.body?.kept.count ?? 0)
        }
    }

    /// The records, oldest first.
    private(set) var all: ArraySlice<Record> = []
    /// How many exchanges there were, those dropped included.
    private(set) var count = 0
    /// Whether older exchanges can become the newest again, so that each must keep what was known of the maildrop.
    private let isRewindable: Bool
    private var keptOctets = 0
    private var subjects: [Int: String] = [:]
    private var subjectsUpTo = 0

    /// How many octets of lines and bodies are kept; the oldest exchanges are dropped beyond that.
    private static let octetLimit = 16 * 1_048_576
    /// How many exchanges are kept.
    private static let countLimit = 65_536

    init(isRewindable: Bool) {
        self.isRewindable = isRewindable
    }

    /// The last exchange that was not taken back.
    var last: Record? { all.last { !$0.isUndone } }

    /// The exchanges that were not taken back, oldest first.
    var standing: some BidirectionalCollection<Exchange> { all.lazy.filter { !$0.isUndone }.map(\.exchange) }

    /// Adds a complete exchange.
    mutating func append(_ exchange: Exchange, elapsed: Duration?) -> Record {
        count += 1
        if !isRewindable, let newest = all.indices.last { all[newest].exchange = all[newest].exchange.withoutMaildrop }
        let record = Record(number: count, exchange: exchange, elapsed: elapsed)
        all.append(record)
        keptOctets += record.octets
        while keptOctets > Self.octetLimit || all.count > Self.countLimit, all.count > 1, let oldest = all.popFirst() {
            keptOctets -= oldest.octets
        }
        return record
    }

    /// Masks the last command as a whole.
    mutating func takeBackLastCommand() {
        guard let index = all.lastIndex(where: { $0.exchange.command != nil }) else { return }
        all[index].exchange = all[index].exchange.hidingCommand
    }

    /// Takes back what came after exchange `number`.
    mutating func undo(after number: Int) {
        for index in all.indices where all[index].number > number { all[index].isUndone = true }
        subjects = [:]
        subjectsUpTo = 0
    }

    /// Decoded subjects by message number, as far as headers were fetched. Each message is read once.
    mutating func knownSubjects() -> [Int: String] {
        for record in all.reversed().prefix(while: { $0.number > subjectsUpTo }).reversed() where !record.isUndone {
            guard let command = record.exchange.command, command.verb.bringsMessage,
                let number = command.messageNumber, let body = record.exchange.reply.body
            else { continue }
            subjects[number] = Message(body.message).header["Subject"]?.decoded().text
        }
        subjectsUpTo = count
        return subjects
    }
}
