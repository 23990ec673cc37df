import Authentication
import POP3
import Testing

@testable import Console

@Suite("What a replay does not send, and does not show", .timeLimit(.minutes(5)))
struct ReplaySafetyTests {
    @Test func `a response is not sent where no challenge came`() async throws {
        let text = "S: +OK\nC: AUTH PLAIN\nS: +\\x20\nC: ${plain(bob)}\nS: +OK\nC: QUIT\nS: +OK"
        let result = try await FaceToFace.played(text, against: text.replacing("S: +\\x20", with: "S: -ERR"))
        #expect(result.mismatches.map(\.line) == [4])
        #expect(result.stop == .init(line: 5, reason: .noChallenge))
    }

    @Test func `nothing is sent in clear text that was recorded under TLS`() async throws {
        let text = "S: +OK\nC: STLS\nS: +OK\n* tls TLSv1.3\nC: PASS ${secret:bob}\nS: +OK"
        let result = try await FaceToFace.played(
            text, against: text.replacing("STLS\nS: +OK\n* tls TLSv1.3", with: "STLS\nS: -ERR"))
        #expect(result.stop == .init(line: 5, reason: .noTLS))
    }

    @Test func `clear text behind STLS is compared where it was recorded, and ends the connection in any case`()
        async throws
    {
        let text = "S: +OK\nC: STLS\nS: +OK\nS: -ERR injected\n* close client"
        let same = try await FaceToFace.played(text, against: text)
        #expect(same.mismatches == [] && same.stop == nil)
        let other = try await FaceToFace.played(text, against: text.replacing("-ERR injected", with: "+OK injected"))
        #expect(other.mismatches.map(\.line) == [5])
        #expect(other.mismatches.map(\.kind) == [.status(expected: .err, actual: .ok)])
        let secured = text.replacing("* close client", with: "* tls TLSv1.3\nC: PASS ${secret:bob}\nS: +OK")
        let stopped = try await FaceToFace.played(secured, against: secured)
        let injected = Array("-ERR injected\r\n".utf8)
        #expect(stopped.stop == .init(line: 6, reason: .link(.tls(.clearTextBehind(injected)))))
    }

    @Test func `a live server keeps its mail when it differs, and is not quitted in silence`() async throws {
        let (notices, noticing) = AsyncStream.makeStream(of: ReplayNotice.self)
        let live: (inout ReplayOptions) -> Void = { options in
            options.isLive = true
            options.announce = { noticing.yield($0) }
        }
        let other = try await FaceToFace.played(
            FaceToFace.example, against: FaceToFace.changed(7, to: "S: +OK 3 320"), live)
        #expect(other.stop == .init(line: 19, reason: .protectsMail))
        let same = try await FaceToFace.played(FaceToFace.example, against: FaceToFace.example, live)
        #expect(same.mismatches.isEmpty)
        noticing.finish()
        var told: [ReplayNotice] = []
        for await notice in notices { told.append(notice) }
        #expect(told == [.quitDeletes(2)])
    }

    @Test func `a readable secret in clear text is announced once`() async throws {
        let (notices, noticing) = AsyncStream.makeStream(of: ReplayNotice.self)
        let text = "S: +OK\nC: PASS ${secret:bob}\nS: -ERR\nC: PASS ${secret:bob}\nS: -ERR"
        _ = try await FaceToFace.played(text, against: text) { options in
            options.isLive = true
            options.announce = { noticing.yield($0) }
        }
        noticing.finish()
        var told: [ReplayNotice] = []
        for await notice in notices { told.append(notice) }
        #expect(told == [.secretInClear])
    }

    @Test func `without a secret nothing is sent in its place`() async throws {
        let text = "S: +OK\nC: PASS ${secret:bob}\nS: +OK"
        let result = try await FaceToFace.played(text, against: text) { $0.secrets = TranscriptSecrets() }
        #expect(result.stop == .init(line: 3, reason: .secret(.missing("bob"))))
    }

    @Test func `a secret that a server says is not in the report`() async throws {
        let text = "S: +OK\nC: PASS ${secret:bob}\nS: +OK"
        let result = try await FaceToFace.played(
            text, against: text.replacing("\nS: +OK", with: "\nS: -ERR no password lambkin")
        ) {
            $0.secrets = TranscriptSecrets(["bob": Array("lambkin".utf8)])
        }
        let actual = result.mismatches.compactMap(\.actual).map { String(decoding: $0, as: UTF8.self) }
        #expect(actual == ["-ERR no password ********"])
    }

    @Test(arguments: [
        ("C: STAT\nC: DELE 1\nC: QUIT\nS: +OK 2 320\nS: +OK\nS: +OK", 4, 2),
        ("C| STAT\\r\\nDELE 1\\r\\nQUIT\\r\\n\nS: +OK 2 320\nS: +OK\nS: +OK", 3, 2),
        ("C: DELE 1\nC: STAT\nC: QUIT\nS: +OK\nS: +OK 2 320\nS: +OK", 5, 3),
    ])
    func `a live server deletes nothing that was sent along with a line it answers otherwise`(
        lines: String, stop: Int, replies: Int
    ) async throws {
        let text = "S: +OK\n" + lines
        let other = text.replacing("+OK 2 320", with: "+OK 3 320")
        let result = try await FaceToFace.played(text, against: other) { $0.isLive = true }
        #expect(result.stop == .init(line: stop, reason: .protectsMail))
        #expect(result.replies == replies)
    }

    @Test func `no secret is sent in clear text where TLS was to begin at once`() async throws {
        let text = "* connect\n* tls TLSv1.3\nS: +OK\nC: USER bob\nS: +OK\nC: PASS ${secret:bob}\nS: +OK"
        let result = try await FaceToFace.played(text, against: text) { $0.isLive = true }
        #expect(result.stop == .init(line: 3, reason: .noTLS))
        #expect(result.replies == 0)
    }
}
