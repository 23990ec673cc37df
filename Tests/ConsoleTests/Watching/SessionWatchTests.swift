import Handbook
import POP3
import Testing

@testable import Console

@Suite("Watching a session of others")
struct SessionWatchTests {
    private static let peer = Peer(address: "192.0.2.1", port: 110)
    private static let login = "S: +OK ready\nC: user bob\nS: +OK\nC: pass hunter22\nS: -ERR no user with hunter22\n"

    private static func watch(
        readsUpgrades: Bool = false, writesJSON: Bool = false, connection: Int = 1, notes: NotesPolicy = .off
    ) -> SessionWatch {
        var settings = Settings()
        settings.prepareForBatch()
        settings.notes = notes
        return SessionWatch(
            of: Endpoint(host: "mail.example.jp"), readsUpgrades: readsUpgrades, settings: settings,
            writesJSON: writesJSON, connection: connection)
    }

    /// What a watch makes of lines that begin with "C: " or "S: "; those of one side that follow each other come at once.
    private static func output(
        of watch: SessionWatch, _ lines: String, inPiecesOf size: Int = .max, over tls: TLSDetails? = nil
    ) async -> SessionWatch.Output {
        var output = watch.connected(to: peer, tls)
        for line in lines.split(separator: "\n") {
            let side: Session.Side = line.hasPrefix("C: ") ? .client : .server
            var rest = (Array(line.utf8.dropFirst(3)) + [13, 10])[...]
            while !rest.isEmpty {
                output = output.adding(await watch.passed(Array(rest.prefix(size)), from: side))
                rest = rest.dropFirst(size)
            }
        }
        return output
    }

    private static func text(_ octets: [UInt8]) -> String { String(decoding: octets, as: UTF8.self) }

