import POP3

/// What a relay says to a server itself, before the client is heard: the way to TLS (RFC 2595 section 4).
struct Preface {
    private let conversation: Conversation
    private let limit: Duration
    private let observe: Relay.Observer

    /// Why the way to TLS ended.
    enum Failure: Error {
        case link(LinkError)
        case noTLS
        /// The server spoke unasked; what it said may be anybody's.
        case injected([UInt8])
    }

    /// - Parameter limit: how long each reply may take.
    init(over link: any Link, limit: Duration, _ observe: @escaping Relay.Observer) {
        conversation = Conversation(over: link)
        self.limit = limit
        self.observe = observe
    }

    /// Encrypts the connection as far as is wanted.
    ///
    /// - Returns: the greeting, which the client has not seen yet.
    func secure(_ security: Endpoint.Security) async throws(Failure) -> [UInt8] {
        let greeting = try await exchange()
        if try await isWanted(security, behind: greeting) {
            guard try await ask("\(Verb.stls)").reply.status == .ok else { throw .noTLS }
            do {
                await observe(.serverSecured(try await conversation.startTLS().details))
            } catch {
                throw .link(error)
            }
        }
        return greeting.reply.first.octets
    }

    private func isWanted(_ security: Endpoint.Security, behind greeting: Exchange) async throws(Failure) -> Bool {
        switch security {
        case .clear, .implicit: return false
        case .startTLS:
            guard greeting.reply.status == .ok else { throw .noTLS }
            return true
        case .auto:
            guard greeting.reply.status == .ok else { return false }
            _ = try await ask("\(Verb.capa)")
            return conversation.session.knowledge.capabilities?.announces("\(Verb.stls)") == true
        }
    }

    private func ask(_ line: String) async throws(Failure) -> Exchange {
        do {
            try await conversation.send(Line(line).octets)
        } catch {
            throw .link(error)
        }
        let exchange = try await exchange()
        await observe(.asked(exchange))
        return exchange
    }

    private func exchange() async throws(Failure) -> Exchange {
        do {
            while let events = try await conversation.receive(within: limit) {
                for case .unsolicited(let line) in events { throw Failure.injected(line.octets) }
                for case .completed(let exchange) in events { return exchange }
            }
        } catch {
            throw error as? Failure ?? .link(error as? LinkError ?? .lost("\(error)"))
        }
        throw .link(.lost(TLSReason.closed))
    }
}
