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
        case .last: return lastTold(seen)
        case .rpop, .xtnd: return obsoleteAccepted(seen)
        default: return unknownAccepted(seen)
        }
    }

    private func lastTold(_ seen: Observation) -> Annotation {
        seen.annotation(
            Self.lastRead(seen.text.split(separator: " ").first.flatMap { Survey.number(Array($0.utf8)[...]) }),
            notes: [
                Localized(
                    en:
                        "LAST left POP3 in 1994 (RFC 1725). Today a client keeps the unique-ids (UIDL) of what it has fetched.",
                    ja: "LAST は 1994 年 (RFC 1725) に除かれました。今は、取得済みの UID (UIDL) をクライアントが覚えておきます。")
            ])
    }

    private static func lastRead(_ number: Int?) -> Localized {
        switch number {
        case 0?:
            Localized(
                en: "no message was read so far; the command is obsolete.",
                ja: "まだ読まれたメールはありません。このコマンドは廃止されています。")
        case let number?:
            Localized(
                en: "the highest message number read so far is \(number); the command is obsolete.",
                ja: "これまでに読まれた最大のメール番号は \(number) です。このコマンドは廃止されています。")
        case nil: obsolete
        }
    }

    private static let obsolete = Localized(
        en: "accepted, but the command is obsolete.", ja: "受け付けられましたが、このコマンドは廃止されています。")

    private func obsoleteAccepted(_ seen: Observation) -> Annotation {
        seen.annotation(
            Self.obsolete,
            notes: [
                Localized(
                    en: "Current servers need not know it, and clients should not use it.",
                    ja: "今のサーバーが対応している必要はなく、クライアントも使うべきではありません。")
            ])
    }

    private func unknownAccepted(_ seen: Observation) -> Annotation {
        var annotation = seen.annotation(
            Localized(
                en:
                    "+OK to a word that no RFC on POP3 defines: a command of this server's own, or a server that says +OK to anything.",
                ja: "POP3 のどの RFC にもない語に +OK が返されました。このサーバー独自のコマンドか、何にでも +OK を返すサーバーです。"),
            notes: [Localized(en: "It was read as a reply of one line.", ja: "1 行の応答として読みました。")])
        annotation.suggestions = [
            Suggestion(
                ":lines",
                Localized(
                    en: "if more lines follow: expect them, then send the command again",
                    ja: "続きの行があるとき: 複数行の応答とみなすよう指定してから、送り直す"))
        ]
        return annotation
    }
}
