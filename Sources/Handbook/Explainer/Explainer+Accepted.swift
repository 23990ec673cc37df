import POP3

extension Explainer {
    /// What +OK to a command means; verbs are an open set.
    func accepted(_ seen: Observation) -> Annotation {
        guard let verb = seen.verb else { return authenticated(seen) }
        switch verb {
        case .user: return userAccepted(seen)
        case .pass: return passAccepted(seen)
        case .apop: return apopAccepted(seen)
        case .auth: return seen.reply.body == nil ? authenticated(seen) : mechanismsListed(seen)
        case .stls: return startingTLS(seen)
        case .utf8: return utf8Accepted(seen)
        case .lang: return languageAccepted(seen)
        case .capa: return capabilitiesListed(seen)
        case .stat: return dropListed(seen)
        case .list: return seen.reply.body == nil ? sizeTold(seen) : sizesListed(seen)
        case .uidl: return seen.reply.body == nil ? uniqueIDTold(seen) : uniqueIDsListed(seen)
        case .retr: return messageSent(seen)
        case .top: return topSent(seen)
        case .dele: return messageMarked(seen)
        case .rset: return marksTakenAway(seen)
        case .noop: return nothingDone(seen)
        case .quit: return sessionEnded(seen)
        case .last, .rpop, .xtnd: return obsoleteAccepted(seen)
        default: return unknownAccepted(seen)
        }
    }

    private func obsoleteAccepted(_ seen: Observation) -> Annotation {
        let isLast = seen.verb == .last
        return seen.annotation(
            isLast
                ? Localized(
                    en: "the highest number read so far in this mailbox; the command is obsolete.",
                    ja: "これまでに読まれた最大のメール番号です。このコマンドは廃止されています。")
                : Localized(
                    en: "accepted, but the command is obsolete.", ja: "受け付けられましたが、このコマンドは廃止されています。"),
            notes: [
                isLast
                    ? Localized(
                        en: "LAST left POP3 in 1994 (RFC 1725). UIDL tells read and unread mail apart today.",
                        ja: "LAST は 1994 年 (RFC 1725) に POP3 から除かれました。今は UIDL で新しいメールを見分けます。")
                    : Localized(
                        en: "Current servers need not know it, and clients should not use it.",
                        ja: "今のサーバーが対応している必要はなく、クライアントも使うべきではありません。")
            ])
    }

    private func unknownAccepted(_ seen: Observation) -> Annotation {
        seen.annotation(
            Localized(
                en: "+OK to a word that no RFC on POP3 defines: something of this server's own.",
                ja: "POP3 のどの RFC にもない語に +OK が返されました。このサーバー独自のものです。"),
            notes: [
                Localized(
                    en:
                        "It was read as a reply of one line. If more lines follow, type :lines before you send it again.",
                    ja: "1 行の応答として読みました。続きの行があるときは、:lines と入力してから送り直してください。")
            ])
    }
}
