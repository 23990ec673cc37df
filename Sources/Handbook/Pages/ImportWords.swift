public import POP3

extension ImportError {
    /// What is wrong with the file that should be a log, for a sentence behind the file's name.
    public var text: Localized {
        switch self {
        case .empty: Localized(en: "nothing stands in it", ja: "中身がありません")
        case .binary(let offset):
            Localized(
                en: "no text: octet \(offset) is no part of any log", ja: "テキストではありません(\(offset) 番目のオクテット)")
        case .unknown(let found):
            Localized(
                en: "no session: it begins with \"\(found)\"; logs of these kinds are read: \(Self.kinds)",
                ja: "セッションの記録ではありません。先頭は \"\(found)\" です。読める種類: \(Self.kinds)")
        case .noSession(let kind):
            Localized(
                en: "read as \(kind.rawValue), and neither side says anything in it",
                ja: "\(kind.rawValue) として読みましたが、どちらの側の行もありません")
        case .transcript(let error): error.text
        }
    }

    private static var kinds: String { LogKind.allCases.map(\.rawValue).joined(separator: ", ") }
}
