import Handbook
public import POP3

/// Judges one side of a recording by what stands in it, connection by connection.
///
/// What the recording does not keep, such as secrets and bodies that were left out, is no finding and nothing that held.
public struct RecordingWitness: Sendable {
    /// What was seen so far, of the connections that have ended.
    public private(set) var testimony: Testimony
    /// The requirements that the recording cannot tell; it may change while the header is read.
    public var untold: Set<RequirementID> = []

    private let name: String
    private var servers: [Int: ServerWitness] = [:]
    private var clients: [Int: RecordedClient] = [:]

    /// A witness of a recording that has not begun.
    ///
    /// - Parameter name: what the recording is called in a report.
    public init(judging party: Session.Side, of name: String) {
        self.name = name
        testimony = Testimony(judging: party)
    }

    /// Something happened in the recording.
    public mutating func take(_ played: Played) {
        switch testimony.party {
        case .server: takeServer(played)
        case .client: takeClient(played)
        }
    }

    private func name(of connection: Int) -> String { connection == 1 ? name : "\(name) (\(connection))" }

    private mutating func takeServer(_ played: Played) {
        let number = played.connection
        var server = servers[number] ?? ServerWitness(of: name(of: number))
        server.untold = untold
        switch played.event {
        case .completed(let told):
            if told.isJudged {
                server.completed(told.exchange, orElse: told.alternative, shown: told.shown)
            } else {
                server.skipped(told.exchange)
            }
        case .unsolicited(let line, let phase, let knowledge): server.unsolicited(line, in: phase, knowledge)
        case .injected(let octets, _, let knowledge): server.injected(octets, knowledge)
        case .ended:
            servers[number] = nil
            return testimony.add(server.testimony)
        case .connected, .secured, .sent, .response, .body, .omitted: break
        case .note, .comment: return
        }
        servers[number] = server
    }

    private mutating func takeClient(_ played: Played) {
        let number = played.connection
        var client = clients[number] ?? RecordedClient(of: name(of: number), untold)
        switch played.event {
        case .sent(let command): client.sent(command)
        case .completed(let told): client.completed(told)
        case .secured: client.secured()
        case .ended(let end):
            client.ended(end)
            clients[number] = nil
            return testimony.add(client.testimony)
        case .connected, .response, .body, .omitted, .unsolicited, .injected: break
        case .note, .comment: return
        }
        clients[number] = client
    }
}
