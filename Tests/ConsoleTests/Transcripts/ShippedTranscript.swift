import Foundation
import POP3
import Testing

/// A file of `Transcripts/`, and what stands beside it.
struct ShippedTranscript: Sendable, CustomTestStringConvertible {
    /// The file's name without its ending.
    let name: String
    /// What the file holds.
    let octets: [UInt8]

    var testDescription: String { name }

    /// All of them, in the order of their names.
    static let all = names.filter { $0.hasSuffix(".pop3") }
        .map { ShippedTranscript(name: String($0.dropLast(5)), octets: file($0) ?? []) }

    /// The octets of a file in the folder; `nil` when there is none of that name.
    static func file(_ name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: folder + "/" + name).map { [UInt8]($0) }
    }

    /// The names of all files in the folder.
    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Transcripts").path
}

extension ShippedTranscript {
    /// What the file says.
    func transcript() throws -> Transcript { try Transcript(octets) }

    /// The lines of the file.
    var lines: [String] {
        String(decoding: octets, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
    }
}
