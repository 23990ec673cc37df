import Conformance
import Console
import Handbook
import POP3
import Transport

/// One run of the proxy: what all its clients share.
struct ProxySession: Sendable {
    let endpoint: Endpoint
    /// Whether what follows STLS can be read here.
    let readsUpgrades: Bool
    let settings: Settings
    let writesJSON: Bool
    let recordings: ProxyRecordings?
    let output: ProxyOutput
    /// Judges the clients; `nil` where that was not asked for.
    let check: ClientCheck?
    let ledger = ProxyLedger()
    /// Called when a client has left.
    let left: @Sendable () -> Void

    /// Makes what is told of one client.
    func observer() -> Relay.Observer {
        let client = ProxiedClient(of: self)
        return { event in await client.observe(event) }
    }

    /// Says something on standard error.
    func say(_ text: Localized) {
        StandardStream.error.say("popscope: " + text[settings.language])
    }
}

/// What is counted over all clients.
actor ProxyLedger {
    private(set) var clients = 0
    private var recordings = 0
    /// The files that were begun, in their order.
    private(set) var files: [String] = []
    private(set) var tally = SessionTally()
    /// Whether a client did not come to its server.
    private(set) var hasFailed = false
    /// Whether a recording could not be written.
    private(set) var isIncomplete = false

    /// The number of a client that has come.
    func arrival() -> Int {
        clients += 1
        return clients
    }

    /// The number of a recording that is to begin.
    func recordingNumber() -> Int {
        recordings += 1
        return recordings
    }

    func recorded(to file: String) {
        files.append(file)
    }

    func add(_ other: SessionTally) {
        tally.add(other)
    }

    func failed() {
        hasFailed = true
    }

    func notRecorded() {
        isIncomplete = true
    }
}

/// One client of the proxy: turns what happens into what is shown and recorded.
actor ProxiedClient {
    private let session: ProxySession
    private var number = 0
    private var watch: SessionWatch?
    private var recording: WatchRecording?
    private var witness: ClientWitness?
    private var firstToEnd: Session.Side?

    init(of session: ProxySession) {
        self.session = session
    }

    /// Takes what happened, and returns when the client may go on.
    func observe(_ event: RelayEvent) async {
        hear(event)
        switch event {
        case .opened(let peer): await opened(peer)
        case .closed: await closed()
        case .clientSecured, .reached, .asked, .serverSecured, .passed, .injected, .failed, .ended:
            guard let watch else { return }
            watch.width = await width
            if case .failed = event { await session.ledger.failed() }
            // Who does not come to the server leaves no file behind.
            if case .reached = event { await beginRecording() }
            if let output = await Self.output(of: event, watch) { await show(output) }
        }
    }

    /// Tells the witness.
    private func hear(_ event: RelayEvent) {
        switch event {
        case .reached(_, let tls): witness?.serverReached(isSecure: tls != nil)
        case .clientSecured: witness?.clientSecured()
        case .serverSecured: witness?.serverSecured()
        case .passed(let octets, let side): witness?.passed(octets, from: side)
        case .injected(let octets, by: .client): witness?.injected(octets)
        case .ended(let side, _): firstToEnd = firstToEnd ?? side
        case .opened, .asked, .injected, .failed, .closed: break
        }
    }

    private static func output(of event: RelayEvent, _ watch: SessionWatch) async -> SessionWatch.Output? {
        switch event {
        case .reached(let peer, let tls): return watch.connected(to: peer, tls)
        case .clientSecured(let version): return watch.clientSecured(version)
        case .asked(let exchange): return watch.note(ProxyWords.asked(exchange))
        case .serverSecured(let details): return await watch.serverSecured(details)
        case .passed(let octets, let side): return await watch.passed(octets, from: side)
        case .injected(let octets, let side): return watch.injected(octets, by: side)
        case .failed(.server(let error)): return watch.failed(error)
        case .failed(.clientTLS(let reason)): return watch.failed(ProxyWords.clientTLS(reason))
        case .failed(.noTLS): return watch.failed(ProxyWords.noTLS)
        case .ended(let side, let closing): return await watch.ended(by: side, closing)
        case .opened, .closed: return nil
        }
    }

    private func opened(_ peer: Peer) async {
        number = await session.ledger.arrival()
        session.output.began(number)
        if session.check != nil {
            witness = ClientWitness(of: "client \(number)", readsUpgrades: session.readsUpgrades)
        }
        let watch = SessionWatch(
            of: session.endpoint, readsUpgrades: session.readsUpgrades, settings: session.settings,
            writesJSON: session.writesJSON, connection: number)
        watch.width = await width
        self.watch = watch
        await show(watch.remark(ProxyWords.opened(number, peer)))
    }

    /// The columns of the screen; the number of the client stands in some of them once there is another.
    private var width: Int? {
        get async {
            guard !session.writesJSON, let columns = StandardStream.output.columns else { return nil }
            return await session.ledger.clients > 1 ? max(20, columns - "[\(number)] ".count) : columns
        }
    }

    private func beginRecording() async {
        guard let recordings = session.recordings else { return }
        do {
            let recording = try recordings.begin(await session.ledger.recordingNumber())
            self.recording = recording
            await session.ledger.recorded(to: recording.path)
        } catch {
            await noteFailure(error)
        }
    }

    private func show(_ output: SessionWatch.Output) async {
        if let recording, !output.recorded.isEmpty {
            recording.append(output.recorded)
            if let failure = recording.failure {
                self.recording = nil
                await noteFailure(failure)
            }
        }
        guard !output.shown.isEmpty, let watch else { return }
        await session.output.show(output.shown, of: number, isWhole: watch.isBetweenExchanges)
    }

    private func noteFailure(_ failure: PrivateFile.Failure) async {
        session.say(ProxyWords.notRecorded(failure))
        await session.ledger.notRecorded()
    }

    private func closed() async {
        if let watch {
            await show(await watch.closed())
            await session.ledger.add(watch.tally)
        }
        recording?.finish()
        witness?.ended(by: firstToEnd)
        if let witness { session.check?.left(witness.testimony) }
        session.output.ended(number)
        session.left()
    }
}
