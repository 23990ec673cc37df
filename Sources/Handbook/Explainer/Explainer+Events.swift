public import POP3

extension Explainer {
    /// What a server line means that answers no command.
    ///
    /// - Parameters:
    ///   - line: the line as it came.
    ///   - phase: the state in which it came.
    ///   - knowledge: what was known by then.
    ///   - last: the exchange before it; `nil` when it is not known.
    public func explain(
        unsolicited line: Line, in phase: Session.Phase, _ knowledge: Knowledge, after last: Exchange? = nil
    ) -> Annotation {
        let reply = Reply(first: Line(bytes: Array(line.bytes.prefix(512)), ending: line.ending))
        if line.count > 510 && line.ending == .missing || last?.reply.first.ending == .missing { return overlong(line) }
        if reply.status == .malformed, let command = last?.command, command.row == nil { return moreLines() }
        if reply.status == .err, Self.announcesClosing(reply.text) { return farewell() }
        let requirement = Self.requirement(brokenBehind: last, knowledge)
        var annotation = line.ending == .missing ? unfinished(line) : unanswering(after: last)
        annotation.findings = [
            Finding(
                requirement,
                Localized(
                    en: "The server sent one line more than it was asked for.", ja: "サーバーが、求められていない行を送りました。"))
        ]
        return annotation
    }

    private static func requirement(brokenBehind last: Exchange?, _ knowledge: Knowledge) -> RequirementID {
        guard let last else { return "rfc1939-5-one-response-per-command" }
        guard let command = last.command else { return "rfc1939-4-greeting-one-line" }
        let beganTLS = command.kind == .command && command.verb == .stls && last.reply.status == .ok
        return beganTLS && knowledge.isSecure
            ? "rfc2595-4-stls-no-second-greeting" : "rfc1939-5-one-response-per-command"
    }

    private func unasked(_ meaning: Localized) -> Annotation {
        Annotation(topic: "unsolicited", meaning: meaning, isTrouble: true, citation: .rfc(1939, "3"))
    }

    private func unanswering(after last: Exchange?) -> Annotation {
        var annotation = unasked(
            Localized(en: "a line that answers no command.", ja: "どのコマンドへの応答でもない行です。"))
        annotation.notes = [
            Localized(
                en:
                    "In POP3 the server speaks only when it is asked, and once (3). From here on replies may be out of step.",
                ja: "POP3 のサーバーは、コマンドを受けたときに 1 回だけ応答します (第 3 節)。この後の応答はずれるかもしれません。")
        ]
        if last?.broughtMail == true { annotation.causes = [Self.loneDot] }
        return annotation
    }

    private static let loneDot = Localized(
        en:
            "A line of the mail was \".\" alone and was not doubled (3): the reply seemed to end there, and this is the rest of the mail",
        ja: "メールの中の \".\" だけの行が二重にされず、応答がそこで終わったように見えた (第 3 節)。この行はメールの続きである")

    /// The rest of what came, when the connection ended within a line.
    private func unfinished(_ line: Line) -> Annotation {
        unasked(
            Localized(
                en:
                    "\(line.count.octets.en) of a line that answers no command; the connection ended before the line did.",
                ja: "どのコマンドへの応答でもない行の \(line.count.octets.ja)です。行が終わる前に接続が切れました。"))
    }

    private func overlong(_ line: Line) -> Annotation {
        unasked(
            Localized(
                en: "a piece of a line that does not end; a first line has at most 512 octets.",
                ja: "終わらない行の一部です。応答の 1 行目は 512 オクテットまでです。"))
    }

    private func moreLines() -> Annotation {
        var annotation = unasked(
            Localized(en: "one more line, perhaps of the reply before.", ja: "もう 1 行届きました。前の応答の続きかもしれません。"))
        annotation.suggestions = [
            Suggestion(
                ":lines",
                Localized(en: "expect a multi-line reply, then send the command again", ja: "複数行の応答とみなすよう指定してから、送り直す"))
        ]
        return annotation
    }

