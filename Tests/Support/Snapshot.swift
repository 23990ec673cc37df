#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A text that a test made earlier, stored in a file: what is made now must be the same.
///
/// With `POPSCOPE_SNAPSHOTS=update` in the environment the file is written instead, so that a change of many texts is one
/// command and a diff to read. Where `CI` is set nobody reads that: it is refused.
public struct Snapshot: Sendable {
    private let path: String

    /// The snapshot in `Tests/Snapshots`, by its path below that folder.
    public init(_ path: String) {
        self.path = Self.folder + "/" + path
    }

    /// Snapshots were to be written where nobody would see how they differ.
    public struct UpdateRefused: Error {}

    /// The first line in which `text` is not what was stored; `nil` when there is none.
    ///
    /// - Throws: ``UpdateRefused``, and what the file system says when a snapshot is written.
    public func difference(from text: String) throws -> String? {
        guard try !Self.isUpdate(in: ProcessInfo.processInfo.environment) else {
            try store(text)
            return nil
        }
        guard let stored = FileManager.default.contents(atPath: path) else { return "there is no file \(path)" }
        return Self.difference(between: String(decoding: stored, as: UTF8.self), and: text)
    }

    private func store(_ text: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    /// The first line in which two texts differ; `nil` when they are equal.
    public static func difference(between stored: String, and made: String) -> String? {
        let (old, new) = (lines(of: stored), lines(of: made))
        let same = zip(old, new).prefix { $0.utf8.elementsEqual($1.utf8) }.count
        guard same < max(old.count, new.count) else { return nil }
        func shown(_ lines: [Substring]) -> String { same < lines.count ? "\"\(lines[same])\"" : "the end" }
        return "line \(same + 1): stored \(shown(old)), made \(shown(new))"
    }

    /// CR LF would be one character.
    private static func lines(of text: String) -> [Substring] {
        let feeds = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        return feeds.map(Substring.init)
    }

    /// Whether an environment asks for snapshots to be written.
    ///
    /// - Throws: ``UpdateRefused`` where they must not be.
    public static func isUpdate(in environment: [String: String]) throws -> Bool {
        guard environment["POPSCOPE_SNAPSHOTS"] == "update" else { return false }
        if environment["CI"]?.isEmpty == false { throw UpdateRefused() }
        return true
    }

    private static let folder =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Snapshots").path
}
