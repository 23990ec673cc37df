import POP3
import TestSupport

extension Dialogue {
    /// The transcript that is recorded of this dialogue, without its first line.
    func recorded(_ options: TranscriptRecorder.Options = .init(), bodies: BodyChoice = .all) -> String {
        var session = RecordedSession(TranscriptRecorder(options))
        var file = RecordedFile(bodies)
        file.write(session.connected())
        for step in steps {
            switch step {
            case .sent(let side, let octets): file.write(session.passed(octets, from: side).recorded)
            case .secured: file.write(session.secured())
            case .closed(let side): file.write(session.closed(by: side).recorded)
            }
        }
        return file.text
    }
}

extension Dialogue {
    /// The same octets, cut before each of these places, counted over the whole dialogue from 0.
    func cut(before isCut: (Int) -> Bool) -> Dialogue {
        var place = 0
        return Dialogue(
            steps.flatMap { step -> [Step] in
                guard case .sent(let side, let octets) = step else { return [step] }
                var pieces: [[UInt8]] = [[]]
                for octet in octets {
                    if isCut(place), pieces.last != [] { pieces.append([]) }
                    pieces[pieces.count - 1].append(octet)
                    place += 1
                }
                return pieces.map { .sent(side, $0) }
            })
    }
}

/// A transcript file as it grows.
struct RecordedFile {
    private var octets: [UInt8] = []
    private var writer = TranscriptWriter()
    private var filter: BodyFilter

    init(_ bodies: BodyChoice = .all) {
        filter = BodyFilter(bodies)
    }

    mutating func write(_ pieces: [Recorded]) {
        for piece in pieces.flatMap({ filter.filter($0) }) { octets += writer.write(piece) }
    }

    /// What is in the file, once it is finished, without its first line.
    var text: String {
        var writer = writer
        let text = String(decoding: octets + writer.finish(), as: UTF8.self)
        return text.hasPrefix("#!pop3-transcript 1\n") ? String(text.dropFirst(20)) : text
    }
}
