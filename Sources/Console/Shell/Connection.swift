import Conformance
import POP3

/// One connection as the shell keeps it: the conversation, and a record of what happened.
///
/// Owned by the shell's actor alone.
final class Connection {
    typealias Record = Records.Record

    /// The practice server and the session at one moment.
    struct Moment {
        let number: Int
        let session: Session
        let snapshot: any Sendable
    }

    let target: Target
    let conversation: Conversation
    /// What crossed the wire, for a recording.
    let tape: Tape
    /// Judges the server by what it says, for `:check`.
    var witness: ServerWitness
    private(set) var log: Records
    private(set) var moments: ArraySlice<Moment> = []
    private(set) var isOpen = true
    /// Whether a TLS handshake is under way: nothing may be sent then.
    var isSecuring = false
    /// When the last octet went or came.
    private(set) var lastActivity: ContinuousClock.Instant
    /// When silence was last spoken of; `nil` when octets came since.
    private(set) var silenceTold: ContinuousClock.Instant?
    private let now: @Sendable () -> ContinuousClock.Instant
    private var sentAt: ArraySlice<ContinuousClock.Instant> = []
    private var elapsed: Duration?
    /// The number that the exchange will have whose command was taken back before its reply came.
    private var takenBack: Int?

    /// How many moments `:rewind` can go back to; each holds the whole practice server.
    private static let momentLimit = 1_000

    /// - Parameters:
    ///   - earlier: the connection before this one; `nil` when this is the first.
    ///   - now: the time; tests tell their own.
    init(
        _ target: Target, _ conversation: Conversation, recording options: TranscriptRecorder.Options = .init(),
        after earlier: Tape? = nil, isSameTarget: Bool = false,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.target = target
        self.conversation = conversation
        self.now = now
        witness = ServerWitness(of: target.name)
        tape = Tape(earlier?.recorder ?? TranscriptRecorder(options), isSameServer: isSameTarget, now: now)
        lastActivity = now()
        log = Records(isRewindable: conversation.link is any RewindableLink)
        conversation.observer = tape
        if let details = conversation.link.tls { tape.secured(details) }
    }

    var session: Session { conversation.session }

    /// Whether QUIT was answered: the server closes now.
    var isOver: Bool { session.phase == .update || session.phase == .closed }

    /// What happened, oldest first.
    var records: ArraySlice<Record> { log.all }

    /// The last exchange that was not taken back.
    var last: Record? { log.last }

    /// The exchanges that were not taken back, oldest first.
    var standing: some BidirectionalCollection<Exchange> { log.standing }

    /// Decoded subjects by message number, as far as headers were fetched.
    var subjects: [Int: String] { log.knownSubjects() }

    /// How long nothing has come or gone, or silence was last spoken of.
    var silence: Duration { now() - max(lastActivity, silenceTold ?? lastActivity) }

    /// How long nothing has come or gone.
    var idle: Duration { now() - lastActivity }

    /// Notes that a command leaves now.
    func commandLeaves() {
        sentAt.append(now())
        octetsPassed()
    }

    /// Notes that octets came or went.
    func octetsPassed() {
        lastActivity = now()
        silenceTold = nil
    }

    /// Notes that silence was spoken of: the next time counts from now.
    func tellSilence() {
        silenceTold = now()
    }

    /// The first line of a reply has come: the time of its command stops here.
    func replyBegins() {
        elapsed = sentAt.popFirst().map { now() - $0 }
    }

    /// Adds a complete exchange to the record.
    func append(_ exchange: Exchange) -> Record {
        log.append(takenBack == log.count + 1 ? exchange.hidingCommand : exchange, elapsed: elapsed)
    }

    /// Masks the last command, which turned out to be a secret, in the record.
    func takeBackLastCommand() {
        witness.forgetEvidence()
        guard !session.pending.isEmpty else { return log.takeBackLastCommand() }
        takenBack = log.count + session.pending.count + (session.isGreeted ? 0 : 1)
    }

    /// Remembers this moment, if the link can be taken back to it.
    func remember() {
        guard let link = conversation.link as? any RewindableLink, moments.last?.number != log.count else { return }
        moments.append(Moment(number: log.count, session: session, snapshot: link.snapshot()))
        if moments.count > Self.momentLimit { moments.removeFirst() }
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
        log.undo(after: moment.number)
        tape.note("the practice server went back to exchange \(moment.number)")
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
