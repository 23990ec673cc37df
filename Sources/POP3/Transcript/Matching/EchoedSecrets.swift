/// Puts the names of secrets where a server has said them, so that they do not reach a file.
public struct EchoedSecrets: Sendable {
    private var echoes = Echoes()

    /// Secrets with names, and those that have left: one without a name becomes `${*}`.
    ///
    /// - Parameters:
    ///   - named: the secrets by the names that stand for them.
    ///   - sent: what each connection knows.
    public init(_ named: [String: [UInt8]] = [:], sent: [Redaction] = []) {
        for (name, secret) in named.sorted(by: { $0.key < $1.key }) {
            for spelling in Redaction.spellings(of: secret) + [Array(Base64.encode(secret).utf8)] {
                echoes.learn(spelling, as: .secret(name))
            }
        }
        for redaction in sent {
            for secret in redaction.secrets { echoes.learn(secret, as: .anything) }
        }
    }

    /// The octets, with a placeholder in place of each secret.
    func parts(of octets: [UInt8]) -> [WireText.Part] {
        var parts: [WireText.Part] = []
        var start = 0
        for hole in echoes.holes(in: octets) {
            parts += [.octets(Array(octets[start..<hole.range.lowerBound])), .placeholder(hole.placeholder)]
            start = hole.range.upperBound
        }
        return parts + [.octets(Array(octets[start...]))]
    }
}
