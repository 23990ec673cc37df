import POP3

/// What comes of a log: its transcript as a file, and its exchanges as a player of that file sees them.
struct Imported {
    let file: String
    let exchanges: [String]

    init(_ transcript: Transcript) {
        file = String(decoding: transcript.octets, as: UTF8.self)
        var player = TranscriptPlayer()
        let played = transcript.entries.flatMap { player.play($0) } + player.finish()
        exchanges = played.compactMap { played in
            guard case .completed(let exchange) = played.event else { return nil }
            return Self.line(exchange.exchange)
        }
    }

    init(_ log: String, _ kind: LogKind? = nil) throws {
        self.init(try TranscriptImport.transcript(from: Array(log.utf8), kind: kind))
    }

    private static func line(_ exchange: Exchange) -> String {
        "\(exchange.command?.displayText ?? "greeting"): \(exchange.reply.status) \(exchange.after)"
    }
}
