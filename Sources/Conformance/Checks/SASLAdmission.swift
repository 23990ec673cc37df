import Authentication
import Handbook
import POP3

/// A login that was refused although it should have worked.
struct RefusedLogin {
    let visit: Visit
    let exchange: Exchange

    /// Whether AUTH alone was answered so, with no message of the client's.
    private var isAboutBeginning: Bool {
        exchange.command?.kind == .command && exchange.command?.verb == .auth && exchange.command?.arguments.count == 1
    }

    /// Says that a requirement is broken; where the mechanism could not even be begun that is another row's.
    func breach(_ requirement: RequirementID, en: String, ja: String, as outcome: Outcome? = nil) {
        guard !isAboutBeginning else {
            return visit.bench.skip(
                requirement,
                because: Localized(
                    en: "\"\(exchange.said)\" was answered \"\(exchange.reply.first.quoted)\": it could not be begun.",
                    ja: "\"\(exchange.said)\" に \"\(exchange.reply.first.quoted)\" が返され、開始できませんでした。"))
        }
        visit.breach(
            requirement, Localized(en: en, ja: ja), expected: ["+OK"], actual: exchange.reply.first, as: outcome)
    }
}

extension Bench {
    /// Sees whether a login works, and leads to the mailbox of this account.
    ///
    /// - Parameters:
    ///   - mailbox: what is broken when it leads to another.
    ///   - converse: logs in; the last reply.
    /// - Returns: how it was refused; `nil` when it was not, or when it was for a while only.
    @discardableResult
    func admits(
        _ mailbox: RequirementID, _ converse: (Visit) async throws -> Exchange?
    ) async throws -> RefusedLogin? {
        var refused: RefusedLogin?
        let isIn = try await settles(attempts: 3) {
            try await visiting { visit in
                guard let last = try await converse(visit) else { return true }
                guard last.isPositive else {
                    try await visit.settle(last)
                    refused = RefusedLogin(visit: visit, exchange: last)
                    return false
                }
                try await visit.isInside(mailbox)
                return true
            }
        }
        let isBusy = refused?.exchange.reply.code.map { code in
            code == .inUse || code == .loginDelay || ResponseCode.system.covers(code)
        }
        return isIn || isBusy == true ? nil : refused
    }
}

extension Visit {
    /// Behind a login by AUTH the session is in TRANSACTION, in the mailbox that the account has.
    fileprivate func isInside(_ mailbox: RequirementID) async throws(Interruption) {
        guard let list = try await attempt("\(Verb.list)") else { return }
        guard list.isPositive else {
            expect(.ok, of: list, "rfc5034-4-success-transaction")
            return await drop()
        }
        let found = Set(list.lines.compactMap { ScanListing($0)?.octets })
        guard let known = bench.facts.mail?.sizes.values, !known.isEmpty, found.isDisjoint(with: known) else { return }
        breach(
            mailbox,
            Localized(
                en: "The login led to another mailbox: no message has a size that was known before.",
                ja: "別のメールボックスに入りました。前に見た大きさのメールが 1 通もありません。"))
    }
}