    @Test func `both sides are shown as the console shows them, without secrets`() async {
        let output = await Self.output(of: Self.watch(), Self.login)
        #expect(
            Self.text(output.shown) == """
                   | Connecting to mail.example.jp port 110 (192.0.2.1) ... connected. Not encrypted.
                S: +OK ready
                C: user bob
                S: +OK
                C: pass ********
                S: -ERR no user with ********

                """)
    }

    @Test(arguments: [1, 2, 3, 7]) func `a recording has no secret, however the octets were cut`(size: Int) async {
        let whole = await Self.output(of: Self.watch(), Self.login).recorded
        let pieces = await Self.output(of: Self.watch(), Self.login, inPiecesOf: size).recorded
        #expect(pieces == whole)
        var writer = TranscriptWriter()
        let file = whole.flatMap { writer.write($0) } + writer.finish()
        #expect(Self.text(file).contains("C: pass ${secret:bob}\nS: -ERR no user with ${secret:bob}\n"))
        #expect(!Self.text(file).contains("hunter22"))
    }

    @Test func `what breaks the RFCs is told at its exchange, and counted by side`() async {
        let watch = Self.watch(notes: .brief)
        let output = await Self.output(of: watch, "S: +OK ready\nC: NOOP \nS: +ok\n")
        let troubles = Self.text(output.shown).split(separator: "\n").filter { $0.hasSuffix("]") }
        #expect(troubles.count == 4)
        #expect(
            watch.tally.breaches == [
                .client: ["rfc1939-3-args-single-space": 1, "rfc1939-3-client-right-state": 1],
                .server: ["rfc1939-3-status-upper-case": 1, "rfc1939-5-noop-transaction-only": 1],
            ])
        #expect(watch.tally.exchanges == 2)
    }

    @Test func `behind STLS nothing is read where the handshake is done elsewhere`() async {
        let watch = Self.watch()
        let output = await Self.output(of: watch, "S: +OK ready\nC: STLS\nS: +OK go\nC: PASS hunter22\nS: -ERR\n")
        #expect(Self.text(output.shown).hasSuffix("S: +OK go\n   | \(WatchWords.unreadable.en)\n"))
        #expect(watch.isBetweenExchanges)
        #expect(output.recorded.last == .event(.note(WatchWords.unreadable.en)))
        let end = await watch.ended(by: .server, .orderly)
        #expect(Self.text(end.shown) == "   | the server closed the connection.\n")
        #expect(end.recorded == [.event(.close(.server))])
    }

    @Test func `behind STLS the session goes on where the handshakes are done here`() async {
        let watch = Self.watch(readsUpgrades: true)
        var output = await Self.output(of: watch, "S: +OK ready\nC: STLS\nS: +OK go\n")
        output = output.adding(
            await watch.serverSecured(
                TLSDetails(version: .tls13, cipher: nil, serverName: nil, chain: [], verification: .verified)))
        output = output.adding(watch.clientSecured(.tls12))
        output = output.adding(await watch.passed(Array("CAPA\r\n".utf8), from: .client))
        #expect(
            output.recorded.suffix(2) == [
                .event(.tls("TLSv1.2")), .event(.sent(.client, WireText(Array("CAPA".utf8)))),
            ])
        #expect(Self.text(output.shown).hasSuffix("TLS 1.2 with the client; it ends here.\nC: CAPA\n"))
    }

    @Test func `clear text of a client behind STLS is a finding that shows no secret`() async {
        let watch = Self.watch(readsUpgrades: true)
        _ = await Self.output(of: watch, "S: +OK ready\nC: STLS\nS: +OK go\n")
        let output = watch.injected(Array("PASS hunter22\r\n".utf8), by: .client)
        #expect(Self.text(output.shown).contains("begin: PASS ******** [rfc2595-4-client-waits-after-stls]"))
        #expect(watch.tally.findings(about: .client) == 1)
    }

    private static let password =
        "S: +OK\nC: CAPA\nS: +OK\nS: USER\nS: STLS\nS: .\nC: USER a\nS: +OK\nC: PASS hunter22\nS: -ERR\n"

    @Test func `a client under TLS is not told off for what the way to the server lacks`() async {
        let watch = Self.watch(notes: .full)
        _ = watch.clientSecured(.tls13)
        let output = await Self.output(of: watch, Self.password)
        #expect(!Self.text(output.shown).contains("The client sends the password readable"))
        #expect(!Self.text(output.shown).contains("the client does not use it"))
    }

    @Test func `a client in clear text is told off although the way to the server is under TLS`() async {
        let tls = TLSDetails(version: .tls13, cipher: nil, serverName: nil, chain: [], verification: .verified)
        let output = await Self.output(of: Self.watch(notes: .full), Self.password, over: tls)
        #expect(Self.text(output.shown).contains("The client sends the password readable"))
    }

    @Test func `a recording says why a session did not go on`() async {
        let unreached = Self.watch()
        #expect(unreached.failed(LinkError.unknownHost("mail.example.jp")).recorded == [])
        let lost = Self.watch()
        _ = await Self.output(of: lost, "S: +OK ready\n")
        let note = "The connection was lost: reset by peer."
        let recorded = lost.failed(LinkError.lost("reset by peer")).recorded
        guard case .event(.note(let text))? = recorded.first else {
            Issue.record("\(recorded)")
            return
        }
        #expect(recorded.count == 1 && text.hasPrefix(note))
    }

    @Test func `a client that leaves with deletions undone is told of at the end`() async {
        let watch = Self.watch()
        _ = await Self.output(
            of: watch, "S: +OK ready\nC: USER a\nS: +OK\nC: PASS b\nS: +OK\nC: DELE 1\nS: +OK\n")
        let output = await watch.ended(by: .client, .orderly)
        #expect(watch.tally.breaches[.client] == ["rfc1939-6-client-quit-commits": 1])
        #expect(output.recorded == [.event(.close(.client))])
        #expect(await watch.closed().shown == [])
    }

    @Test func `an end that neither side has made is neither's fault`() async {
        let watch = Self.watch()
        _ = await Self.output(of: watch, "S: +OK ready\nC: USER a\n")
        _ = await watch.passed(Array("+OK half a li".utf8), from: .server)
        let end = await watch.closed()
        #expect(Self.text(end.shown).hasSuffix("   | \(WatchWords.brokenOff.en)\n"))
        #expect(end.recorded.last == .event(.note(WatchWords.brokenOff.en)))
        #expect(end.recorded.count == 2)
        #expect(watch.tally.breaches == [:])
        #expect(await watch.closed().recorded == [])
    }

    @Test func `on a screen no row is wider`() async {
        let watch = Self.watch(notes: .full)
        watch.width = 60
        let output = await Self.output(of: watch, "S: +OK ready <1.2@example.jp>\nC: CAPA\nS: +OK\nS: TOP\nS: .\n")
        let rows = Self.text(output.shown).split(separator: "\n")
        #expect(rows.count > 8 && rows.allSatisfy { DisplayWidth.of($0) <= 60 })
    }

    @Test func `the replies that are due are still read when the client has said its last`() async {
        let watch = Self.watch()
        _ = await Self.output(of: watch, "S: +OK ready\nC: QUIT\n")
        #expect(await watch.ended(by: .client, .orderly).recorded == [])
        #expect(Self.text(await watch.passed(Array("+OK\r\n".utf8), from: .server).shown) == "S: +OK\n")
        #expect(await watch.ended(by: .server, .orderly).recorded == [.event(.close(.client))])
    }

    @Test func `events name the client from the second on`() async {
        let first = await Self.output(of: Self.watch(writesJSON: true), "S: +OK ready\n")
        let second = await Self.output(of: Self.watch(writesJSON: true, connection: 2), "S: +OK ready\n")
        #expect(!Self.text(first.shown).contains("\"connection\""))
        #expect(Self.text(second.shown).contains("{\"v\":1,\"type\":\"exchange\",\"connection\":2,\"n\":1,"))
    }
}
