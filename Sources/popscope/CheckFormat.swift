import ArgumentParser
import Conformance
import Console
import Handbook
import POP3

/// A form of the report, and where it goes: `json`, `junit=FILE`.
struct CheckFormat: Hashable {
    let format: ReportFormat
    /// The file; `nil` for standard output.
    let path: String?

    private init(_ format: ReportFormat, path: String? = nil) {
        self.format = format
        self.path = path
    }

    /// - Throws: `ValidationError`.
    init(parsing text: String) throws {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let format = ReportFormat(rawValue: parts[0]), parts.count == 1 || !parts[1].isEmpty else {
            let names = ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError(
                HelpWords.text(
                    en: "\(names), or one of them with =FILE, is expected.", ja: "\(names) か、それに =FILE を付けたものを指定してください。"
                ))
        }
        self.init(format, path: parts.count == 2 && parts[1] != "-" ? parts[1] : nil)
    }

    /// The forms that are written: for a person on standard output where no other one goes there.
    static func chosen(_ formats: [CheckFormat], asksForJSON: Bool) -> [CheckFormat] {
        let formats = formats + (asksForJSON ? [CheckFormat(.json)] : [])
        let hasOutput = formats.contains { $0.path == nil || $0.format == .text }
        return (hasOutput ? [] : [CheckFormat(.text)]) + formats
    }

    /// Standard output and each file have room for one report.
    ///
    /// - Throws: `ValidationError`.
    static func check(_ formats: [CheckFormat], asksForJSON: Bool) throws {
        let paths = chosen(formats, asksForJSON: asksForJSON).map(\.path)
        guard Set(paths).count == paths.count else {
            throw ValidationError(
                HelpWords.text(
                    en: "Two reports cannot go to one place; --format NAME=FILE writes one to a file.",
                    ja: "1 か所に 2 つのレポートは書けません。--format NAME=FILE でファイルに書けます。"))
        }
    }

    /// Writes the report.
    ///
    /// - Throws: exit status 73 where it cannot be written.
    func write(_ report: Report, _ options: ReportOptions) throws {
        var options = options
        if let path {
            options.isColored = false
            return try writeOutput(format.octets(of: report, options), to: path)
        }
        guard StandardStream.output.write(format.octets(of: report, options)) else { throw ExplainOutput.cannotWrite }
    }
}
