import ArgumentParser
import Console
import Handbook

/// A form of the comparison, and where it goes: `json`, `html=FILE`.
struct CompareFormat: Hashable {
    let format: ComparisonFormat
    /// The file; `nil` for standard output.
    let path: String?

    private init(_ format: ComparisonFormat) {
        self.format = format
        path = nil
    }

    /// - Throws: `ValidationError`.
    init(parsing text: String) throws {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let format = ComparisonFormat(rawValue: parts[0]), parts.count == 1 || !parts[1].isEmpty else {
            let names = ComparisonFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError(
                HelpWords.text(
                    en: "\(names), or one of them with =FILE, is expected.", ja: "\(names) か、それに =FILE を付けたものを指定してください。"
                ))
        }
        self.format = format
        path = parts.count == 2 && parts[1] != "-" ? parts[1] : nil
    }

    /// The forms that are written: for a person on standard output where no other one goes there.
    static func chosen(_ formats: [CompareFormat], asksForJSON: Bool) -> [CompareFormat] {
        let formats = formats + (asksForJSON ? [CompareFormat(.json)] : [])
        let hasOutput = formats.contains { $0.path == nil || $0.format == .text }
        return (hasOutput ? [] : [CompareFormat(.text)]) + formats
    }

    /// Standard output and each file have room for one document.
    ///
    /// - Throws: `ValidationError`.
    static func check(_ formats: [CompareFormat], asksForJSON: Bool) throws {
        let paths = chosen(formats, asksForJSON: asksForJSON).map(\.path)
        guard Set(paths).count == paths.count else {
            throw ValidationError(
                HelpWords.text(
                    en: "Two documents cannot go to one place; --format NAME=FILE writes one to a file.",
                    ja: "1 か所に 2 つの文書は書けません。--format NAME=FILE でファイルに書けます。"))
        }
    }

    /// Writes the comparison.
    ///
    /// - Throws: exit status 73 where it cannot be written.
    func write(_ comparison: Comparison, _ options: ReportOptions) throws {
        var options = options
        if let path {
            options.isColored = false
            return try writeOutput(format.octets(of: comparison, options), to: path)
        }
        guard StandardStream.output.write(format.octets(of: comparison, options)) else {
            throw ExplainOutput.cannotWrite
        }
    }
}
