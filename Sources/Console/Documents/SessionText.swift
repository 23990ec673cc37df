import Handbook
import POP3

/// A session as the console shows it: annotated text, or one JSON event a line.
struct SessionText: SessionDocument {
    private let settings: Settings
    private let width: Int?
    private let writesJSON: Bool
    private var source: SessionSource?
    private var narrators: [Int: Narrator] = [:]
    private var current = 1

    init(settings: Settings, width: Int?, writesJSON: Bool) {
        self.settings = settings
        self.width = width
        self.writesJSON = writesJSON
    }

    mutating func begin(_ source: SessionSource) -> [UInt8] {
        self.source = source
        (narrators, current) = ([:], 1)
        let narrator = narrator(1)
        var notes = [ExplainWords.about(source.header) ?? Localized(verbatim: source.name)]
        if source.header.isText { notes.append(ExplainWords.isText) }
        if source.isAnonymized { notes.append(ExplainWords.isAnonymized) }
        return notes.flatMap { narrator.note($0) }
    }

    mutating func write(_ event: Explained, connection: Int) -> [UInt8] {
        var output: [UInt8] = []
        if connection != current {
            output += narrators[current]?.pause() ?? []
            if !event.names { output += narrator(connection).note(ExplainWords.speaking(connection)) }
            current = connection
        }
        var narrator = narrator(connection)
        output += write(event, connection, by: &narrator)
        narrators[connection] = event.isEnd ? nil : narrator
        return output
    }

    private func narrator(_ connection: Int) -> Narrator {
        if let narrator = narrators[connection] { return narrator }
        var narrator = Narrator(
            settings: settings, writesJSON: writesJSON, isInteractive: false, connection: connection)
        narrator.width = width
        return narrator
    }

    private func write(_ event: Explained, _ connection: Int, by narrator: inout Narrator) -> [UInt8] {
        switch event {
        case .connected:
            return narrator.connected(to: source?.server ?? source?.name ?? "", ExplainWords.connected(connection))
        case .secured(let words): return narrator.secured(words, ExplainWords.secured(words))
        case .sent(let command): return narrator.sent(command, typed: nil)
        case .response(let line): return narrator.response(line)
        case .body(let octets): return narrator.body(octets)
        case .omitted(let octets): return narrator.pause() + narrator.note(ExplainWords.omitted(octets))
        case .exchange(let told):
            let record = Connection.Record(number: told.number, exchange: told.exchange, elapsed: nil)
            return narrator.completed(record, told.annotation)
        case .unsolicited(let line, let annotation, let phase):
            return narrator.unsolicited(line, annotation, in: phase)
        case .ended(let end, let annotation):
            return narrator.ended(end, annotation)
        case .note(let text): return narrator.remark(Localized(verbatim: text))
        case .comment(let text): return narrator.remark(Localized(verbatim: "#" + text))
        }
    }

    mutating func end() -> [UInt8] { [] }

    mutating func finish() -> [UInt8] { [] }
}

extension Explained {
    /// Whether it names its connection itself.
    fileprivate var names: Bool { if case .connected = self { true } else { false } }

    /// Whether nothing follows on its connection.
    fileprivate var isEnd: Bool { if case .ended = self { true } else { false } }
}
