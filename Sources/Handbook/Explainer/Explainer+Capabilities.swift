import POP3

extension Explainer {
    func capabilitiesListed(_ seen: Observation) -> Annotation {
        let found = seen.capabilities
        var notes = found.prefix(20).map(CapabilityPages.note)
        if found.count > 20 {
            notes.append(
                Localized(en: "And \(found.count - 20) more.", ja: "ほかに \(found.count - 20) 個あります。"))
        }
        notes += readableMechanisms(seen) + differences(seen)
        if hasNetwork, seen.before == .authorization, !seen.knowledge.isSecure, !found.announces("STLS") {
            notes.append(
                Localized(
                    en: "STLS is not among them: this connection cannot be encrypted. Port 995 may be.",
                    ja: "STLS がないので、この接続は暗号化できません。ポート 995 なら暗号化できるかもしれません。"))
        }
        let count = found.count
        var annotation = seen.annotation(
            Localized(
                en: "this server announces \(count == 1 ? "1 capability" : "\(count) capabilities").",
                ja: "このサーバーは \(count) 個のケイパビリティ (拡張機能) を通知しています。"),
            notes: notes,
            next: seen.before == .authorization
                ? NextSteps.sentence(in: .authorization, seen.exchange.knowledgeAfter, hasNetwork).leading(
                    to: ":help @caps") : nil)
        annotation.suggestions = encryption(seen)
        return annotation
    }

    /// STLS, where it is announced and others could listen.
    private func encryption(_ seen: Observation) -> [Suggestion] {
        guard hasNetwork, seen.before == .authorization, !seen.knowledge.isSecure, !seen.knowledge.isInUTF8Mode else {
            return []
        }
        if seen.capabilities.announces("STLS") {
            return [
                Suggestion("STLS", Localized(en: "encrypt this connection before you log in", ja: "ログインの前に、この接続を暗号化する"))
            ]
        }
        return host.map {
            [
                Suggestion(
                    ":open pop3s://\($0)",
                    Localized(en: "encrypted from the first byte (port 995)", ja: "最初から暗号化 (ポート 995)"))
            ]
        } ?? []
    }

    /// The mechanisms that hand the secret over to whoever can read the wire.
    private func readableMechanisms(_ seen: Observation) -> [Localized] {
        let names = seen.capabilities.mechanisms.filter { MechanismPages[$0]?.isReadable == true }.prefix(8)
        guard seen.before == .authorization, !seen.knowledge.isSecure, !names.isEmpty else { return [] }
        let list = names.joined(separator: ", ")
        return [
            Localized(
                en: "Without TLS, \(list) \(names.count == 1 ? "shows" : "show") the secret to anyone on the path.",
                ja: "TLS がなければ、\(list) の認証情報は通信経路上の誰でも読めます。")
        ]
    }

    private func differences(_ seen: Observation) -> [Localized] {
        guard let since = Since(seen) else { return [] }
        let changes = CapabilityChanges(from: since.old, to: seen.capabilities)
        guard !changes.isEmpty else {
            return since.isSameState
                ? []
                : [
                    Localized(
                        en: "Nothing has changed since \(since.name.en).", ja: "\(since.name.ja)と同じ内容です。")
                ]
        }
        var notes = [listing(changes, since)]
        if since.isTLS, !changes.vanished.isEmpty {
            let names = changes.vanished.joined(separator: " ")
            notes.append(
                Localized(
                    en:
                        "Only clear text offered \(names): the server withholds it under TLS, or somebody on the path added it.",
                    ja: "\(names) は平文のときだけ通知されていました。TLS では提供しないのか、通信経路上で書き加えられたのかもしれません。"))
        }
        return notes
    }

    private func listing(_ changes: CapabilityChanges, _ since: Since) -> Localized {
        var parts: [Localized] = []
        func add(_ en: String, _ ja: String, _ words: [String]) {
            guard !words.isEmpty else { return }
            let shown = words.prefix(8).joined(separator: ", ") + (words.count > 8 ? ", ..." : "")
            parts.append(Localized(en: "\(en): \(shown)", ja: "\(ja): \(shown)"))
        }
        add("new", "追加", changes.new.map(\.shown))
        add("gone", "なくなったもの", changes.gone.map(\.shown))
        add("changed", "変更", changes.changed.map { "\($0.old.shown) -> \($0.new.shown)" })
        return Localized(en: "Since \(since.name.en): ", ja: "\(since.name.ja)との違い: ")
            + parts.joined(by: Localized(en: "; ", ja: "、")) + Localized(en: ".", ja: "。")
    }
}

/// The list that a list of CAPA is compared with, and what lies between the two.
private struct Since {
    let old: [Capability]
    let isTLS: Bool
    let isLogin: Bool

    /// `nil` when there is nothing to compare with.
    init?(_ seen: Observation) {
        let knowledge = seen.knowledge
        guard let old = knowledge.capabilities ?? knowledge.forgottenCapabilities else { return nil }
        self.old = old
        isTLS = knowledge.capabilities == nil
        isLogin = seen.before == .transaction && (isTLS || knowledge.capabilitiesPhase == .authorization)
    }

    var isSameState: Bool { !isTLS && !isLogin }

    var name: Localized {
        switch (isTLS, isLogin) {
        case (true, true): Localized(en: "TLS and login", ja: "TLS とログインの前")
        case (true, false): Localized(en: "TLS", ja: "TLS の前")
        case (false, true): Localized(en: "login", ja: "ログインの前")
        case (false, false): Localized(en: "the last CAPA", ja: "前回の CAPA ")
        }
    }
}

extension CapabilityChanges {
    /// The mechanisms that are gone, fit to be shown.
    fileprivate var vanished: [String] {
        gone.first { $0.tag == "SASL" }?.parameters.prefix(8).map { String(quoting: $0.utf8, limit: 20) } ?? []
    }
}
