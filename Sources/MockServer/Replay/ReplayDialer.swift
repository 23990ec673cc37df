public import Authentication
public import POP3

/// Connects to the server side of a transcript, inside this process.
public struct ReplayDialer: Dialer {
    private let script: TranscriptScript
    private let connection: Int
    private let isStrict: Bool
    private let secrets: TranscriptSecrets
    private let stamp: Stamp

    /// A dialer for one connection of a transcript.
    ///
    /// - Parameters:
    ///   - connection: the number of the connection, from 1.
    ///   - isStrict: whether the client must send every octet as recorded.
    ///   - secrets: those that the client has; SCRAM needs them.
    ///   - stamp: what the greeting says where the transcript has a timestamp of each run.
    public init(
        _ script: TranscriptScript, connection: Int, isStrict: Bool = false, secrets: TranscriptSecrets, stamp: Stamp
    ) {
        self.script = script
        self.connection = connection
        self.isStrict = isStrict
        self.secrets = secrets
        self.stamp = stamp
    }

    /// Runs `body` with a link to a new server, and closes the link however `body` ended. TLS begins where the transcript
    /// says so, though nothing is encrypted.
    public func link<Result>(_ body: (any Link) async throws -> Result) async throws -> Result {
        let server = ReplayServer(script, connection: connection, isStrict: isStrict, secrets: secrets, stamp: stamp)
        let handshake = TLSDetails(
            version: .tls13, cipher: nil, serverName: nil, chain: [], verification: .notVerified(nil))
        let link = LoopbackLink(to: server, handshake: handshake)
        do {
            let result = try await body(link)
            await link.close(.orderly)
            return result
        } catch {
            await link.close(.orderly)
            throw error
        }
    }
}
