import Console
import MockServer
import POP3
import Transport

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Connects the console to servers: this one place knows sockets and the practice server.
struct Dialers: Sendable {
    let family: AddressFamily
    let tls: TLSOptions
    /// How long connecting may take, and a TLS handshake as long again.
    let connectLimit: Duration

    /// The practice server, as the user who has all its mail.
    static let practice = Target.practice(
        PracticeLogin(user: PracticeMailbox.alice.user, password: PracticeMailbox.alice.password))

    /// How a target is reached.
    func dialer(for target: Target) -> any Dialer {
        switch target {
        case .practice: loopback()
        case .server(let endpoint):
            SocketDialer(
                host: endpoint.host, port: endpoint.port, family: family, connectLimit: connectLimit,
                security: endpoint.security, tls: tls)
        }
    }

    private func loopback() -> any Dialer {
        let store = PracticeMailbox(Self.mail).store()
        return LoopbackDialer(over: store) { MailboxServer(over: store, stamp: newStamp()) }
    }

    /// The mail of `Lessons/mail`, by file name.
    static var mail: [(name: String, octets: [UInt8])] {
        Embedded.files.compactMap { file in
            let path = file.path.description
            guard path.hasPrefix("Lessons/mail/"), case .success(let octets) = Base64.decode(file.base64.description)
            else { return nil }
            return (String(path.dropFirst("Lessons/mail/".count)), octets)
        }
    }
}

/// A timestamp for one connection.
func newStamp() -> Stamp {
    Stamp(process: getpid(), seconds: time(nil), random: .random(in: .min ... .max))
}
