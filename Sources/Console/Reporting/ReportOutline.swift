import Conformance
import Handbook
import POP3

/// A report put in the order in which people read it.
struct ReportOutline {
    let report: Report
    let options: ReportOptions

    /// Results that belong to one section of a document.
    struct Section {
        /// `RFC 1939 section 5`.
        let title: Localized
        /// The worst first.
        let results: [Report.Result]
    }

    /// Results that were left out for the same reason.
    struct Omission {
        let reason: Localized
        let results: [Report.Result]
    }

    /// How many results of one document came to each outcome.
    struct Count {
        let document: String
        let counts: [Verdict: Int]
    }

    init(_ report: Report, _ options: ReportOptions) {
        self.report = report
        self.options = options
    }

    /// A text in the language of the report.
    func say(_ text: Localized) -> String { text[options.language] }

    /// The connection that a judgement is about, where there were several; `nil` where there is only one.
    func place(of judgement: Judgement) -> Localized? {
        guard let observed = report.observed, observed.sessions > 1, !judgement.check.isEmpty else { return nil }
        return ReportWords.place(judgement.check)
    }

    /// Whether a baseline names what was found.
    func isKnown(_ result: Report.Result) -> Bool { options.known.contains(result.requirement.id) }

    /// The order in which outcomes are told: what matters most first.
    static let order: [Verdict] = [.fail, .warn, .error, .info]

    /// The results of one outcome by section: the section with the worst impact first, and in it the worst result.
    func sections(_ outcome: Verdict) -> [Section] {
        let found = report.results.filter { $0.outcome == outcome }
        return Self.groups(found) { $0.requirement.source }.map { source, results in
            Section(title: source.title, results: Self.stablySorted(results) { $0.requirement.impact.rank })
        }.stablySorted { $0.results.first?.requirement.impact.rank ?? 0 }
    }

    /// What was left out, the most frequent reason first.
    var omissions: [Omission] {
        let skipped = report.results.filter { $0.outcome == .skip }
        return Self.groups(skipped) { $0.judgements.first?.reason ?? ReportWords.noReason }
            .map { Omission(reason: $0, results: $1) }
            .stablySorted { -$0.results.count }
    }

    /// The counts by document, in the order of the catalogue.
    var counts: [Count] {
        Self.groups(report.results) { $0.requirement.source.document }.map { document, results in
            Count(
                document: document,
                counts: Dictionary(grouping: results, by: \.outcome).mapValues(\.count))
        }
    }

    /// Elements by a key, in the order in which the keys come first.
    private static func groups<Element, Key: Hashable>(
        _ elements: [Element], by key: (Element) -> Key
    ) -> [(Key, [Element])] {
        var order: [Key] = []
        var groups: [Key: [Element]] = [:]
        for element in elements {
            let key = key(element)
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(element)
        }
        return order.map { ($0, groups[$0] ?? []) }
    }

    private static func stablySorted<Element>(_ elements: [Element], by rank: (Element) -> Int) -> [Element] {
        elements.stablySorted(by: rank)
    }
}

extension Array {
    /// Sorted by a number; elements with the same number stay in their order.
    fileprivate func stablySorted(by rank: (Element) -> Int) -> [Element] {
        enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
    }
}

extension Requirement.Impact {
    /// The worst has the lowest.
    fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
}

extension Requirement.Source {
    /// Document and section: `RFC 1939 section 5`.
    var title: Localized {
        guard !section.isEmpty else { return Localized(verbatim: document) }
        return switch self {
        case .rfc, .draft: Localized(en: "\(document) section \(section)", ja: "\(document) 第 \(section) 節")
        case .iana: Localized(verbatim: "\(document), \(section)")
        }
    }
}

/// What came of a requirement: not to be confused with the ``Outcome`` of a session.
typealias Verdict = Conformance.Outcome
