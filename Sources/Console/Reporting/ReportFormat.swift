public import Conformance
public import Handbook
public import POP3

/// The form of a conformance report.
public enum ReportFormat: String, CaseIterable, Sendable {
    /// For a person at a terminal.
    case text
    /// One JSON object; its schema is that of `popscope help report`.
    case json
    /// XML that build servers read.
    case junit
    /// The Test Anything Protocol, version 13.
    case tap
    case markdown
    /// One page that needs nothing beside it.
    case html

    /// The report as a document in UTF-8.
    public func octets(of report: Report, _ options: ReportOptions) -> [UInt8] {
        let outline = ReportOutline(report, options)
        return switch self {
        case .text: ReportText(outline).octets
        case .json: ReportJSON(outline).octets
        case .junit: ReportJUnit(outline).octets
        case .tap: ReportTAP(outline).octets
        case .markdown: ReportMarkdown(outline).octets
        case .html: ReportHTML(outline).octets
        }
    }
}

/// How a report is written.
public struct ReportOptions: Sendable {
    /// The language of the sentences.
    public var language: Language
    /// The columns of a text; `nil` where lines need not be wrapped.
    public var width: Int? = 80
    /// Whether a text is coloured.
    public var isColored = false
    /// How much a text tells: brief a line for each finding, full what passed and what was left out as well.
    public var detail = NotesPolicy.auto
    /// The findings that a baseline names: shown as known.
    public var known: Set<RequirementID> = []
    /// The requirements that hold although a baseline names them as broken.
    public var mended: [RequirementID] = []

    /// A plain report in one language.
    public init(_ language: Language) {
        self.language = language
    }
}
