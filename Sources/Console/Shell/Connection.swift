import POP3

/// One connection as the shell keeps it: the conversation, and a record of what happened.
///
/// Owned by the shell's actor alone.
final class Connection {
    /// One exchange as it was recorded.
    struct Record {
        /// Its number, from 1 for the greeting.
        let number: Int
        let exchange: Exchange
        /// From the command to the first line of its reply; `nil` for the greeting.
        let elapsed: Duration?
        /// Whether `:rewind` took it back.
        var isUndone = false
    }

    /// The practice server and the session at one moment.
    struct Moment {
        let number: Int
        let session: Session
        let snapshot: any Sendable
    }

    let target: Target
    let conversation: Conversation
    private(set) var records: [Record] = []
    private(set) var moments: [Moment] = []
    private(set) var isOpen = true
    /// When the last octet went or came.
    var lastActivity = ContinuousClock.now
    private var sentAt: [ContinuousClock.Instant] = []
    private var elapsed: Duration?
    private var count = 0
    private var keptOctets = 0

    /// How many octets of bodies the record holds; the oldest exchanges are dropped beyond that.
    private static let recordLimit = 16 * 1_048_576

    init(_ target: Target, _ conversation: Conversation) {
        self.target = target
        self.conversation = conversation
    }

    var session: Session { conversation.session }

    /// Whether QUIT was answered: the server closes now.
    var isOver: Bool { session.phase == .update || session.phase == .closed }

    /// The last exchange that was not taken back.
    var last: Record? { records.last { !$0.isUndone } }

    /// The exchanges that were not taken back, oldest first.
    var standing: [Exchange] { records.filter { !$0.isUndone }.map(\.exchange) }

    /// Notes that a command leaves now.
    func commandLeaves() {
        sentAt.append(.now)
        lastActivity = .now
    }

    /// The first line of a reply has come: the time of its command stops here.
    func replyBegins() {
        elapsed = sentAt.isEmpty ? nil : ContinuousClock.now - sentAt.removeFirst()
    }

    /// Adds a complete exchange to the record.
    func append(_ exchange: Exchange) -> Record {
        count += 1
        let record = Record(number: count, exchange: exchange, elapsed: elapsed)
        records.append(record)
        keptOctets += exchange.reply.body?.kept.count ?? 0
        while keptOctets > Self.recordLimit, records.count > 1 {
            keptOctets -= records.removeFirst().exchange.reply.body?.kept.count ?? 0
        }
        return record
    }

    /// Remembers this moment, if the link can be taken back to it.
    func remember() {
        guard let link = conversation.link as? any RewindableLink, moments.last?.number != count else { return }
        moments.append(Moment(number: count, session: session, snapshot: link.snapshot()))
    }

    /// Goes back to the moment after exchange `number`, or the nearest one before it.
    ///
    /// - Returns: the number of the exchange behind which the session stands now; `nil` when there is no such moment.
    func rewind(to number: Int) -> Int? {
        guard let link = conversation.link as? any RewindableLink,
            let index = moments.lastIndex(where: { $0.number <= number })
        else { return nil }
        let moment = moments[index]
        link.restore(moment.snapshot)
        conversation.rewind(to: moment.session)
        moments.removeSubrange((index + 1)...)
        for index in records.indices where records[index].number > moment.number { records[index].isUndone = true }
        sentAt = []
        isOpen = true
        return moment.number
    }

    /// The connection is over; the record stays.
    func end() {
        isOpen = false
        sentAt = []
    }

    var isRewindable: Bool { conversation.link is any RewindableLink }
}
