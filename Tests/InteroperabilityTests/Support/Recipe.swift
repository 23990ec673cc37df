import Foundation

/// What a server needs to run: files of its own, mail, and a command.
struct Recipe: Sendable {
    /// The mail as the server expects it under `/var/mail`: paths and contents.
    var mail: [String: Data]
    /// Configuration files, by path in the folder of the server's room.
    var files: [String: String]
    /// Empty folders to make, in the same place.
    var folders: [String] = []
    /// What the shell inside the room runs; it must stay in the foreground.
    var command: String
    /// Whether the server listens for TLS on the second port.
    var offersTLS: Bool
    /// The folder, one of ``folders``, in which the server writes down what it says and hears; nil if it does not.
    var rawlogs: String?
}

/// The ports a server listens on, on 127.0.0.1.
struct Ports: Hashable, Sendable {
    var clear: UInt16
    /// Implicit TLS.
    var tls: UInt16
}

extension Recipe {
    /// - Parameter room: the folder that holds the recipe's files when the server runs.
    static func of(_ kind: ServerKind, room: String, ports: Ports) -> Recipe {
        switch kind {
        case .dovecot: .dovecot(room: room, ports: ports)
        case .popa3d: .popa3d(ports: ports)
        case .mailutils: .mailutils(room: room, ports: ports)
        }
    }

    /// A file an mbox reader finds for each of the two users.
    static var mboxes: [String: Data] {
        ["alice": LabMail.mbox, "bob": LabMail.mbox]
    }
}
