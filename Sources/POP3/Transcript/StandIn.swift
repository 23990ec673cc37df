/// What a session reads where a transcript has a placeholder, so that the rest of the session can be understood.
///
/// It was never on the wire: views show the placeholder. What an explanation says because of these octets, and would not
/// say of ``others``, is a guess, and not to be shown.
struct StandIn: Hashable, Sendable {
    let placeholder: Placeholder
    /// The octets that the session reads.
    let octets: [UInt8]
    /// Octets that could as well have stood there.
    let others: [UInt8]

    private init(_ placeholder: Placeholder, _ octets: some Sequence<UInt8>, or others: some Sequence<UInt8>) {
        self.placeholder = placeholder
        self.octets = Array(octets)
        self.others = Array(others)
    }

    /// A stand-in for what the client sent.
    init(sent placeholder: Placeholder) {
        switch placeholder {
        case .secret: self.init(placeholder, Command.mask.utf8, or: Command.mask.utf8)
        case .variable, .anything: self.init(literal: placeholder)
        case .computed(let computation, let name):
            let answer = computation.answer(of: name)
            self.init(placeholder, answer.utf8, or: answer.utf8)
        }
    }

    /// A stand-in for what the server sent in a first line.
    ///
    /// - Parameter login: the AUTH that the line answers; `nil` where it answers none.
    init(received placeholder: Placeholder, in login: Login?) {
        guard case .variable(let name) = placeholder else {
            self.init(literal: placeholder)
            return
        }
        if let login {
            self.init(
                placeholder, Base64.encode(login.challenge(name, iterations: 4096)).utf8,
                or: Base64.encode(login.challenge(name + ".other", iterations: 8192)).utf8)
        } else if name.hasPrefix("apop.") {
            self.init(
                placeholder, "<\(name)@transcript.invalid>".utf8, or: "<other.\(name)@transcript.invalid>".utf8)
        } else {
            self.init(literal: placeholder)
        }
    }

    /// A placeholder that is read as it stands: a unique-id is as good by that name as by any other, what else it is may be
    /// a number, or numbers.
    init(literal placeholder: Placeholder) {
        let text = placeholder.text.utf8
        switch placeholder {
        case .variable(let name) where name.hasPrefix("uid."): self.init(placeholder, text, or: text)
        case .anything: self.init(placeholder, text, or: "1 1".utf8)
        case .secret, .variable, .computed: self.init(placeholder, text, or: "7".utf8)
        }
    }

    /// How far an AUTH has come.
    struct Login: Hashable, Sendable {
        /// The mechanism, upper-cased.
        let mechanism: String
        /// The number of challenges that said something, before this one.
        let challenges: Int

        /// A challenge of the form that the mechanism gives it.
        fileprivate func challenge(_ name: String, iterations: Int) -> [UInt8] {
            guard mechanism.hasPrefix("SCRAM-") else { return Array("<\(name)@transcript.invalid>".utf8) }
            let salt = Base64.encode(Array(name.utf8))
            return Array((challenges == 0 ? "r=\(name),s=\(salt),i=\(iterations)" : "v=\(salt)").utf8)
        }
    }
}

extension Placeholder.Computation {
    /// An answer of the right form for a user of that name, with a mask for the secret. No session shows it.
    fileprivate func answer(of name: String) -> String {
        let digest = String(repeating: "0", count: 32)
        switch self {
        case .apop: return digest
        case .plain: return Base64.encode(Array("\0\(name)\0\(Command.mask)".utf8))
        case .loginUser: return Base64.encode(Array(name.utf8))
        case .loginSecret: return Base64.encode(Array(Command.mask.utf8))
        case .cramMD5: return Base64.encode(Array("\(name) \(digest)".utf8))
        case .scramSHA1, .scramSHA256: return Base64.encode(Array("n,,n=\(name),r=\(digest)".utf8))
        case .bearer: return Base64.encode(Array("n,a=\(name),\u{1}auth=Bearer \(Command.mask)\u{1}\u{1}".utf8))
        }
    }
}
