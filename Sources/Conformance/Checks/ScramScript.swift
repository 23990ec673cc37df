import Authentication
import Handbook
import POP3

/// What a client of SCRAM says, right unless something is changed (RFC 5802 section 5).
struct ScramScript {
    let mechanism: Mechanism
    let hash: ScramHash
    let password: [UInt8]
    private let keyring = ScramKeyring()
    /// What stands behind `n=`.
    var name: String
    /// Channel binding, and whom to act as.
    var header = "n,,"
    /// What `c=` repeats of it; `nil` for the header.
    var boundHeader: String?
    var nonce: String
    /// In front of and behind the name and the nonce.
    var before = ""
    var behind = ""
    /// Between the nonce and the proof of the last message.
    var inFinal = ""
    /// What the last message says for the nonce of both.
    var repeated: (_ nonce: String) -> String = { $0 }
    /// What the last message says for the proof.
    var proven: (_ proof: [UInt8]) -> [UInt8] = { $0 }

    /// The right one; `nil` for a mechanism that is no SCRAM.
    init?(_ mechanism: Mechanism, _ login: SASLLogin, nonce: Nonce) {
        guard let hash = mechanism.scramHash else { return nil }
        self.mechanism = mechanism
        self.hash = hash
        password = login.password
        name = String(decoding: login.user, as: UTF8.self).replacing("=", with: "=3D").replacing(",", with: "=2C")
        self.nonce = nonce.text
    }

    func changed(_ change: (inout Self) -> Void) -> Self {
        var script = self
        change(&script)
        return script
    }

    // client-first-message = gs2-header [m= ","] "n=" saslname ",r=" c-nonce ["," extensions]       RFC 5802 section 7
    var first: String { header + firstBare }

    private var firstBare: String { "\(before)n=\(name),r=\(nonce)\(behind)" }

    // client-final-message = "c=" base64 "," nonce ["," extensions] ",p=" base64       RFC 5802 section 7
    func final(behind server: ScramServerMessage) -> (message: String, signed: [UInt8], keys: ScramKeys) {
        let bound = Base64.encode(Array((boundHeader ?? header).utf8))
        let withoutProof = "c=\(bound),r=\(repeated(server.nonce))\(inFinal)"
        let signed = Array("\(firstBare),\(server.text),\(withoutProof)".utf8)
        let keys = keyring.keys(hash, password, server)
        let proof = Base64.encode(proven(keys.proof(of: signed)))
        return ("\(withoutProof),p=\(proof)", signed, keys)
    }
}

/// The keys of one password: they take long to make, and a server has one salt for one user.
final class ScramKeyring {
    private var known: [[UInt8]: ScramKeys] = [:]

    func keys(_ hash: ScramHash, _ password: [UInt8], _ server: ScramServerMessage) -> ScramKeys {
        let label = Array("\(hash.rawValue) \(server.iterations) ".utf8) + server.salt
        if let keys = known[label] { return keys }
        let keys = ScramKeys(hash, password: password, salt: server.salt, iterations: server.iterations)
        known[label] = keys
        return keys
    }
}

/// The first message of a server of SCRAM.
struct ScramServerMessage {
    let text: String
    let nonce: String
    let salt: [UInt8]
    let iterations: Int
    /// The count as it was sent.
    let count: String

    // server-first-message = [m= ","] "r=" nonce ",s=" base64 ",i=" posit-number ["," extensions]       RFC 5802 section 7
    /// `nil` for a challenge that is none, or asks for more work than a client should do.
    init?(_ challenge: Reply) {
        guard challenge.status == .challenge,
            case .success(let octets) = Base64.decode(challenge.first.bytes.dropFirst(2))
        else { return nil }
        text = String(decoding: octets, as: UTF8.self)
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[0].hasPrefix("r="), parts[1].hasPrefix("s="), parts[2].hasPrefix("i="),
            case .success(let salt) = Base64.decode(parts[1].dropFirst(2)), let iterations = Int(parts[2].dropFirst(2)),
            (1...ClientExchange.iterationLimit).contains(iterations)
        else { return nil }
        nonce = String(parts[0].dropFirst(2))
        self.salt = salt
        self.iterations = iterations
        count = String(parts[2].dropFirst(2))
    }
}

/// How far an exchange of SCRAM came.
struct ScramOutcome {
    /// The reply to the first message.
    let first: Exchange
    /// The reply to the last message; `nil` when it was not sent, or the server closed.
    var final: Exchange?
    /// Whether `final` is the signature that proves the server.
    var isProven = false

    /// Whether `final` is a signature, right or wrong.
    var isSigned: Bool { final.map { Self.text(of: $0)?.hasPrefix("v=") == true } ?? false }
    /// The last reply.
    var last: Exchange { final ?? first }

    /// What a challenge says; `nil` for another reply, or one that is no base64.
    static func text(of exchange: Exchange) -> String? {
        guard exchange.reply.status == .challenge,
            case .success(let octets) = Base64.decode(exchange.reply.first.bytes.dropFirst(2))
        else { return nil }
        return String(decoding: octets, as: UTF8.self)
    }
}

extension Visit {
    /// SCRAM up to the reply to the client's last message; `nil` when the server closed before the first reply.
    func scram(_ script: ScramScript, early: Bool = false) async throws(Interruption) -> ScramOutcome? {
        let (opening, message) = ("\(Verb.auth) \(script.mechanism.name)", SASLLogin.encode(script.first.utf8))
        let first = try await early ? attempt("\(opening) \(message)") : converse(opening, [message])
        guard let first else { return nil }
        var outcome = ScramOutcome(first: first)
        // Nobody goes on where the nonce is not his own.
        guard let server = ScramServerMessage(first.reply), server.nonce.hasPrefix(script.nonce) else { return outcome }
        let final = script.final(behind: server)
        guard let reply = try await attempt(SASLLogin.encode(final.message.utf8)) else { return outcome }
        outcome.final = reply
        if let text = ScramOutcome.text(of: reply), text.hasPrefix("v="),
            case .success(let shown) = Base64.decode(text.dropFirst(2).prefix { $0 != "," })
        {
            outcome.isProven = final.keys.isSignature(shown, of: final.signed)
        }
        return outcome
    }
}
