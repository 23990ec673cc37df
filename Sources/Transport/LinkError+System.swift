import NIOCore
import NIOPosix
import POP3

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension LinkError {
    /// Why a live connection broke.
    init(breaking error: any Error) {
        switch error {
        case let error as LinkError: self = error
        case is CancellationError: self = .cancelled
        default: self = .lost(SystemReason.text(of: error))
        }
    }

    /// Why no connection came about.
    init(connecting error: any Error, to host: String, _ port: Int, within limit: Duration) {
        switch error {
        case is CancellationError: self = .cancelled
        case ChannelError.connectTimeout: self = .timedOut(limit)
        case let error as NIOConnectionError: self.init(attempts: error, host, port)
        default: self = .unreachable(host: host, port: port, reason: SystemReason.text(of: error))
        }
    }

    private init(attempts error: NIOConnectionError, _ host: String, _ port: Int) {
        let attempts = error.connectionErrors.map(\.error)
        if attempts.contains(where: { ($0 as? IOError)?.errnoCode == ECONNREFUSED }) {
            self = .refused(host: host, port: port)
        } else if let attempt = attempts.first {
            self = .unreachable(host: host, port: port, reason: SystemReason.text(of: attempt))
        } else {
            self.init(lookups: [error.dnsAError, error.dnsAAAAError], host, port)
        }
    }

    private init(lookups errors: [(any Error)?], _ host: String, _ port: Int) {
        let trouble = errors.compactMap { $0 as? LookupError }.first { !$0.saysNone }
        self = trouble.map { .unreachable(host: host, port: port, reason: $0.reason) } ?? .unknownHost(host)
    }
}

/// What the system says about an error, as people know it from other programs.
enum SystemReason {
    static func text(of error: any Error) -> String {
        switch error {
        case let error as IOError: text(ofErrno: error.errnoCode)
        case let error as LookupError: error.reason
        case ChannelError.ioOnClosedChannel, ChannelError.alreadyClosed, ChannelError.outputClosed, ChannelError.eof:
            text(ofErrno: EPIPE)
        default: String(describing: error)
        }
    }

    static func text(ofErrno code: CInt) -> String {
        strerror(code).map { String(cString: $0) } ?? "system error \(code)"
    }
}
