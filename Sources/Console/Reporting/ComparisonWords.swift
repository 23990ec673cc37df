import Conformance
import Handbook

/// The words of a comparison, in both languages.
enum ComparisonWords {
    static let title = Localized(en: "Comparison of POP3 servers", ja: "POP3 サーバーの比較")
    static let servers = Localized(en: "Servers", ja: "サーバー")
    static let requirement = Localized(en: "Requirement", ja: "要件")
    static let differs = Localized(en: "What differs", ja: "違いのある要件")
    static let brokenByAll = Localized(en: "Broken by all", ja: "すべてのサーバーで満たされない要件")
    static let judgedOnSome = Localized(
        en: "Held, and judged on some of them only", ja: "一部のサーバーだけで判定し、満たされた要件")
    static let counts = Localized(en: "Counts", ja: "件数")
    static let document = Localized(en: "Document", ja: "文書")
    static let judgedOn = Localized(en: "Judged on", ja: "判定したサーバー")
    static let number = Localized(en: "Requirements", ja: "件数")
    static let unknown = Localized(en: "unknown", ja: "不明")

    /// The comparison in one sentence.
    static func summary(_ comparison: Comparison) -> Localized {
        let differing = comparison.count(of: .differs)
        let broken = comparison.count(of: .brokenByAll)
        let partly = comparison.count(of: .judgedOnSome)
        let alike = comparison.count(of: .alike)
        return Localized(
            en: "\(Self.requirements(differing).en) \(differing == 1 ? "differs" : "differ"), \(broken) broken by all, "
                + "\(partly) judged on some only, \(alike) alike.",
            ja: "違いあり \(differing)、すべてで不適合 \(broken)、一部だけで判定 \(partly)、同じ \(alike)。")
    }

    static func requirements(_ count: Int) -> Localized {
        Localized(en: "\(count) \(count == 1 ? "requirement" : "requirements")", ja: "\(count) 件")
    }

    /// What the server says that it is, and when it was inspected.
    static func facts(_ server: ComparedServer) -> Localized {
        let name = server.implementation.map { Sanitizer.visible($0) + "; " } ?? ""
        return Localized(verbatim: name + Sanitizer.visible(server.started))
    }

    /// What stands in a cell: the word of the outcome, a finding in capitals.
    static func cell(_ finding: ComparedServer.Finding?) -> String {
        guard let outcome = finding?.outcome else { return "-" }
        return switch outcome {
        case .fail, .error, .warn: outcome.word
        case .info, .pass, .skip: outcome.rawValue
        }
    }

    /// The same in one letter.
    static func sign(_ finding: ComparedServer.Finding?) -> String {
        switch finding?.outcome {
        case .fail: "F"
        case .error: "E"
        case .warn: "W"
        case .info: "i"
        case .pass: "."
        case .skip: "s"
        case nil: "-"
        }
    }

    /// What the letters mean.
    static let signs = Localized(
        en: "F fail, E error, W warn, i info, . pass, s skip, - unknown",
        ja: "F 不合格、E エラー、W 警告、i 参考、. 合格、s 対象外、- 不明")
}
