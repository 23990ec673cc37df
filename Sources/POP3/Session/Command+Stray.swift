extension Command {
    /// What a line probably is that went out as a command, in the wrong place.
    enum Stray: Hashable, Sendable {
        /// A response prepared for an AUTH that was refused; secret as a whole.
        case response
        /// A password alone, or a line with a secret that was sent before; secret as a whole.
        case password
        /// A word that may be shown, and behind it what may be a password.
        case rest
    }

    /// The surroundings in which a client line goes out.
    struct Context {
        /// What a bare word would be that comes now; `nil` when it would be a command like any other.
        var due: Stray?
        /// Whether nobody has logged in yet, so that a password is still to come.
        var isBeforeLogin: Bool
        /// The name that USER was last sent with, whatever the server said to it.
        var name: String?
        /// The secrets that have left already.
        var secrets: Redaction
    }

    /// The line as a command in its surroundings.
    init(_ line: Line, in context: Context) {
        self.init(line, count: line.count, stray: Stray(of: Command(line), in: context))
    }
}

extension Command.Stray {
    /// What a command is in its surroundings; `nil` when the line alone tells all.
    ///
    /// - A secret that was sent before stays one wherever it stands: see ``init(repeatedIn:_:)``.
    /// - A word alone that is no command, however badly spelled, is a secret before login, and wherever one is due.
    /// - Before login a secret is also what stands behind a word that is not ASCII and no known translation of a verb, or
    ///   behind the name that USER was sent with.
    init?(of command: Command, in context: Command.Context) {
        let shown = command.redacted()
        if context.secrets.occurs(in: shown.line.bytes), let stray = Self(repeatedIn: shown, context.name) {
            self = stray
        } else if !command.hasSecret, TypedSecret.isBare(command.line), let due = context.dueOrPassword {
            self = due
        } else if context.isBeforeLogin, command.hasWordBeforeSecret(context.name) {
            self = .rest
        } else {
            return nil
        }
    }

    /// What a line is that shows a secret again. A command of POP3 keeps its verb, its message numbers, the user's own name,
    /// and the mechanism or language it names: a password may be equal to any of them.
    private init?(repeatedIn command: Command, _ name: String?) {
        guard let row = command.row else {
            self = .password
            return
        }
        switch row.arguments.first {
        case .name where row.verb == .user && command.argument != name: self = .rest
        case .message where command.messageNumber == nil: self = .rest
        case .optionalMessage where command.argument != nil && command.messageNumber == nil: self = .rest
        case nil where command.argument != nil: self = .rest
        case .name, .password, .digest, .mechanism, .initialResponse, .message, .optionalMessage, .lineCount,
            .languageRange, .extensionName, nil:
            return nil
        }
    }

    /// What a bare word behind an exchange would be; `nil` when it would be a command like any other.
    init?(behind command: Command?, _ status: Reply.Status) {
        guard let command, let stray = Self(behind: command), status != .challenge else { return nil }
        // USER is followed by a password whatever the server said to it.
        guard status != .ok || command.verb == .user else { return nil }
        self = stray
    }

    /// What a bare word would be behind a command whose reply is still to come, or was a refusal.
    init?(behind command: Command) {
        if command.stray == .response || command.kind == .response || command.verb == .auth {
            self = .response
        } else if command.verb == .user || command.verb == .pass || command.verb == .apop || command.isSecretMisplaced {
            self = .password
        } else {
            return nil
        }
    }
}

extension Command.Context {
    fileprivate var dueOrPassword: Command.Stray? { due ?? (isBeforeLogin ? .password : nil) }
}

extension Command {
    /// Whether the line begins with a word behind which a password may stand, although it is no keyword.
    fileprivate func hasWordBeforeSecret(_ name: String?) -> Bool {
        let words = Blank.words(of: line.bytes)
        guard words.count > 1 else { return false }
        let first = String(decoding: line.bytes[words[0]], as: UTF8.self)
        let verb = Verb(resembling: first)
        guard CommandTable[verb] == nil else { return false }
        return !verb.name.utf8.allSatisfy { $0 < 0x80 } || name.map(Verb.init) == Verb(first)
    }
}
