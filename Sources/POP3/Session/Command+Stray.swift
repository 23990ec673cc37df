extension Command {
    /// What a line probably is that went out as a command, in the wrong place.
    enum Stray: Hashable, Sendable {
        /// A response prepared for an AUTH that was refused.
        case response
        /// A password alone, behind USER or a refused PASS.
        case password
    }
}

extension Command.Stray {
    /// What a bare word behind an exchange would be; `nil` when it would be a command like any other.
    init?(behind command: Command?, _ status: Reply.Status) {
        guard let command, let stray = Self(behind: command), status != .challenge else { return nil }
        // USER is followed by a password whatever the server said to it.
        guard status != .ok || command.verb == .user else { return nil }
        self = stray
    }

    /// What a bare word would be behind a command whose reply is still to come, or was a refusal.
    init?(behind command: Command) {
        if let stray = command.stray {
            self = stray
        } else if command.kind == .response || command.verb == .auth {
            self = .response
        } else if command.verb == .user || command.verb == .pass || command.verb == .apop || command.isSecretMisplaced {
            self = .password
        } else {
            return nil
        }
    }
}
