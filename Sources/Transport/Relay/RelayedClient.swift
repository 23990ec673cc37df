import POP3

/// One client of a relay, and its server.
actor RelayedClient {
    private let front: FrontLink
    private let relay: Relay
    private let observe: Relay.Observer
    private var server: (any Link)?
    /// Looks for STLS; `nil` where no handshake is to be done here, or none any more.
    private var upgrade: UpgradeWatch?
    /// What the client sent behind an STLS that has no reply yet.
    private var held: ArraySlice<UInt8> = []
    /// Tells that an STLS has its reply, and that the handshakes that follow it are over.
    private let (settlements, settled) = AsyncStream.makeStream(of: Void.self)
    /// Whether the client has ended its half behind an STLS that had no reply: no handshake can follow.
    private var hasLeft = false
    /// The sides to which nothing could be sent any more.
    private var broken: Set<Session.Side> = []

    /// How a direction came to its end.
    private enum Ending: Error {
        /// The side that is read sent FIN.
        case finished
        /// The connection of this side broke.
        case broken(Session.Side)
        /// Both connections are being closed: what happened was told.
        case dropped
    }

    /// What comes first behind an STLS.
    private enum Turn {
        /// It has its reply, and the handshakes are over.
        case settled
        /// The server will not answer it any more.
        case over
        /// The client will say no more.
        case departed
    }

    init(_ connection: Connection, of relay: Relay, _ observe: @escaping Relay.Observer) {
        front = FrontLink(connection)
        self.relay = relay
        self.observe = observe
    }

    /// Brings the client to its server, and stays until both have gone.
    func run() async {
        await observe(.opened(front.peer))
        do {
            if case .implicit(let tls) = relay.listener.security { try await secureFront(tls, behind: nil) }
            try await relay.dialer.link { link in try await self.join(link) }
        } catch let error as LinkError {
            await observe(.failed(.server(error)))
        } catch {
            // It was told where it happened.
        }
        await front.close(.orderly)
        await observe(.closed)
    }

    private func join(_ link: any Link) async throws(Ending) {
        server = link
        defer { server = nil }
        await observe(.reached(link.peer, link.tls))
        let greeting = try await preface(link)
        if case .startTLS = relay.listener.security, link.tls == nil { upgrade = UpgradeWatch() }
        async let fromClient: Void = passAll(from: .client)
        await passAll(from: .server, beginningWith: greeting)
        settled.finish()
        await fromClient
    }

    /// Makes the way to TLS with the server, where the relay is to do that.
    ///
    /// - Returns: what the server has said already; `nil` for nothing.
    private func preface(_ link: any Link) async throws(Ending) -> [UInt8]? {
        switch relay.dialer.security {
        case .clear, .implicit: return nil
        case .startTLS, .auto: break
        }
        do {
            return try await Preface(over: link, limit: relay.listener.handshakeLimit, observe)
                .secure(relay.dialer.security)
        } catch {
            switch error {
            case .noTLS: await observe(.failed(.noTLS))
            case .injected(let octets): await observe(.injected(octets, by: .server))
            case .link(.tls(.clearTextBehind(let octets))): await observe(.injected(octets, by: .server))
            case .link(let error): await observe(.failed(.server(error)))
            }
            throw .dropped
        }
    }

    private func secureFront(_ tls: ServerTLS, behind reply: [UInt8]?) async throws(Ending) {
        do {
            let plan = FrontHandshake.Plan(tls: tls, reply: reply, limit: relay.listener.handshakeLimit)
            await observe(.clientSecured(try await front.secure(plan)))
        } catch {
            switch error {
            case .clearText(let octets) where reply != nil: await observe(.injected(octets, by: .client))
            case .clearText: await observe(.failed(.clientTLS("the client does not speak TLS")))
            case .handshake(let reason): await observe(.failed(.clientTLS(reason)))
            }
            throw .dropped
        }
    }
}

extension RelayedClient {
    /// Passes on everything that one side sends, and then its end.
    private func passAll(from side: Session.Side, beginningWith first: [UInt8]? = nil) async {
        var ending = Ending.finished
        do {
            if let first { try await pass(first, from: side) }
            while let octets = try await receive(from: side) { try await pass(octets, from: side) }
        } catch {
            ending = error
        }
        // Who cannot be written to any more has broken the connection, however quietly it ends for a reader.
        if case .finished = ending, broken.contains(side) { ending = .broken(side) }
        await passOn(ending, of: side)
    }

    private func passOn(_ ending: Ending, of side: Session.Side) async {
        switch ending {
        case .finished:
            await observe(.ended(by: side, .orderly))
            switch side {
            case .client: await server?.finishSending()
            case .server: await front.finishSending()
            }
        case .broken(side):
            await observe(.ended(by: side, .reset))
            await close(side.other, .reset)
        case .broken(let other):
            // Whoever reads from that side comes to its end, behind what it still has to say.
            broken.insert(other)
        case .dropped:
            await close(.server, .reset)
            await close(.client, .orderly)
        }
    }

