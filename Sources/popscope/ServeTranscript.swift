import ArgumentParser
import Authentication
import Console
import Handbook
import MockServer
import POP3
import Transport

/// Lets real clients meet a recording: `popscope serve --transcript FILE`.
struct ServeTranscript: Sendable {
    let script: ReplayScript
    let port: Int
    let isStrict: Bool
    /// Whether it ends when each connection of the file has had its client.
    let isOnce: Bool
    let secrets: TranscriptSecrets
    let language: Language

    /// Serves until it is told to end.
    ///
    /// The first client gets the first connection of the file, and so on; the last one is given again to all that follow.
    /// - Returns: whether every connection had a client that said exactly what was recorded.
    /// - Throws: exit status 64 for a file of which only some connections begin with TLS, and 69 where it cannot listen,
    ///   after saying why on standard error.
    func run(_ tls: ServerTLS, _ end: Termination) async throws -> Bool {
        guard Set(connections.map(script.script.beginsWithTLS)).count == 1 else {
            let words = Localized(
                en: "popscope: some connections of \(FileWords.visible(script.name)) begin with TLS and some in clear "
                    + "text; one port serves one kind. Put each kind into a file of its own.",
                ja: "popscope: \(FileWords.visible(script.name)) には TLS で始まる接続と平文で始まる接続があります。1 つのポートでは"
                    + "一方しか再生できません。種類ごとに別のファイルにしてください。")
            StandardStream.error.say(words[language])
            throw ExitCode(64)
        }
        let log = ServeLog(language)
        async let told: Void = log.write()
        let (reports, reporting) = AsyncStream.makeStream(of: ReplayReport.self)
        let (ends, ending) = AsyncStream.makeStream(of: Void.self)
        // Nobody waits for this task: the process may end before a signal comes.
        Task {
            await end.requestedAtTerminal()
            ending.finish()
        }
        async let tally = tally(of: reports, log) { [isOnce] in if isOnce { ending.finish() } }
        let cannotListen = await serve(tls, log, reporting) { for await _ in ends {} }
        reporting.finish()
        let result = await tally
        if !cannotListen { log.summarise(result) }
        log.finish()
        await told
        if cannotListen { throw ExitCode(69) }
        return result.isComplete
    }

    /// - Returns: whether the address cannot be used.
    private func serve(
        _ tls: ServerTLS, _ log: ServeLog, _ reporting: AsyncStream<ReplayReport>.Continuation,
        until end: () async -> Void
    ) async -> Bool {
        let script = script.script
        let isImplicit = connections.first.map(script.beginsWithTLS) == true
        let turns = ReplayTurns(connections)
        let machine: @Sendable () -> any ServerMachine = { [isStrict, secrets] in
            ReplayServer(
                script, connection: turns.next(), isStrict: isStrict, secrets: secrets, stamp: newStamp(),
                observe: { reporting.yield($0) })
        }
        do {
            let listener = Listener(port: port, security: isImplicit ? .implicit(tls) : .startTLS(tls))
            try await listener.serving(machine, observe: log.tell) { port in
                StandardStream.output.write(line: "\(isImplicit ? "pop3s" : "pop3")://127.0.0.1:\(port)")
                log.ready(script.hasTLS ? tls : nil)
                await end()
            }
            return false
        } catch let error as ListenerError {
            log.cannotListen(error)
            return true
        } catch {
            preconditionFailure("nothing else is thrown: \(error)")
        }
    }

    private var connections: [Int] { script.script.connections.isEmpty ? [1] : script.script.connections }

    /// Tells what is reported, and counts it, until nothing more is.
    private func tally(
        of reports: AsyncStream<ReplayReport>, _ log: ServeLog, whenServed: @Sendable () -> Void
    ) async -> ReplayTally {
        var tally = ReplayTally(connections)
        for await report in reports {
            log.tell(report)
            tally.take(report)
            if tally.hasServedAll { whenServed() }
        }
        return tally
    }
}

extension TranscriptScript {
    /// Whether any of it was recorded under TLS.
    fileprivate var hasTLS: Bool { steps.contains { $0.action == .secure } }
}

/// How far the clients of a recording have come.
struct ReplayTally: Sendable {
    private var unserved: Set<Int>
    /// Lines that came and were not recorded.
    private(set) var unexpected = 0
    /// Clients that left before everything had come.
    private(set) var unfinished = 0
    /// Clients that have left.
    private(set) var clients = 0

    init(_ connections: [Int]) {
        unserved = Set(connections)
    }

    /// Whether each connection of the file has had its client, which has left.
    var hasServedAll: Bool { unserved.isEmpty }

    /// Whether every client said exactly what was recorded.
    var isComplete: Bool { hasServedAll && unexpected == 0 && unfinished == 0 }

    mutating func take(_ report: ReplayReport) {
        switch report {
        case .unexpected: unexpected += 1
        case .ended(let connection, let missing):
            unserved.remove(connection)
            clients += 1
            if missing != nil { unfinished += 1 }
        }
    }
}

extension ServeLog {
    /// A client differs from the recording, or has left.
    func tell(_ report: ReplayReport) {
        switch report {
        case .unexpected(let connection, let came, let expected):
            let line = Sanitizer.visible(came.displayText.utf8.prefix(200))
            let wanted = expected.map { Sanitizer.visible($0.text.prefix(200)) }
            let place = expected.map { "\($0.line)" }
            say(
                Localized(
                    en: "connection \(connection): the client sent \"\(line)\"; "
                        + (wanted.map { "the recording has \"\($0)\" (line \(place ?? ""))" }
                            ?? "the recording has no more lines"),
                    ja: "接続 \(connection): クライアントは \"\(line)\" を送りました。"
                        + (wanted.map { "記録では \"\($0)\" です (\(place ?? "") 行目)" } ?? "記録はもう終わっています")))
        case .ended(let connection, let missing?):
            let line = Sanitizer.visible(missing.text.prefix(200))
            say(
                Localized(
                    en: "connection \(connection): the client left before \"\(line)\" (line \(missing.line))",
                    ja: "接続 \(connection): クライアントは \"\(line)\" (\(missing.line) 行目) の前に去りました"))
        case .ended(let connection, nil):
            say(
                Localized(
                    en: "connection \(connection): complete", ja: "接続 \(connection): 最後まで終わりました"))
        }
    }

    /// What the clients did that the recording does not have.
    func summarise(_ tally: ReplayTally) {
        let (clients, left, strange) = (tally.clients, tally.unfinished, tally.unexpected)
        say(
            Localized(
                en: "\(clients) \(clients == 1 ? "client" : "clients"), \(left) of them left early, "
                    + "\(strange) \(strange == 1 ? "line" : "lines") not in the recording",
                ja: "クライアント \(clients)、途中で去ったもの \(left)、記録にない行 \(strange)"))
    }
}
