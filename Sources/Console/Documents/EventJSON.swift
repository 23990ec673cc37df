import Handbook
import POP3

/// The events of `--json`: one object a line, in every command the same.
///
/// Fields may be added to a type, never changed. Secrets are masked before they come here.
struct EventJSON: Sendable {
    private let language: Language
    private let connection: Int

    /// Events whose sentences are in one language.
    ///
    /// - Parameter connection: of a transcript that has several; the first one is not named.
    init(_ language: Language, connection: Int = 1) {
        self.language = language
        self.connection = connection
    }

    /// An exchange and what it means.
    ///
    /// - Parameters:
    ///   - number: the number of the exchange in its session, from 1.
    ///   - time: from the command to the first line of its reply; `nil` when it was not measured, as for the greeting.
    func exchange(_ number: Int, _ exchange: Exchange, _ annotation: Annotation, time: Duration?) -> [UInt8] {
        let reply = exchange.reply
        return line(
            "exchange",
            [
                .init("n", .integer(number)),
                .init("command", exchange.command.map(command) ?? .null),
                .init("status", .text(reply.status.rawValue)),
                .init("text", .octets(reply.textOctets)),
                .init("code", reply.code.map { .text($0.name) } ?? .null),
                .init("body", reply.body.map(body) ?? .null),
                .init("before", .text(exchange.before.rawValue)),
                .init("after", .text(exchange.after.rawValue)),
            ] + explanation(annotation) + [.init("ms", milliseconds(time))])
    }

    /// A connection came about. The address and the port are null inside this program.
    func connected(to server: String, _ peer: Peer, time: Duration?) -> [UInt8] {
        line(
            "connected",
            [
                .init("server", .text(server)),
                .init("address", peer.address.map(JSON.text) ?? .null),
                .init("port", peer.port.map(JSON.integer) ?? .null),
                .init("ms", milliseconds(time)),
            ])
    }

    /// TLS has begun; what is not known of it is null.
    func tls(_ details: TLSDetails, time: Duration?) -> [UInt8] {
        let certificate = details.chain.first
        return line(
            "tls",
            [
                .init("version", .text(details.version.rawValue)),
                .init("cipher", details.cipher.map(JSON.text) ?? .null),
                .init("name", details.serverName.map(JSON.text) ?? .null),
                .init("verified", .bool(details.verification == .verified)),
                .init("subject", certificate.map { .text($0.subject) } ?? .null),
                .init("expires", certificate.map { .text($0.notAfter.text) } ?? .null),
                .init("fingerprint", certificate.map { .text($0.fingerprint) } ?? .null),
                .init("ms", milliseconds(time)),
            ])
    }

    /// TLS began in a transcript; its words about it stand in place of the version.
    func tls(_ words: String) -> [UInt8] {
        let rest = ["cipher", "name", "verified", "subject", "expires", "fingerprint", "ms"]
        let version: JSON = words.isEmpty ? .null : .text(words)
        return line("tls", [.init("version", version)] + rest.map { .init($0, .null) })
    }

    /// The connection is over.
    ///
    /// - Parameter before: the state that the session was in.
    func closed(by side: Session.Side, in before: Session.Phase, _ meaning: Localized) -> [UInt8] {
        line(
            "closed",
            [
                .init("by", .text(side.rawValue)),
                .init("before", .text(before.rawValue)),
                .init("meaning", .text(meaning[language])),
            ])
    }

    /// A connection did not come about, or broke.
    ///
    /// - Parameter unanswered: the oldest command without a reply; `nil` when there is none.
    func error(_ error: LinkError, _ meaning: Localized, unanswered: Command? = nil) -> [UInt8] {
        failure(error.name, unanswered, meaning)
    }

    /// A line that was to be sent was not, for example because the connection is closed.
    func notSent(_ command: Command, _ meaning: Localized) -> [UInt8] {
        failure("not-sent", command, meaning)
    }

    /// A local command was not carried out.
    func notDone(_ meaning: Localized) -> [UInt8] {
        failure("not-done", nil, meaning)
    }

