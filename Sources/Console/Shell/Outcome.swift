import POP3

/// What has happened in a run, as far as the exit status depends on it.
struct Outcome: Hashable, Sendable {
    /// The exit statuses of sysexits that a session can end with.
    enum Status {
        static let ok: Int32 = 0, failed: Int32 = 1
        static let cannotRead: Int32 = 66, unknownHost: Int32 = 68, unavailable: Int32 = 69, cannotWrite: Int32 = 73
        static let tryAgain: Int32 = 75, protocolBroken: Int32 = 76, refused: Int32 = 77
    }

    private(set) var hasError = false
    private(set) var hasFinding = false
    private var login: Int32?
    private var fault: Int32?

    /// Whether a batch has no reason to go on.
    func isOver(stopsOnError: Bool) -> Bool { fault != nil || (stopsOnError && hasError) }

    /// The exit status; a broken connection outranks a refused login, and that what `failure` names.
    func status(failing failure: Shell.Failure) -> Int32 {
        if let status = fault ?? login { return status }
        switch failure {
        case .never: return Status.ok
        case .err: return hasError ? Status.failed : Status.ok
        case .finding: return hasFinding ? Status.failed : Status.ok
        }
    }

    /// - Parameter isProbe: whether the program asked on its own account: a refusal is an answer then, and no error.
    mutating func took(_ exchange: Exchange, hasFinding: Bool, isProbe: Bool = false) {
        self.hasFinding = self.hasFinding || hasFinding
        hasError = hasError || (exchange.reply.status == .err && !isProbe)
        if exchange.reply.body?.isTerminated == false { failed(.lost("")) }
        guard let command = exchange.command else {
            fault = fault ?? Self.status(ofGreeting: exchange.reply.status)
            return
        }
        if exchange.before == .authorization, exchange.after == .transaction { login = nil }
        if exchange.before == .authorization, command.isLogin, !command.isProbe, exchange.reply.status == .err {
            login = exchange.reply.code.map(Self.isPassing) == true ? Status.tryAgain : Status.refused
        }
    }

    /// A requirement did not hold outside any exchange.
    mutating func foundSomething() {
        hasFinding = true
    }

    mutating func failed(_ error: LinkError) {
        fault = fault ?? Self.status(of: error)
    }

    /// A login did not succeed for a reason of our own, or by a reply that says nothing about it.
    mutating func loginFailed() {
        login = login ?? Status.refused
    }

    mutating func cannotWrite() {
        fault = Status.cannotWrite
    }

    /// What a greeting ends a run with; `nil` when the session can begin. What is no greeting of POP3 is not talked to.
    private static func status(ofGreeting status: Reply.Status) -> Int32? {
        switch status {
        case .ok: nil
        case .err: Status.tryAgain
        case .challenge, .malformed: Status.protocolBroken
        }
    }

    private static func isPassing(_ code: ResponseCode) -> Bool {
        [ResponseCode.inUse, .loginDelay, .systemTemporary].contains { $0.covers(code) }
    }

    private static func status(of error: LinkError) -> Int32 {
        switch error {
        case .unknownHost: Status.unknownHost
        case .refused, .unreachable, .lost, .tlsUnavailable, .cancelled: Status.unavailable
        case .tls(.clearTextBehind): Status.protocolBroken
        case .tls(.handshake): Status.unavailable
        case .tls(.roots): Status.cannotRead
        case .tls: Status.refused
        case .timedOut: Status.tryAgain
        case .endless: Status.protocolBroken
        }
    }
}

extension Command {
    /// AUTH alone: it asks for the mechanisms and logs nobody in.
    fileprivate var isProbe: Bool { kind == .command && verb == .auth && arguments.isEmpty }
}
