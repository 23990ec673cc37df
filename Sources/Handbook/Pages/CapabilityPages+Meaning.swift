public import POP3

extension CapabilityPages {
    /// What a capability means with the parameters that it bears, without a full stop.
    public static func meaning(of capability: Capability) -> Localized {
        switch capability.reading {
        case .loginDelay(let seconds, let differsByUser):
            let pause = seconds == 0 ? noPause : Self.pause(seconds)
            return differsByUser ? pause + byUser(longest) : pause
        case .expire(let days, let differsByUser):
            return differsByUser ? stay(days) + byUser(shortest) : stay(days)
        case .implementation(let name):
            let name = String(quoting: name.utf8, limit: 60)
            return Localized(en: "the server program calls itself \(name)", ja: "サーバープログラムの名前は \(name) です")
        case .utf8(let inCredentials):
            return inCredentials ? utf8 + utf8InCredentials : utf8
        case .malformed:
            return (self[capability.tag]?.meaning ?? unregistered)
                + Localized(en: "; its parameters are not those of the RFC", ja: " (引数が RFC の形ではありません)")
        case .top, .user, .sasl, .responseCodes, .pipelining, .uniqueIDs, .stls, .authResponseCode, .language, .unknown:
            return self[capability.tag]?.meaning ?? unregistered
        }
    }

    private static let noPause = Localized(
        en: "you may log in as often as you like", ja: "ログインの間隔に制限はありません")

    private static func pause(_ seconds: Int) -> Localized {
        let time = seconds.asDuration
        return Localized(en: "log in at most once in \(time.en)", ja: "ログインは \(time.ja)に 1 回までです")
    }

    private static func stay(_ days: Int?) -> Localized {
        switch days {
        case nil:
            Localized(
                en: "mail stays until you delete it; none is removed for its age", ja: "古くなったメールが自動で消えることはなく、削除するまで残ります"
            )
        case 0:
            Localized(
                en: "no mail may be left here: what was fetched may go at QUIT",
                ja: "メールをサーバーに残せません。取得したメールは QUIT で消えることがあります")
        case let days?:
            Localized(
                en: "mail is kept for \(days == 1 ? "1 day" : "\(days) days") at least, then may be removed",
                ja: "メールは少なくとも \(days) 日間残り、その後は消えることがあります")
        }
    }

    private static func byUser(_ extreme: Localized) -> Localized {
        Localized(
            en: " (\(extreme.en) for any user; CAPA after login tells yours)",
            ja: " (利用者によって異なり、これは\(extreme.ja)の値です。自分の値はログイン後の CAPA で分かります)")
    }

    private static let longest = Localized(en: "the longest", ja: "最長")
    private static let shortest = Localized(en: "the shortest", ja: "最短")
    private static let utf8 = Localized(en: "UTF-8 mode is available", ja: "UTF-8 モードを使えます")
    private static let utf8InCredentials = Localized(
        en: ", and names and passwords may be in UTF-8", ja: "。名前とパスワードにも UTF-8 を使えます")
}

extension Int {
    /// This many seconds, in the largest unit that divides them.
    var asDuration: Localized {
        if self % 3600 == 0, self > 0 { return counted(self / 3600, "hour", "時間") }
        if self % 60 == 0, self > 0 { return counted(self / 60, "minute", "分") }
        return counted(self, "second", "秒")
    }

    private func counted(_ count: Int, _ unit: String, _ ja: String) -> Localized {
        Localized(en: count == 1 ? "1 \(unit)" : "\(count) \(unit)s", ja: "\(count) \(ja)")
    }
}