    private func failure(_ name: String, _ command: Command?, _ meaning: Localized) -> [UInt8] {
        line(
            "error",
            [
                .init("error", .text(name)),
                .init("command", command.map(self.command) ?? .null),
                .init("meaning", .text(meaning[language])),
            ])
    }

    /// A line that the server sent unasked, as it came.
    func note(_ annotation: Annotation, text: Line) -> [UInt8] {
        line("note", [.init("text", .octets(text.bytes))] + explanation(annotation))
    }

    /// A sentence of our own, outside any exchange: what a local command did.
    func note(_ meaning: Localized) -> [UInt8] {
        line(
            "note",
            [
                .init("text", .null), .init("cite", .array([])), .init("meaning", .text(meaning[language])),
                .init("findings", .array([])),
            ])
    }

    private func line(_ type: String, _ members: [JSON.Member]) -> [UInt8] {
        let head: [JSON.Member] = [.init("v", .integer(1)), .init("type", .text(type))]
        let place: [JSON.Member] = connection == 1 ? [] : [.init("connection", .integer(connection))]
        return JSON.object(head + place + members).bytes + [0x0A]
    }

    private func command(_ command: Command) -> JSON {
        .object([
            .init("verb", .text(command.redacted().verb.name)),
            .init("text", .octets(command.redacted().line.bytes)),
        ])
    }

    /// The numbers count the whole body; `text` is the part of it that was kept, un-stuffed.
    private func body(_ body: Body) -> JSON {
        .object([
            .init("lines", .integer(body.lines)),
            .init("octets", .integer(body.octets)),
            .init("stuffed", .integer(body.stuffed)),
            .init("terminated", .bool(body.isTerminated)),
            .init("text", .array(body.keptLines.map { .octets($0.unstuffed.bytes) })),
        ])
    }

    private func explanation(_ annotation: Annotation) -> [JSON.Member] {
        let findings = annotation.findings.map { finding in
            JSON.object([
                .init("id", .text(finding.requirement.name)), .init("text", .text(finding.text[language])),
            ])
        }
        return [
            .init("cite", .array(annotation.citations.map { .text($0.sentence) })),
            .init("meaning", .text(annotation.meaning[language])),
            .init("findings", .array(findings)),
        ]
    }

    private func milliseconds(_ time: Duration?) -> JSON { time.map { .tenths($0.milliseconds) } ?? .null }
}

extension Reply {
    /// What follows the status indicator and one space, as it came.
    fileprivate var textOctets: [UInt8] {
        let rest = first.bytes.dropFirst(status.indicator.utf8.count)
        return Array(rest.first == UInt8(ascii: " ") ? rest.dropFirst() : rest)
    }
}

extension Citation {
    /// The place in words: `RFC 1939 section 7`.
    fileprivate var sentence: String { section.isEmpty ? "RFC \(rfc)" : "RFC \(rfc) section \(section)" }
}

extension LinkError {
    /// The kind of failure in one word, for programs.
    fileprivate var name: String {
        switch self {
        case .unknownHost: "unknown-host"
        case .refused: "refused"
        case .unreachable: "unreachable"
        case .timedOut: "timed-out"
        case .lost: "lost"
        case .endless: "endless"
        case .tlsUnavailable: "tls-unavailable"
        case .tls(let failure): failure.name
        case .cancelled: "cancelled"
        }
    }
}

extension TLSFailure {
    /// The kind of failure in one word, for programs.
    fileprivate var name: String {
        switch self {
        case .unknownAuthority: "tls-unknown-authority"
        case .selfSigned: "tls-self-signed"
        case .expired: "tls-expired"
        case .notYetValid: "tls-not-yet-valid"
        case .wrongName: "tls-wrong-name"
        case .notTLS: "tls-not-spoken"
        case .protocolTooOld: "tls-too-old"
        case .clearTextBehind: "tls-injected"
        case .roots: "tls-roots"
        case .handshake: "tls-handshake"
        }
    }
}
