import Handbook
import POP3

/// What `:help` and `popscope help` can explain.
public enum HelpTopics {
    static let groups = HelpGroup.allCases.map { "@" + $0.rawValue }

    /// Every word that has a page, apart from the requirements of the catalogue.
    public static let all =
        CommandTable.rows.map(\.verb.name) + groups + Session.Phase.allCases.compactMap(\.name)
        + ErrorCauses.pages.map(\.id) + TopicPages.all.map(\.name) + [TranscriptPages.name, ReportPages.name]

    static let more = Localized(
        en:
            "More: :help LIST, \(groups.joined(separator: " ")), :help TRANSACTION, :rfc 7, transcript, pop-before-smtp, or the id of a finding.",
        ja:
            "さらに詳しく: :help LIST、\(groups.joined(separator: " "))、:help TRANSACTION、:rfc 7、transcript、pop-before-smtp、または指摘の ID"
    )

    /// The page on a topic, ready to be shown; `nil` when there is none.
    ///
    /// - Parameter width: the columns of the screen; `nil` where it is not known, as in a pipe: then 80, as pages are for
    ///   reading.
    public static func page(on topic: String, _ settings: Settings, width: Int?) -> [UInt8]? {
        var layout = Layout(settings.language, width: width ?? 80, style: settings.hasColor ? .colored : .plain)
        layout.isLive = false
        return lines(on: topic, HelpView(layout))?.block
    }

    static func lines(on topic: String, _ view: HelpView) -> [String]? {
        if topic.isEmpty { return view.overview() }
        if topic.hasPrefix("@") { return HelpGroup(rawValue: topic.dropFirst().lowercased()).map { view.lines($0) } }
        if topic.hasPrefix(":") { return LocalCommand.named(String(topic.dropFirst()))?.row.map { view.lines($0) } }
        // A verb goes before a local command of the same name, and that before what a word may have been meant to be.
        if CommandPages[Verb(topic)] == nil, let row = LocalCommand.named(topic)?.row { return view.lines(row) }
        if let page = CommandPages[Verb(resembling: topic)] { return view.lines(page) }
        if let phase = Session.Phase.allCases.first(where: { $0.name?.uppercased() == topic.uppercased() }) {
            return view.lines(PhasePages[phase])
        }
        if let page = ErrorCauses[topic.lowercased()] { return view.lines(page) }
        if topic.lowercased() == TranscriptPages.name { return view.lines(TranscriptPages.page) }
        if topic.lowercased() == ReportPages.name { return view.lines(ReportPages.page) }
        if let page = TopicPages[topic] { return view.lines(page) }
        return Requirements[RequirementID(topic.lowercased())].map { view.lines($0) }
    }
}
