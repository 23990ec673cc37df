import POP3
import Testing

@testable import Console

@Suite("Encrypting a connection", .timeLimit(.minutes(5)))
struct ShellSecuringTests {
    /// A server that announces these capabilities and accepts everything.
    private func server(
        _ capabilities: [String] = ["STLS", "USER"], handshake: Result<TLSDetails, LinkError>,
        reply: String = "+OK begin\r\n", isSecure: Bool = false
    ) -> Wire {
        Wire(.says("+OK <1@x>\r\n"), handshake: handshake, isSecure: isSecure) { line in
            switch line {
            case "CAPA": [.says((["+OK"] + capabilities + ["."]).map { $0 + "\r\n" }.joined())]
            case "STLS": [.says(reply)]
            default: [.says("+OK\r\n")]
            }
        }
    }

    private func endpoint(_ security: Endpoint.Security) -> Target {
        var endpoint = Endpoint(host: "pop.example.jp")
        endpoint.security = security
        return .server(endpoint)
    }

    @Test func `STLS by hand encrypts the live connection, and what was learned before is forgotten`() async {
        let wire = server(handshake: .success(Handshake.details()))
        let run = await ShellRun.steps([.types("CAPA"), .types("STLS"), .types(":caps"), .types(":tls")], over: wire)
        #expect(run.screen.contains("   | Encrypted: TLS 1.3, TLS_AES_128_GCM_SHA256, certificate of pop.example.jp."))
        #expect(run.prompts.last == "pop.example.jp tls AUTH>")
        #expect(run.screen.contains("Not known: CAPA has not been answered"))
        #expect(run.screen.contains("chain, dates and name hold"))
        #expect(await wire.sent() == "CAPA\r\nSTLS\r\n")
    }

    @Test(
        arguments: [
            (.unknownAuthority(issuer: "CN=CA"), "Nobody trusted here has signed"),
            (.selfSigned(subject: "CN=x"), "has signed its certificate itself"),
            (.expired(on: CertificateDate(seconds: 0)), "expired on 1970-01-01"),
            (.notYetValid(from: CertificateDate(seconds: 0)), "valid only from 1970-01-01"),
            (.wrongName(expected: "a", names: ["b"]), "is not for a; it is for b"),
            (.wrongName(expected: "a", names: []), "names no host in its subjectAltName"),
            (.notTLS(Array("+OK ready\r\n".utf8)), "it said \"+OK ready\"."),
            (.protocolTooOld(minimum: .tls12), "knows no TLS from TLS 1.2 on"),
            (.handshake("alert"), "The TLS handshake failed: alert"),
        ] as [(TLSFailure, String)])
    func `a handshake that fails ends the connection, says why, and a batch ends with 77`(
        failure: TLSFailure, words: String
    ) async {
        for isInteractive in [true, false] {
            let wire = server(handshake: .failure(.tls(failure)))
            let run = await ShellRun.steps(
                [.types("STLS"), .types("USER alice")], over: wire, isInteractive: isInteractive)
            #expect(run.screen.contains(words))
            #expect(run.status == (failure == .handshake("alert") ? 69 : 77))
            #expect(await wire.sent() == "STLS\r\n")
        }
    }

    @Test func `what was sent behind STLS in clear text is not waited for`() async {
        let wire = Wire(.says("+OK\r\n"), handshake: .success(Handshake.details())) { line in
            switch line {
            case "STLS": [.says("+OK\r\n")]
            case "CAPA": [.says("+OK\r\nUSER\r\n.\r\n")]
            default: []
            }
        }
        let run = await ShellRun.steps([.types(":pipeline STLS;NOOP"), .types("CAPA")], over: wire)
        #expect(run.screen.contains("1 line was sent behind STLS in clear text"))
        #expect(run.prompts.last == "pop.example.jp tls AUTH>")
        #expect(run.lines.contains("S: USER"))
    }

    @Test func `clear text behind +OK is never taken for the session`() async {
        let wire = server(handshake: .success(Handshake.details()), reply: "+OK begin\r\n+OK injected\r\n")
        let run = await ShellRun.steps([.types("STLS"), .types("STAT")], over: wire)
        #expect(run.screen.contains("Clear text came between +OK and the handshake: \"+OK injected"))
        #expect(run.prompts.last == "pop.example.jp closed>")
        #expect(run.status == 76)
        #expect(await wire.sent() == "STLS\r\n")
    }

    @Test(arguments: [Endpoint.Security.startTLS, .auto])
    func `encryption that is asked for comes before the first line`(security: Endpoint.Security) async {
        let wire = server(handshake: .success(Handshake.details()))
        let run = await ShellRun.of(
            ScriptedTerminal([.types("NOOP")], isInteractive: false), at: endpoint(security),
            over: PuppetDialer(wire: wire))
        #expect(run.status == 0)
        #expect(await wire.sent() == (security == .auto ? "CAPA\r\n" : "") + "STLS\r\nNOOP\r\n")
    }

    @Test func `starttls goes on with nothing when the server refuses, auto goes on where STLS is not announced`() async
    {
        let refusing = server(handshake: .success(Handshake.details()), reply: "-ERR no\r\n")
        let strict = await ShellRun.of(
            ScriptedTerminal([.types("NOOP")], isInteractive: false), at: endpoint(.startTLS),
            over: PuppetDialer(wire: refusing))
        #expect(strict.status == 77)
        #expect(await refusing.sent() == "STLS\r\n")
        let without = server(["USER"], handshake: .failure(.tlsUnavailable))
        let lenient = await ShellRun.of(
            ScriptedTerminal([.types("NOOP")], isInteractive: false), at: endpoint(.auto),
            over: PuppetDialer(wire: without))
        #expect(lenient.status == 0)
        #expect(await without.sent() == "CAPA\r\nNOOP\r\n")
    }

    @Test func `a connection that was never checked says so each time`() async {
        let details = Handshake.details(.notVerified(.selfSigned(subject: "CN=x")), version: .tls10)
        let wire = server(handshake: .success(details), isSecure: true)
        let run = await ShellRun.steps([.types("NOOP")], over: wire)
        #expect(run.screen.contains("was not checked (--insecure): this may be any server."))
        #expect(run.screen.contains("It would have been refused"))
        #expect(run.screen.contains("[rfc8314-4-old-tls-dropped]"))
        #expect(!run.screen.contains("Not encrypted"))
        #expect(run.prompts.first == "pop.example.jp tls AUTH>")
    }

    @Test func `in JSON it is an event`() async {
        let wire = server(handshake: .success(Handshake.details()))
        let options = ShellRun.options { $0.writesJSON = true }
        let run = await ShellRun.steps([.types("STLS")], over: wire, isInteractive: false, options)
        #expect(run.screen.contains(#""type":"tls","version":"TLS 1.3""#))
    }
}
