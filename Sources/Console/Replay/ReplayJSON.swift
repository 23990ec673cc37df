public import Handbook
import POP3

/// What became of a file of a replay as one JSON object a line, like the events of `--json`.
public struct ReplayJSON: Sendable {
    private let language: Language

    /// Objects whose sentences are in one language.
    public init(_ language: Language) {
        self.language = language
    }

    /// The object of one file, ended by LF.
    public func line(_ file: ReplayedFile) -> [UInt8] {
        let stop = file.result.stop.map { stop in
            JSON.object([
                .init("line", .integer(stop.line)),
                .init("meaning", .text(ReplayWords.reason(stop.reason)[language])),
            ])
        }
        let object = JSON.object([
            .init("v", .integer(1)), .init("type", .text("replay")),
            .init("file", .text(file.name)),
            .init("outcome", .text(file.outcome.rawValue)),
            .init("replies", .integer(file.result.replies)),
            .init("expected", .integer(file.expected)),
            .init("differences", .array(file.result.mismatches.map(difference))),
            .init("stopped", stop ?? .null),
            .init("ms", .tenths(file.time.milliseconds)),
        ])
        return object.bytes + [0x0A]
    }

    /// The column counts octets from 1.
    private func difference(_ mismatch: TranscriptMismatch) -> JSON {
        .object([
            .init("line", .integer(mismatch.line)),
            .init("expected", mismatch.expected.map(JSON.octets) ?? .null),
            .init("actual", mismatch.actual.map(JSON.octets) ?? .null),
            .init("column", mismatch.offset.map { .integer($0 + 1) } ?? .null),
            .init("command", mismatch.command.map { .text($0.displayText) } ?? .null),
            .init("before", .text(mismatch.phase.rawValue)),
            .init("meaning", .text(ReplayWords.meaning(mismatch.kind)[language])),
        ])
    }
}
