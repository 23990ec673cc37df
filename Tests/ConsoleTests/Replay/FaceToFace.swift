import Authentication
import MockServer
import POP3
import TestSupport

@testable import Console

/// Both sides of transcripts, face to face.
enum FaceToFace {
    /// What a greeting says where a transcript has a timestamp of each run.
    static let stamp = Stamp(process: 1, seconds: 2, random: 3)

    /// The session of RFC 1939 section 10, as a recorder writes it; lines are counted from 2.
    static let example = """
        * connect
        S: +OK POP3 server ready ${apop.stamp}
        C: APOP mrose ${apop(mrose)}
        \(exampleListings)
        S: Subject: the first
        S:
        S: ..a line with a dot
        S: .
        C: DELE 1
        S: +OK message 1 deleted
        C: RETR 2
        S: +OK 200 octets
        S: Subject: the second
        S: .
        C: DELE 2
        S: +OK message 2 deleted
        C: QUIT
        S: +OK dewey POP3 server signing off (maildrop empty)
        * close server
        """

    /// The script of a file without its first line.
    static func script(_ text: String) throws -> TranscriptScript {
        var reader = TranscriptReader()
        return try TranscriptScript(try reader.readNumbered(file(text)) + reader.finishNumbered())
    }

    /// The octets of a file without its first line.
    static func file(_ text: String) -> [UInt8] { Array(("#!pop3-transcript 1\n" + text + "\n").utf8) }

    /// Plays the client of one transcript against the server of another.
    static func played(
        _ client: String, against server: String, _ change: (inout ReplayOptions) -> Void = { _ in }
    ) async throws -> ReplayResult {
        let (script, other) = (try Self.script(client), try Self.script(server))
        var options = ReplayOptions()
        options.timeout = .seconds(5)
        options.secrets = .standIns(script.secretNames)
        change(&options)
        let secrets = options.secrets
        return await ReplayRun(script, options) { connection in
            ReplayDialer(other, connection: connection, secrets: secrets, stamp: stamp)
        }.run()
    }

    /// The example with another text on a line of its file.
    static func changed(_ line: Int, to text: String) -> String {
        var lines = example.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines[line - 2] = text
        return lines.joined(separator: "\n")
    }
}
