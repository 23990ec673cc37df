import POP3

/// Which commands make sense next: the rows of the command table that the state allows and the server is known to offer.
enum NextSteps {
    /// One sentence that lists them.
    static func sentence(in phase: Session.Phase, _ knowledge: Knowledge, _ hasNetwork: Bool) -> Localized {
        let names = rows(in: phase, knowledge, hasNetwork).map { phase == .authorization ? $0.syntax : $0.shortSyntax }
        guard let last = names.last else {
            return Localized(en: "There is nothing more to send.", ja: "送れるコマンドはもうありません。")
        }
        let others = names.dropLast().joined(separator: ", ")
        return Localized(
            en: "Next: \(others.isEmpty ? last : "\(others), or \(last)").",
            ja: "次に使えるコマンド: \((names).joined(separator: ", "))")
    }

    /// The rows; STLS stands behind the ways to log in, and QUIT last. Where there is no network there is nothing to encrypt.
    static func rows(in phase: Session.Phase, _ knowledge: Knowledge, _ hasNetwork: Bool) -> [CommandRow] {
        let allowed = CommandTable.rows.filter { $0.phases.contains(phase) && isSensible($0, in: phase, knowledge) }
        let late: [Verb] = hasNetwork ? [.stls, .quit] : [.quit]
        return allowed.filter { $0.verb != .stls && $0.verb != .quit }
            + late.compactMap { verb in allowed.first { $0.verb == verb } }
    }

    private static func isSensible(_ row: CommandRow, in phase: Session.Phase, _ knowledge: Knowledge) -> Bool {
        guard !row.isObsolete, row.verb != .pass else { return false }
        let announced = knowledge.capabilities
        switch row.verb {
        case .capa: return phase == .authorization && announced == nil
        case .apop: return knowledge.timestamp != nil
        case .stls: return !knowledge.isSecure && !knowledge.isInUTF8Mode && announced?.announces("STLS") ?? true
        case .user: return announced.map { $0.announces("USER") || !$0.announces("SASL") } ?? true
        case .auth: return announced?.announces("SASL") ?? false
        case .utf8 where knowledge.isInUTF8Mode: return false
        case .utf8, .lang: return phase == .authorization && announced?.announces(row.verb.name) ?? false
        case .noop, .rset: return false
        default: return true
        }
    }
}

extension CommandRow {
    /// The syntax without what may be left out.
    fileprivate var shortSyntax: String {
        ([verb.name] + arguments.filter { !$0.isOptional }.map(\.label)).joined(separator: " ")
    }
}
