import NIOCore
import NIOSSL
import NIOTLS
import POP3

/// A client's TLS handshake on a live channel.
///
/// Lives on the event loop, behind the TLS handler and in front of the ``Inbox``.
final class ClientHandshake: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    /// What has to be known before the handshake begins.
    struct Plan: Sendable {
        let context: NIOSSLContext
        let judge: ChainJudge
        let options: TLSOptions
        /// Whether a session in clear text went before.
        let isUpgrade: Bool
        let limit: Duration

        /// What it means that clear text came instead of the handshake.
        func failure(clearText octets: [UInt8]) -> LinkError {
            .tls(isUpgrade ? .clearTextBehind(octets) : .notTLS(Array(octets.prefix(512))))
        }
    }

    private enum Phase {
        case running, secure, failed
    }

    private let plan: Plan
    private let promise: EventLoopPromise<TLSDetails>
    private var phase = Phase.running
    private var timeout: Scheduled<Void>?
    private var judgement: ChainJudgement?
    private var secure: NIOSSLClientHandler?
    private var wire: WireWatch?

    private init(_ plan: Plan, _ promise: EventLoopPromise<TLSDetails>) {
        self.plan = plan
        self.promise = promise
    }

    /// Puts TLS in front of `inbox` and begins the handshake; `promise` gets its outcome. When that is a failure the
    /// channel is closed.
    ///
    /// - Returns: what closes the connection below TLS; `nil` when it did not come that far.
    static func begin(
        _ plan: Plan, on channel: any Channel, inbox: Inbox, _ promise: EventLoopPromise<TLSDetails>
    ) -> WireWatch? {
        do {
            let waiting = ByteBuffer(bytes: inbox.drain())
            let isClearText = plan.isUpgrade || !WireWatch.beginsRecord(waiting)
            if waiting.readableBytes > 0, isClearText { throw plan.failure(clearText: Array(buffer: waiting)) }
            guard inbox.isOpen else { throw LinkError.tls(.handshake(TLSReason.closed)) }
            let wire = try ClientHandshake(plan, promise).join(channel)
            if waiting.readableBytes > 0 {
                // A server that does TLS at once may speak first: to refuse, with an alert.
                channel.pipeline.syncOperations.fireChannelRead(NIOAny(waiting))
                channel.pipeline.syncOperations.fireChannelReadComplete()
            }
            return wire
        } catch {
            promise.fail(error as? LinkError ?? .tls(.handshake(TLSReason.text(of: error))))
            channel.close(promise: nil)
            return nil
        }
    }

    private func join(_ channel: any Channel) throws -> WireWatch {
        let wire = WireWatch { self.sawClearText($0) }
        let secure = try NIOSSLClientHandler(
            context: plan.context, serverHostname: plan.judge.name.indication,
            customVerificationCallback: { self.judge($0, $1) })
        (self.wire, self.secure) = (wire, secure)
        let limit = plan.limit
        timeout = channel.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(limit)) {
            self.fail(.timedOut(limit))
        }
        // The TLS handler begins as soon as it is added: what waits for its outcome must stand there first.
        for handler: any ChannelHandler in [self, secure, wire] {
            try channel.pipeline.syncOperations.addHandler(handler, position: .first)
        }
        return wire
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted = event { succeed() }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch phase {
        case .running:
            fail(failure(for: error))
        case .secure:
            // Many servers close without the closing alert; what ends a reply is in POP3 itself.
            if !TLSReason.isBareEnd(error) { context.fireErrorCaught(LinkError.lost(TLSReason.text(of: error))) }
        case .failed:
            break  // the reason is known, and the connection is being closed
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(.tls(.handshake(TLSReason.closed)))
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        fail(.tls(.handshake(TLSReason.closed)))
        (wire, secure) = (nil, nil)
    }
}

extension ClientHandshake {
    private func sawClearText(_ octets: [UInt8]) {
        fail(plan.failure(clearText: octets))
    }

    private func judge(
        _ chain: [NIOSSLCertificate], _ verdict: EventLoopPromise<NIOSSLVerificationResult>
    ) {
        let (judge, isBinding) = (plan.judge, plan.options.verifies)
        let certificates = chain.map { (try? $0.toDERBytes()) ?? [] }
        let judgement = verdict.futureResult.eventLoop.makeFutureWithTask { await judge.judge(certificates) }
        judgement.assumeIsolated().whenSuccess { judgement in
            self.judgement = judgement
            verdict.succeed(isBinding && judgement.failure != nil ? .failed : .certificateVerified)
        }
    }

    private func failure(for error: any Error) -> LinkError {
        if plan.options.verifies, let failure = judgement?.failure { return .tls(failure) }
        if TLSReason.isTooOld(error) { return .tls(.protocolTooOld(minimum: plan.options.minimum)) }
        return error is NIOSSLError ? .tls(.handshake(TLSReason.text(of: error))) : LinkError(breaking: error)
    }

    private func succeed() {
        guard let version = POP3.TLSVersion(secure?.tlsVersion), let judgement else {
            return fail(.tls(.handshake("nothing was negotiated")))
        }
        guard settle(.secure) else { return }
        promise.succeed(
            TLSDetails(
                version: version, cipher: wire?.cipher, serverName: plan.judge.name.indication, chain: judgement.chain,
                verification: plan.options.verifies ? .verified : .notVerified(judgement.failure)))
    }

    private func fail(_ error: LinkError) {
        guard settle(.failed) else { return }
        promise.fail(error)
        wire?.drop()
    }

    /// Whether this is the first outcome.
    private func settle(_ outcome: Phase) -> Bool {
        guard phase == .running else { return false }
        phase = outcome
        timeout?.cancel()
        return true
    }
}