    private func farewell() -> Annotation {
        var annotation = unasked(
            Localized(en: "the server says that it is about to close the connection.", ja: "サーバーが接続を閉じると知らせてきました。"))
        annotation.findings = [
            Finding(
                "rfc1939-3-autologout-silent-close",
                Localized(
                    en: "A server that logs an idle session out closes the connection without a word.",
                    ja: "無通信のセッションを打ち切るサーバーは、応答を送らずに接続を閉じることになっています。"))
        ]
        return annotation
    }

    private static func announcesClosing(_ text: String) -> Bool {
        let words = text.lowercased()
        return ["timeout", "timed out", "time out", "idle", "inactiv", "autologout", "clos", "disconnect", "shut"]
            .contains { words.contains($0) }
    }

    /// What it means that one side closed the connection.
    ///
    /// - Parameters:
    ///   - side: who closed it.
    ///   - phase: the state before it was closed.
    ///   - knowledge: what was known by then.
    ///   - pending: the commands that were not answered.
    ///   - idle: how long nothing had been sent; `nil` when it is not known.
    ///   - last: the last complete exchange; `nil` when it is not known.
    public func explain(
        closedBy side: Session.Side, in phase: Session.Phase, _ knowledge: Knowledge, pending: [Command] = [],
        idle: Duration? = nil, after last: Exchange? = nil
    ) -> Annotation {
        var annotation = Annotation(
            topic: "closed", meaning: closing(side, phase, idle), isTrouble: side == .server && !phase.isOver,
            citation: .rfc(1939, phase == .update ? "6" : "3"))
        if let first = pending.first {
            annotation.notes.append(
                Localized(
                    en:
                        "\(String(quoting: first.verb.name.utf8, limit: 20)) was not answered; whether it was carried out is unknown.",
                    ja: "\(String(quoting: first.verb.name.utf8, limit: 20)) への応答がなく、実行されたかどうかは分かりません。"))
        }
        annotation.notes += losses(phase, knowledge, pending + unread(last))
        if side == .server, !phase.isOver, pending.contains(where: { $0.isLogin }) {
            annotation.notes.append(
                Localized(
                    en: "Some servers close after a login that failed (4).", ja: "ログインの失敗後に接続を閉じるサーバーもあります (第 4 節)。"))
        }
        annotation.suggestions = [
            Suggestion(":reconnect", Localized(en: "connect to the same server again", ja: "同じサーバーに接続し直す"))
        ]
        return annotation
    }

    private func closing(_ side: Session.Side, _ phase: Session.Phase, _ idle: Duration?) -> Localized {
        guard side == .server else { return Localized(en: "you closed the connection.", ja: "こちらから接続を閉じました。") }
        switch phase {
        case .update, .closed:
            return Localized(
                en: "the server closed the connection, as it does after QUIT.", ja: "QUIT の後なので、サーバーが接続を閉じました。")
        case .greeting:
            return Localized(
                en: "the server closed the connection before a session began.", ja: "セッションが始まる前に、サーバーが接続を閉じました。")
        case .authorization, .transaction:
            guard let idle, idle >= .seconds(10) else {
                return Localized(en: "the server closed the connection.", ja: "サーバーが接続を閉じました。")
            }
            let seconds = idle.components.seconds
            let minutes = seconds / 60
            return Localized(
                en: "the server closed the connection after \(minutes > 0 ? "\(minutes) min" : "\(seconds) s") idle.",
                ja: "通信のないまま \(minutes > 0 ? "\(minutes) 分" : "\(seconds) 秒")が過ぎ、サーバーが接続を閉じました。")
        }
    }
}

extension Exchange {
    /// Whether a message, or the beginning of one, came with the reply.
    fileprivate var broughtMail: Bool {
        command?.kind == .command && command?.verb.bringsMessage == true && reply.status == .ok && reply.body != nil
    }
}

extension Session.Phase {
    fileprivate var isOver: Bool { self == .update || self == .closed }
}
