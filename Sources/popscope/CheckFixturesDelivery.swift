import ArgumentParser
import Conformance
import Console
import Handbook
import POP3
import Transport

/// Where messages are sent to: `smtp://HOST[:PORT]`.
struct DeliveryTarget: Hashable {
    let host: String
    /// 25 where none is named (RFC 5321 section 4.5.4.2).
    let port: Int

    /// - Throws: `ValidationError`.
    init(parsing text: String) throws {
        let scheme = "smtp://"
        guard text.lowercased().hasPrefix(scheme) else { throw Self.refusal }
        let rest = text.dropFirst(scheme.count)
        let place = rest.hasSuffix("/") ? String(rest.dropLast()) : String(rest)
        // The address of a POP3 server has the same form; its port is another one.
        guard let endpoint = try? Endpoint(parsing: "pop3://" + place), endpoint.user == nil, !place.isEmpty else {
            throw Self.refusal
        }
        let hasPort = (try? Endpoint(parsing: "pop3s://" + place))?.port == endpoint.port
        host = endpoint.host
        port = hasPort ? endpoint.port : 25
    }

    private static var refusal: ValidationError {
        ValidationError(HelpWords.text(en: "smtp://HOST[:PORT] is expected.", ja: "smtp://HOST[:PORT] を指定してください。"))
    }
}

/// Sends the fixtures to one recipient by SMTP (RFC 5321).
struct FixtureDelivery: Sendable {
    /// What became of a message, or of the whole.
    struct Result: Hashable {
        let text: Localized
        let isFailure: Bool
    }

    private let target: DeliveryTarget
    private let recipient: String
    private let timeout: Int

    init(_ target: DeliveryTarget, to recipient: String, timeout: Int) {
        self.target = target
        self.recipient = recipient
        self.timeout = timeout
    }

    /// Connects, sends each message, and leaves.
    func run() async -> [Result] {
        let dialer = SocketDialer(
            host: target.host, port: target.port, connectLimit: .seconds(min(timeout, 15)), security: .clear)
        do {
            return try await dialer.link { link in await send(over: link) }
        } catch let error as LinkError {
            return [Result(text: SMTPClient.Failure.link(error).text, isFailure: true)]
        } catch {
            return [Result(text: Localized(verbatim: "\(error)"), isFailure: true)]
        }
    }

    /// Sends everything over a link on which nothing has been read yet.
    func send(over link: any Link) async -> [Result] {
        var results: [Result] = []
        var client = SMTPClient(over: link, limit: .seconds(timeout))
        do throws(SMTPClient.Failure) {
            try await client.begin()
            for fixture in Fixture.all { results.append(try await send(fixture, by: &client)) }
            try await client.leave()
        } catch {
            results.append(Result(text: error.text, isFailure: true))
        }
        return results
    }

    private func send(
        _ fixture: Fixture, by client: inout SMTPClient
    ) async throws(SMTPClient.Failure) -> Result {
        let name = Localized(verbatim: fixture.kind.rawValue + ": ")
        // RFC 5321 section 4.1.1.4: the CRLF before the "." belongs to the message.
        if fixture.kind == .noTrailingCRLF {
            let text = Localized(
                en: "left out, SMTP ends every line; put the file of --fixtures into the mailbox",
                ja: "送りません (SMTP ではすべての行に改行が付きます)。--fixtures のファイルをメールボックスに置いてください")
            return Result(text: name + text, isFailure: false)
        }
        do throws(SMTPClient.Failure) {
            try await client.send(fixture.octets, to: recipient)
            let text = Localized(en: "sent to \(recipient)", ja: "\(recipient) に送りました")
            return Result(text: name + text, isFailure: false)
        } catch {
            switch error {
            case .refused, .missing:
                // Where that fails too, the next message says so.
                try? await client.reset()
                return Result(text: name + error.text, isFailure: true)
            case .link, .malformed: throw error
            }
        }
    }
}
