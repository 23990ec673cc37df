import Authentication
import MockServer
import POP3
import Testing

@testable import Console

@Suite("The transcripts that are shipped, replayed")
struct ReplayedTranscriptsTests {
    /// The client side of each file meets its own server side: both must read the same in it.
    @Test(arguments: ShippedTranscript.all)
    func `a transcript replays against itself without a difference`(file: ShippedTranscript) async throws {
        let script = try file.script()
        let secrets = TranscriptSecrets.standIns(script.secretNames)
        var options = ReplayOptions()
        options.secrets = secrets
        let stamp = try #require(Stamp("<1896.697170952@pop.example.jp>"))
        let run = ReplayRun(script, options) { connection in
            SecurableDialer(server: ReplayServer(script, connection: connection, secrets: secrets, stamp: stamp))
        }
        let result = await run.run()
        #expect(result.mismatches == [])
        #expect(result.stop == nil)
        #expect(result.replies > 0)
    }
}

extension ShippedTranscript {
    /// The file as something to play.
    func script() throws -> TranscriptScript {
        var reader = TranscriptReader()
        let numbered = try reader.readNumbered(octets) + reader.finishNumbered()
        return try TranscriptScript(numbered) { Self.file($0) }
    }
}

/// Makes links in memory on which STLS comes to an end, although nothing is encrypted.
private struct SecurableDialer: Dialer {
    let server: ReplayServer

    func link<Result>(_ body: (any Link) async throws -> Result) async throws -> Result {
        let details = TLSDetails(
            version: .tls13, cipher: "TLS_AES_256_GCM_SHA384", serverName: "pop.example.jp", chain: [],
            verification: .verified)
        let link = LoopbackLink(to: server, handshake: details)
        return try await body(link)
    }
}
