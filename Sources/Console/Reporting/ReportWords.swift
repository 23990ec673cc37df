import Conformance
import Handbook
import POP3

/// The words of a report, in both languages.
enum ReportWords {
    static let noReason = Localized(en: "Not judged.", ja: "判定していません。")
    static let seen = Localized(en: "seen: ", ja: "観察: ")
    static let expected = Localized(en: "expected: ", ja: "期待: ")
    static let actual = Localized(en: "actual: ", ja: "実際: ")
    static let or = Localized(en: " or ", ja: " または ")
    static let remark = Localized(en: "remark: ", ja: "注記: ")
    static let known = Localized(en: "known (baseline)", ja: "既知 (基準ファイル)")
    static let comma = Localized(en: ", ", ja: "、")
    static let skipped = Localized(en: "Not judged, and why", ja: "判定しなかった要件とその理由")
    static let byDocument = Localized(en: "By document", ja: "文書ごとの数")
    static let document = Localized(en: "Document", ja: "文書")
    static let total = Localized(en: "Total", ja: "合計")
    static let exchange = Localized(en: "The exchange", ja: "やり取り")
    static let passed = Localized(en: "Held", ja: "満たされた要件")
    static let client = Localized(en: "Client", ja: "クライアント")
    static let server = Localized(en: "Server", ja: "サーバー")
    static let title = Localized(en: "Conformance report", ja: "適合性レポート")

    /// The heading above the results of an outcome.
    static func heading(_ outcome: Verdict) -> Localized {
        switch outcome {
        case .fail: Localized(en: "Failures", ja: "不合格")
        case .error: Localized(en: "Errors: could not be finished", ja: "エラー: 最後まで判定できなかったもの")
        case .warn: Localized(en: "Warnings", ja: "警告")
        case .info: Localized(en: "Information", ja: "参考")
        case .pass: passed
        case .skip: skipped
        }
    }

    /// A number of results with an outcome: `2 failed`.
    static func count(_ count: Int, _ outcome: Verdict) -> Localized {
        switch outcome {
        case .fail: Localized(en: "\(count) failed", ja: "不合格 \(count)")
        case .error: Localized(en: "\(count) \(count == 1 ? "error" : "errors")", ja: "エラー \(count)")
        case .warn: Localized(en: "\(count) \(count == 1 ? "warning" : "warnings")", ja: "警告 \(count)")
        case .info: Localized(en: "\(count) info", ja: "参考 \(count)")
        case .pass: Localized(en: "\(count) passed", ja: "合格 \(count)")
        case .skip: Localized(en: "\(count) skipped", ja: "対象外 \(count)")
        }
    }

    /// The counts of a report in one sentence.
    static func summary(_ report: Report) -> Localized {
        let order: [Verdict] = [.fail, .warn, .error, .info, .pass, .skip]
        return order.map { count(report.count(of: $0), $0) }.joined(by: comma) + Localized(en: ".", ja: "。")
    }

    /// The server's name, when it was inspected, and how long that took.
    static func facts(_ report: Report) -> Localized {
        let name = report.implementation.map { Sanitizer.visible($0) + "; " } ?? ""
        let date = CertificateDate(seconds: report.started).text
        if let observed = report.observed {
            return Localized(verbatim: name) + watched(observed) + Localized(en: "; \(date).", ja: "、\(date)")
        }
        return Localized(
            en: "\(name)\(date); \(report.duration.text), of which the server took \(report.waited.text).",
            ja: "\(name)\(date)、所要時間 \(report.duration.text) (うちサーバーの応答待ち \(report.waited.text))")
    }

    /// Who was judged by what passed by, and on how many connections.
    private static func watched(_ observed: Report.Observed) -> Localized {
        let count = observed.sessions
        let connections = "\(count) \(count == 1 ? "connection" : "connections")"
        return switch observed.party {
        case .client:
            Localized(en: "the client, judged by \(connections)", ja: "クライアントを判定 (接続 \(count))")
        case .server:
            Localized(en: "the server, judged by \(connections)", ja: "サーバーを判定 (接続 \(count))")
        }
    }

    /// Whom a breach harms in practice.
    static func practice(_ row: Requirement, _ report: Report) -> Localized {
        switch row.impact {
        case .breaksClients where report.observed?.party == .client:
            Localized(
                en: "In practice: servers that follow the RFC may not do what the client wants.",
                ja: "実際の影響: RFC に従うサーバーで、クライアントの意図どおりに動かないことがあります。")
        case .letter where report.observed?.party == .client:
            Localized(
                en: "In practice: no known server minds; the letter of the text is broken.",
                ja: "実際の影響: 困るサーバーは知られていませんが、規定の文言に反しています。")
        case .losesMail: Localized(en: "In practice: messages can be lost.", ja: "実際の影響: メールが失われることがあります。")
        case .security:
            Localized(
                en: "In practice: passwords or mail can be open to others.", ja: "実際の影響: パスワードやメールが他人に読まれるおそれがあります。")
        case .breaksClients:
            Localized(en: "In practice: clients that follow the RFC fail.", ja: "実際の影響: RFC に従うクライアントが動かなくなります。")
        case .letter:
            Localized(
                en: "In practice: no known client is harmed; the letter of the text is broken.",
                ja: "実際の影響: 困るクライアントは知られていませんが、規定の文言に反しています。")
        }
    }

    /// How to mend it, from what would have been right; `nil` when that is not known as a reply.
    static func mend(_ judgement: Judgement) -> Localized? {
        guard !judgement.expected.isEmpty else { return nil }
        let replies = judgement.expected.map { Sanitizer.visible($0) }
        return Localized(
            en: "To mend it: answer \(replies.joined(separator: or.en)) here.",
            ja: "対処: ここで \(replies.joined(separator: or.ja)) を返してください。")
    }

    /// What ends a line where that is not CRLF.
    static func ending(_ ending: Line.Ending) -> Localized {
        switch ending {
        case .crlf: Localized(verbatim: "")
        case .lf: Localized(en: "  (LF alone)", ja: "  (LF のみ)")
        case .missing: Localized(en: "  (no line end)", ja: "  (改行なし)")
        }
    }

    static func omitted(_ lines: Int) -> Localized {
        Localized(en: "... \(Count.lines(lines).en) more", ja: "... あと \(Count.lines(lines).ja)")
    }

    /// The connection on which something was seen.
    static func place(_ connection: String) -> Localized {
        let name = Sanitizer.visible(connection)
        return Localized(en: "on: \(name)", ja: "接続: \(name)")
    }

    /// What else was found about a requirement.
    static func further(_ judgements: Int, _ report: Report) -> Localized {
        guard report.observed == nil else {
            return Localized(en: "Seen on other connections too.", ja: "ほかの接続でも見つかりました。")
        }
        return Localized(
            en: "Found by \(judgements) more \(judgements == 1 ? "check" : "checks").",
            ja: "ほかに \(judgements) 個のチェックでも見つかりました。")
    }

    /// A requirement that a baseline names as broken, and that holds.
    static func mended(_ requirement: RequirementID) -> Localized {
        Localized(
            en: "\(requirement.name) is in the baseline, and holds now: --update-baseline removes it.",
            ja: "\(requirement.name) は基準ファイルにありますが、今は満たされています。--update-baseline で削除できます。")
    }

    static func requirements(_ count: Int) -> Localized {
        Localized(en: "\(count) \(count == 1 ? "requirement" : "requirements")", ja: "\(count) 件")
    }
}

extension Verdict {
    /// The word of a line of a report, in capitals and as wide as any other.
    var word: String { rawValue.uppercased() }
}
