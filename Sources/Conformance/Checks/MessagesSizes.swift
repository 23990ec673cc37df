import Handbook
import POP3

extension Bench {
    /// Says by what LIST differs from what RETR sent. That it differs is a rule's; where it counts line ends or stuffed dots
    /// wrongly, that is a requirement of its own.
    func judgeSizes(_ samples: [MailFacts.Sample]) {
        let usual = samples.filter { $0.size != nil && $0.body.isTerminated && !$0.body.isUnusual }
        let misfits = usual.filter { $0.difference != 0 }
        judgeSize(misfits.filter { $0.difference == $0.body.stuffed }, "rfc1939-11-size-no-stuffing", Self.counted)
        judgeSize(
            misfits.filter { [$0.body.lines, $0.body.lines - 1].contains(-$0.difference) && $0.body.lines > 2 },
            "rfc1939-11-size-crlf-two", Self.single)
        let short = misfits.filter { $0.difference == -2 }
        // Of one message nobody can tell whether it is stored without its last line end; that all are is no accident.
        let isRule = short.count == usual.count && short.count > 2
        judgeSize(short, "rfc1939-5-list-exact-size", Self.lacking, as: isRule ? .fail : .warn)
        let odd = samples.filter { $0.size != nil && $0.body.isUnusual && $0.difference != 0 }
        judgeSize(odd, "rfc1939-5-list-exact-size", Self.unusual, as: .warn)
    }

    private func judgeSize(
        _ samples: [MailFacts.Sample], _ row: RequirementID, _ why: Localized, as outcome: Outcome? = nil
    ) {
        guard let sample = samples.first, let size = sample.size else { return }
        breach(
            row,
            Localized(
                en: "LIST says \(size) octets of message \(sample.number), RETR sent \(sample.body.octets): \(why.en).",
                ja: "\(sample.number) 番のメールは LIST では \(size) オクテット、RETR では \(sample.body.octets) オクテットです (\(why.ja))。"),
            as: outcome)
    }

    private static let counted = Localized(en: "the dots of byte-stuffing were counted", ja: "バイトスタッフィングのドットが数えられています")
    private static let single = Localized(en: "each line end was counted as one octet", ja: "行末が 1 オクテットと数えられています")
    private static let lacking = Localized(en: "the last line end is missing", ja: "最後の行末が数えられていません")
    private static let unusual = Localized(en: "it has unusual line ends", ja: "特殊な行末があります")
}

extension MailFacts.Sample {
    /// By how much LIST says more than RETR sent.
    fileprivate var difference: Int { size.map { $0 - body.octets } ?? 0 }
}

extension Body {
    /// Whether it has line ends or octets that servers count in several ways.
    var isUnusual: Bool { nuls > 0 || bareCarriageReturns > 0 || bareLineFeeds > 0 }
}
