import Console
import Handbook
import POP3
import Transport

/// The server that is put to the test, and how it is reached.
struct CheckedServer {
    let endpoint: Endpoint
    /// Where the other account is; `nil` when there is none.
    let other: Endpoint?
    /// Whether connections begin TLS by STLS.
    private(set) var usesSTLS = false
    private let tls: TLSOptions
    private let timeout: Int

    init(_ endpoint: Endpoint, other: Endpoint?, _ security: TLSOptionGroup, timeout: Int) {
        self.endpoint = endpoint
        self.other = other
        self.timeout = timeout
        var options = security.options
        // Nobody stands between, and test servers have certificates of their own.
        if Self.isLoopback(endpoint.host), security.cacert == nil { options.verifies = false }
        tls = options
    }

    /// The server as a URL, without a user.
    var name: String { "\(endpoint.security == .implicit ? "pop3s" : "pop3")://\(endpoint.name)" }

    /// Whether nothing leaves this machine.
    var isLoopback: Bool { Self.isLoopback(endpoint.host) }

    var dialer: any Dialer { dialer(for: endpoint) }

    /// Reaches the other account; `nil` without one.
    var otherDialer: (any Dialer)? { other.map(dialer) }

    private func dialer(for endpoint: Endpoint) -> any Dialer {
        SocketDialer(
            host: endpoint.host, port: endpoint.port, connectLimit: .seconds(min(timeout, 15)),
            security: endpoint.security == .implicit ? .implicit : .clear, tls: tls)
    }

    /// Whether an address or a name is of this machine: 127.0.0.0/8, ::1 or localhost (RFC 6761 section 6.3).
    static func isLoopback(_ host: String) -> Bool {
        let host = host.lowercased()
        if host == "localhost" || host == "::1" || host.hasSuffix(".localhost") { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}

extension CheckedServer {
    /// Connects once, and decides whether STLS is used.
    ///
    /// - Parameter asked: the option `--tls`; `nil` when it was not given.
    /// - Returns: why the server cannot be inspected; `nil` when it can.
    mutating func settleSecurity(asked: Endpoint.Security?) async -> ReportRefusal? {
        let asks = endpoint.security != .implicit && (asked == nil || asked == .auto)
        do {
            let answer = try await dialer.link { link in
                try await probe(Conversation(over: link, replyLimit: Self.largestAnswer), asksOffer: asks)
            }
            switch answer {
            case .refused(let refusal): return refusal
            case .offers(let offer): usesSTLS = decide(offer, asked)
            }
            return nil
        } catch let error as LinkError {
            return ReportRefusal(error)
        } catch {
            return .silent
        }
    }

    private enum Answer {
        case refused(ReportRefusal)
        case offers(Knowledge)
    }

    private func decide(_ offer: Knowledge, _ asked: Endpoint.Security?) -> Bool {
        let tags = Set((offer.capabilities ?? []).map { $0.tag.uppercased() })
        switch asked {
        case .startTLS: return true
        case .clear, .implicit: return false
        case .auto: return tags.contains("STLS")
        case nil:
            let canLogIn = tags.contains("USER") || tags.contains("SASL") || offer.timestamp != nil
            return endpoint.security != .implicit && tags.contains("STLS") && !(isLoopback && canLogIn)
        }
    }

    /// Reads the greeting, asks for capabilities where they matter, and leaves by QUIT: nobody is logged in.
    private func probe(_ conversation: Conversation, asksOffer: Bool) async throws -> Answer {
        let limit = Duration.seconds(timeout)
        guard let greeting = try await exchange(on: conversation, within: limit) else { return .refused(.silent) }
        if greeting.reply.status == .err { return .refused(ReportRefusal(greeting: greeting.reply.first)) }
        // From here on a server that goes wrong is what the inspection is for.
        if asksOffer { _ = try? await exchange("CAPA", on: conversation, within: min(limit, .seconds(10))) }
        let knowledge = conversation.session.knowledge
        if (try? await exchange("QUIT", on: conversation, within: .seconds(2))) != nil {
            _ = try? await conversation.receive(within: .seconds(1))
        }
        return .offers(knowledge)
    }

    /// The longest answer here that is read, in octets.
    private static let largestAnswer = 1 << 20

    /// The reply to a line, or the greeting; however little comes how often, it must be whole within the limit.
    private func exchange(
        _ line: Line? = nil, on conversation: Conversation, within limit: Duration
    ) async throws -> Exchange? {
        let deadline = ContinuousClock.now + limit
        if let line { try await conversation.send(line.octets) }
        while let events = try await conversation.receive(within: max(.zero, deadline - .now)) {
            for case .completed(let exchange) in events { return exchange }
            guard deadline > .now else { throw LinkError.timedOut(limit) }
        }
        return nil
    }
}
