extension Session {
    /// The state after a reply: the moves of RFC 1939 section 3, and no others.
    ///
    /// - Parameter command: what was answered; `nil` for the greeting.
    public static func phase(after command: Command?, _ status: Reply.Status, from phase: Phase) -> Phase {
        switch phase {
        case .greeting:
            // A greeting that is no +OK but no refusal either still opens the session: what follows shows more.
            return command == nil && (status == .ok || status == .malformed) ? .authorization : phase
        case .authorization:
            guard status == .ok, let command else { return phase }
            if command.completesLogin { return .transaction }
            return command.isQuit ? .closed : phase
        case .transaction:
            // -ERR to QUIT says that not every message was removed (section 6); to `QUIT x` that it was no command at all.
            let isUpdate = status == .ok || (status == .err && command?.argument == nil)
            return command?.isQuit == true && isUpdate ? .update : phase
        case .update, .closed:
            return phase
        }
    }
}

extension Command {
    fileprivate var isQuit: Bool { kind == .command && verb == .quit }

    /// Whether +OK to this logs a user in. AUTH alone asks some servers for a list and logs nobody in.
    fileprivate var completesLogin: Bool {
        switch kind {
        case .response: true
        case .command: verb == .pass || verb == .apop || (verb == .auth && !arguments.isEmpty)
        }
    }
}
