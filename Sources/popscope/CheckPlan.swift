import Conformance
import Handbook
import POP3

/// What `check --dry-run` writes: the checks that would run, what they judge, and what they may do.
struct CheckPlan {
    private let plan: Plan
    private let options: Inspection.Options
    private let rehearsal: CheckRehearsal
    private let language: Language

    init(
        _ options: Inspection.Options, _ selection: CheckSelection, _ rehearsal: CheckRehearsal, _ language: Language
    ) {
        var options = options
        options.selection = Set(
            selection.requirements.filter { $0.profile.isPart(of: selection.profile) }.map(\.id))
        self.options = options
        self.rehearsal = rehearsal
        plan = Plan(options)
        self.language = language
    }

    var octets: [UInt8] {
        let lines = [summary[language], cost[language]] + plan.steps.map { "  " + line($0)[language] }
        return Array(lines.map { $0 + "\n" }.joined().utf8)
    }

    /// What the run takes, as the rehearsal has shown.
    private var cost: Localized {
        let (sessions, logins) = (rehearsal.sessions, rehearsal.logins)
        return Localized(
            en: "With a server that has every extension: \(sessions) sessions, \(logins) logins, "
                + "\(rehearsal.deletions) deletions.",
            ja: "すべての拡張を備えたサーバーの場合: セッション \(sessions)、ログイン \(logins)、削除 \(rehearsal.deletions)。")
    }

    private var summary: Localized {
        let allowed = plan.steps.filter { !$0.isForbidden }
        let rows = Set(allowed.flatMap(\.requirements)).count
        let wrong = allowed.reduce(0) { $0 + $1.wrongLogins }
        let deleting = allowed.count { $0.deletes }
        return Localized(
            en: "\(allowed.count) checks would judge \(rows) requirements, with at most \(wrong) wrong passwords; "
                + (deleting == 0 ? "nothing is deleted." : "\(deleting) of them delete mail."),
            ja: "\(allowed.count) 個のチェックで \(rows) 件の要件を調べます。誤ったパスワードは最大 \(wrong) 回、"
                + (deleting == 0 ? "メールは削除しません。" : "メールを削除するチェックは \(deleting) 個です。"))
    }

    private func line(_ step: Plan.Step) -> Localized {
        let count = step.requirements.count
        var words = [Localized(en: "\(count) \(count == 1 ? "requirement" : "requirements")", ja: "要件 \(count) 件")]
        if step.messages > 0 {
            words.append(Localized(en: "needs \(step.messages) messages", ja: "メール \(step.messages) 通が必要"))
        }
        if step.wrongLogins > 0 {
            words.append(Localized(en: "\(step.wrongLogins) wrong passwords", ja: "誤ったパスワード \(step.wrongLogins) 回"))
        }
        if step.deletes { words.append(Localized(en: "deletes mail", ja: "メールを削除")) }
        if step.isForbidden {
            words.append(
                step.deletes && !options.allowsDeletion
                    ? Localized(en: "left out: needs --allow-delete", ja: "行わない (--allow-delete が必要)")
                    : Localized(en: "left out: needs --max-failed-logins", ja: "行わない (--max-failed-logins が必要)"))
        }
        return Localized(verbatim: step.check + ": ") + words.joined(by: Localized(en: ", ", ja: "、"))
    }
}
