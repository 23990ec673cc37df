import ArgumentParser
import Conformance
import Console
import Handbook
import POP3
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Judges every client of a server, and makes one report of all.
struct ClientCheck: Sendable {
    private let numbers = ClientNumbers()
    private let departures: AsyncStream<Testimony>
    private let departing: AsyncStream<Testimony>.Continuation
    private let started = Int(time(nil))
    private let clock = ContinuousClock.now
    private let options: ClientCheckOptions

    init(_ options: ClientCheckOptions) {
        self.options = options
        // A testimony is small, and none may be missing.
        (departures, departing) = AsyncStream.makeStream()
    }

    /// The server of one connection, with a witness beside it.
    ///
    /// - Parameter password: the password of a user; `nil` for a user that there is not.
    func machine(
        _ machine: any ServerMachine, isSecure: Bool = false, password: @escaping @Sendable (String) -> [UInt8]?
    ) -> any ServerMachine {
        WitnessedMachine(
            machine, ClientWitness(of: "client \(numbers.next())", isSecure: isSecure, password: password),
            departing)
    }

    /// A client has left that was watched elsewhere.
    func left(_ testimony: Testimony) {
        departing.yield(testimony)
    }

    /// Every client has left.
    func finish() {
        departing.finish()
    }

    /// Takes what was seen of each client, until ``finish()``.
    ///
    /// - Parameter tell: takes the sentences about one client.
    /// - Returns: what all of them have shown.
    func collect(_ tell: @Sendable ([Localized]) async -> Void) async -> Testimony {
        var all = Testimony(judging: .client)
        for await testimony in departures {
            all.add(testimony)
            await tell(ClientCheckWords.sentences(about: report(on: testimony, "")))
        }
        return all
    }

    private func report(on testimony: Testimony, _ target: String) -> Report {
        testimony.report(target, started: started, duration: .now - clock, options.scope)
    }

    /// Writes the report on all clients.
    ///
    /// - Parameters:
    ///   - target: what they talked to.
    ///   - defaults: where the text goes when no form was asked for on standard output; `nil` for nowhere.
    /// - Returns: the exit status that the findings ask for.
    /// - Throws: exit status 73 where a report cannot be written.
    func write(
        _ testimony: Testimony, _ target: String, _ language: Language, isColored: Bool, defaults: StandardStream?
    ) throws -> Int32 {
        let report = report(on: testimony, target)
        var words = ReportOptions(language)
        words.isColored = isColored
        for format in options.formats { try format.write(report, words) }
        if !options.formats.contains(where: { $0.path == nil }) {
            defaults?.write(ReportFormat.text.octets(of: report, words))
        }
        return CheckStatus(report, known: [], options.failOn ?? .fail).value
    }
}

/// Counts clients, on any thread.
final class ClientNumbers: Sendable {
    private let count = Atomic(0)

    /// The number of the next client, from 1.
    func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
}

/// A server of which a witness hears every word.
struct WitnessedMachine: ServerMachine {
    private var machine: any ServerMachine
    private var witness: ClientWitness
    private let departing: AsyncStream<Testimony>.Continuation
    /// What was answered to a line behind which the client had sent another: it had not read that yet.
    private var unread: [UInt8] = []
    private var isClosing = false
    private var hasLeft = false

    init(_ machine: any ServerMachine, _ witness: ClientWitness, _ departing: AsyncStream<Testimony>.Continuation) {
        self.machine = machine
        self.witness = witness
        self.departing = departing
    }

    mutating func opened(from address: String?) -> [Output] { heard(machine.opened(from: address)) }

    mutating func received(_ bytes: [UInt8]) -> [Output] { received(bytes, ahead: 0) }

    mutating func received(_ bytes: [UInt8], ahead: Int) -> [Output] {
        witness.passed(bytes, from: .client)
        let outputs = machine.received(bytes, ahead: ahead)
        guard ahead > 0, !outputs.contains(where: \.endsDialogue) else {
            let heard = heard(outputs)
            if ahead > 0, outputs.contains(.startTLS) { witness.injected([]) }
            return heard
        }
        unread += outputs.flatMap(\.octets)
        return outputs
    }

    mutating func secured() -> [Output] {
        witness.clientSecured()
        witness.serverSecured()
        return heard(machine.secured())
    }

    mutating func idled() -> [Output] { heard(machine.idled()) }

    var wakeAfter: Duration? { machine.wakeAfter }

    mutating func closed() -> [Output] {
        let outputs = heard(machine.closed())
        guard !hasLeft else { return outputs }
        hasLeft = true
        witness.ended(by: isClosing ? .server : .client)
        departing.yield(witness.testimony)
        return outputs
    }

    private mutating func heard(_ outputs: [Output]) -> [Output] {
        if !unread.isEmpty { witness.passed(unread, from: .server) }
        unread = []
        for output in outputs {
            switch output {
            case .send(let octets): witness.passed(octets, from: .server)
            case .injected(let octets):
                witness.injected(octets)
                isClosing = true
            case .close: isClosing = true
            case .wait, .startTLS: break
            }
        }
        return outputs
    }
}

extension Output {
    fileprivate var octets: [UInt8] {
        switch self {
        case .send(let octets): octets
        case .wait, .startTLS, .injected, .close: []
        }
    }

    /// Whether nothing more is said in clear text behind it.
    fileprivate var endsDialogue: Bool {
        switch self {
        case .startTLS, .injected, .close: true
        case .send, .wait: false
        }
    }
}

/// What is said of one client when it has left.
enum ClientCheckWords {
    /// The counts, and a sentence for each finding.
    static func sentences(about report: Report) -> [Localized] {
        let results = report.results.filter { [.fail, .warn, .info].contains($0.outcome) }
        let name = report.results.flatMap(\.judgements).first { !$0.check.isEmpty }?.check ?? ""
        let (held, warned) = (report.count(of: .pass), report.count(of: .warn))
        let counts = Localized(
            en:
                "\(name): \(report.count(of: .fail)) failed, \(warned) \(warned == 1 ? "warning" : "warnings"), \(held) held",
            ja: "\(name): 不合格 \(report.count(of: .fail))、警告 \(warned)、満たした要件 \(held)")
        return name.isEmpty ? [] : [counts] + results.map { sentence($0, name) }
    }

    private static func sentence(_ result: Report.Result, _ name: String) -> Localized {
        let reason = result.judgements.first?.reason ?? result.requirement.statement
        let end = Localized(verbatim: " [\(result.requirement.id)]")
        return Localized(verbatim: "\(name): \(result.outcome.rawValue): ") + reason + end
    }
}
