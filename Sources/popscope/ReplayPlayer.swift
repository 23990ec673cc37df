import Authentication
import Console
import MockServer
import POP3
import Transport

/// Plays one file, against the built-in server or a live one.
struct ReplayPlayer: Sendable {
    let script: ReplayScript
    let options: ReplayOptions
    let isStrict: Bool
    let endpoint: Endpoint?
    let dialers: Dialers

    func play() async -> ReplayedFile {
        let (script, clock) = (script.script, ContinuousClock())
        let start = clock.now
        let result = await ReplayRun(script, options) { connection in dialer(for: connection) }.run()
        let expected = script.connections.reduce(0) { $0 + script.replies($1).count }
        return ReplayedFile(
            name: self.script.name, expected: expected, result: result, time: start.duration(to: clock.now))
    }

    private func dialer(for connection: Int) -> any Dialer {
        if let endpoint { return dialers.dialer(for: .server(endpoint)) }
        return ReplayDialer(
            script.script, connection: connection, isStrict: isStrict, secrets: options.secrets, stamp: newStamp())
    }
}
