import Handbook

/// The form of a comparison.
public enum ComparisonFormat: String, CaseIterable, Sendable {
    /// For a person at a terminal.
    case text
    /// One page that needs nothing beside it.
    case html
    /// One JSON object: the schema `popscope-comparison/1`.
    case json
    case markdown

    /// The comparison as a document in UTF-8.
    public func octets(of comparison: Comparison, _ options: ReportOptions) -> [UInt8] {
        switch self {
        case .text: ComparisonText(comparison, options).octets
        case .html: ComparisonHTML(comparison, options.language).octets
        case .json: ComparisonJSON(comparison, options.language).octets
        case .markdown: ComparisonMarkdown(comparison, options.language).octets
        }
    }
}
