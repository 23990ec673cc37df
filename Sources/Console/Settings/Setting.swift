public import Handbook

/// One setting by its key: what `:set`, the config file and completion know of it.
public struct Setting: Sendable {
    /// The key, as it is typed.
    public let key: String
    /// The values that can be typed, for example `on|off`.
    public let values: String
    /// What it does.
    public let summary: Localized
    let read: @Sendable (Settings) -> String
    let write: @Sendable (inout Settings, String) -> Bool
}

extension Setting {
    // swift-format-ignore
    /// All settings, in the order in which `:set` shows them.
    public static let table: [Setting] = [
        choice("lang",    \.language,    "the language of the notes",                       "説明の言語"),
        choice("notes",   \.notes,       "how much is explained",                           "説明の量"),
        choice("echo",    \.echo,        "when the sent line is shown again",               "送った行を再表示するか"),
        toggle("color",   \.hasColor,    "colours",                                         "色の使用", on: "always", off: "never"),
        toggle("hints",   \.hasHints,    "syntax hints at the right margin",                "右端の構文ヒント"),
        toggle("decode",  \.decodesMail, "mail decoded below its octets",                   "メールをデコードした表示の併記"),
        toggle("confirm", \.confirmsQuit, "ask before a QUIT that deletes",                 "削除を伴う QUIT の前に確認するか"),
        toggle("timing",  \.showsTiming, "times and sizes at the right margin",             "右端の所要時間と大きさ"),
        toggle("names",   \.remembersNames, "user names kept in the history",               "ユーザー名を履歴に残すか"),
        number("lines",   \.previewLines, 0...1_000_000, "lines of a long reply shown at once, 0 for all", "長い応答を一度に表示する行数 (0 は全部)"),
        number("timeout", \.timeout,     1...86_400, "seconds to wait for a reply",         "応答を待つ秒数"),
        Setting(
            key: "prompt", values: "\"%h %t %s\"",
            summary: Localized(en: "the prompt: %h server, %t tls, %s state", ja: "プロンプト: %h サーバー、%t tls、%s 状態"),
            read: { $0.prompt }, write: { settings, value in
                settings.prompt = value
                return !value.isEmpty && value.utf8.allSatisfy { (0x20...0x7E).contains($0) }
            }),
    ]

    /// The setting of a key; `nil` when there is none.
    public static func named(_ key: String) -> Setting? { table.first { $0.key == key } }

    private static func choice<Value>(
        _ key: String, _ path: any WritableKeyPath<Settings, Value> & Sendable, _ en: String, _ ja: String
    ) -> Setting where Value: CaseIterable & RawRepresentable<String> & Sendable {
        Setting(
            key: key, values: Value.allCases.map(\.rawValue).joined(separator: "|"), summary: Localized(en: en, ja: ja),
            read: { $0[keyPath: path].rawValue },
            write: { settings, text in
                guard let value = Value(rawValue: text.lowercased()) else { return false }
                settings[keyPath: path] = value
                return true
            })
    }

    private static func toggle(
        _ key: String, _ path: any WritableKeyPath<Settings, Bool> & Sendable, _ en: String, _ ja: String,
        on: String = "on", off: String = "off"
    ) -> Setting {
        Setting(
            key: key, values: "\(on)|\(off)", summary: Localized(en: en, ja: ja),
            read: { $0[keyPath: path] ? on : off },
            write: { settings, text in
                switch text.lowercased() {
                case "on", "yes", "true", "1", "always": settings[keyPath: path] = true
                case "off", "no", "false", "0", "never": settings[keyPath: path] = false
                default: return false
                }
                return true
            })
    }

    private static func number(
        _ key: String, _ path: any WritableKeyPath<Settings, Int> & Sendable, _ range: ClosedRange<Int>, _ en: String,
        _ ja: String
    ) -> Setting {
        Setting(
            key: key, values: "\(range.lowerBound)...\(range.upperBound)", summary: Localized(en: en, ja: ja),
            read: { String($0[keyPath: path]) },
            write: { settings, text in
                guard let value = Int(text), range.contains(value) else { return false }
                settings[keyPath: path] = value
                return true
            })
    }
}

extension Settings {
    /// Why a setting was not taken.
    public enum Refusal: Error, Hashable, Sendable {
        case unknownKey(String)
        /// The value, and those that would be right.
        case badValue(key: String, value: String, expected: String)
        /// A line of the config file without "=".
        case notAPair(String)
    }

    /// Takes a value for a key; surrounding quotation marks are dropped. Nothing changes when it is refused.
    public mutating func set(_ key: String, to value: String) throws(Refusal) {
        guard let setting = Setting.named(key.lowercased()) else { throw .unknownKey(key) }
        let bare =
            value.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\"")
            ? String(value.dropFirst().dropLast()) : value
        var changed = self
        guard setting.write(&changed, bare) else {
            throw .badValue(key: setting.key, value: value, expected: setting.values)
        }
        self = changed
    }
}