    private func close(_ side: Session.Side, _ closing: Closing) async {
        switch side {
        case .client: await front.close(closing)
        case .server: await server?.close(closing)
        }
    }

    private func receive(from side: Session.Side) async throws(Ending) -> [UInt8]? {
        do {
            switch side {
            case .client: return try await front.receive()
            case .server: return try await server?.receive(within: nil)
            }
        } catch {
            throw error == .cancelled ? .dropped : .broken(side)
        }
    }

    private func send(_ octets: [UInt8], to side: Session.Side) async throws(Ending) {
        do {
            switch side {
            case .client: try await front.send(octets)
            case .server: try await server?.send(octets)
            }
        } catch {
            throw error == .cancelled ? .dropped : .broken(side)
        }
    }

    private func pass(_ octets: [UInt8], from side: Session.Side) async throws(Ending) {
        switch side {
        case .client: try await passClient(octets[...])
        case .server: try await passServer(octets)
        }
    }

    /// Passes on what the client sent; what stands behind STLS waits for the reply to that.
    private func passClient(_ octets: ArraySlice<UInt8>) async throws(Ending) {
        var rest = octets
        while !rest.isEmpty {
            let count = upgrade?.clientSent(rest) ?? rest.count
            let isUpgrading = upgrade?.isWaiting == true
            let part = Array(rest.prefix(count))
            rest = rest.dropFirst(count)
            held = rest
            await observe(.passed(part, from: .client))
            try await send(part, to: .server)
            guard isUpgrading else { continue }
            rest = try await behindUpgrade(rest)
        }
        held = []
    }

    /// Waits for the reply to STLS. A client that leaves before it is not waited with, unless it has said more.
    ///
    /// - Returns: what the client said behind its STLS.
    private func behindUpgrade(_ rest: ArraySlice<UInt8>) async throws(Ending) -> ArraySlice<UInt8> {
        let (departure, settlements) = (front.departure, settlements)
        let outcome: Result<ArraySlice<UInt8>, Ending> = await withTaskGroup(of: Turn.self) { turns in
            turns.addTask {
                for await _ in settlements { return .settled }
                return .over
            }
            turns.addTask {
                await departure()
                return .departed
            }
            defer { turns.cancelAll() }
            var rest = rest
            while let turn = await turns.next() {
                switch turn {
                case .settled: return .success(rest)
                case .over: return .failure(.dropped)
                case .departed:
                    do throws(Ending) {
                        guard let more = try await self.receive(from: .client) else {
                            if !rest.isEmpty { continue }
                            self.hasLeft = true
                            return .failure(.finished)
                        }
                        rest += more
                        self.held = rest
                    } catch {
                        return .failure(error)
                    }
                }
            }
            return .failure(.dropped)
        }
        return try outcome.get()
    }

    private func passServer(_ octets: [UInt8]) async throws(Ending) {
        let verdict = upgrade?.serverSent(octets)
        if let upgrade, upgrade.isOver, !upgrade.isWaiting { self.upgrade = nil }
        await observe(.passed(octets, from: .server))
        switch verdict {
        case .nothing?, nil: try await send(octets, to: .client)
        case .refused?:
            try await send(octets, to: .client)
            settled.yield()
        case .accepted(let behind)?:
            upgrade = nil
            try await secureBoth(octets, behind)
            settled.yield()
        }
    }

    /// Does the handshake with the server, then with the client, which hears its `+OK` only in between.
    ///
    /// - Parameter behind: what the server sent behind that `+OK`.
    private func secureBoth(_ reply: [UInt8], _ behind: [UInt8]) async throws(Ending) {
        if !behind.isEmpty { return try await drop(behind, of: .server) }
        if !held.isEmpty { return try await drop(Array(held), of: .client) }
        if hasLeft { throw .dropped }
        guard case .startTLS(let tls) = relay.listener.security, let server else { throw .dropped }
        do {
            await observe(.serverSecured(try await server.startTLS()))
        } catch .tls(.clearTextBehind(let octets)) {
            try await drop(octets, of: .server)
        } catch {
            await observe(.failed(.server(error)))
            throw .dropped
        }
        try await secureFront(tls, behind: reply)
    }

    private func drop(_ octets: [UInt8], of side: Session.Side) async throws(Ending) {
        await observe(.injected(octets, by: side))
        throw .dropped
    }
}

extension Session.Side {
    fileprivate var other: Session.Side {
        switch self {
        case .client: .server
        case .server: .client
        }
    }
}
