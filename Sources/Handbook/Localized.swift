/// A text for people in every language, written side by side so that no translation can be missing.
public struct Localized: Hashable, Sendable {
    /// The English text, in ASCII.
    public let en: String
    /// The Japanese text.
    public let ja: String

    /// A text in both languages.
    public init(en: String, ja: String) {
        self.en = en
        self.ja = ja
    }

    /// A text that is the same in every language: a command, a number, a quotation from the wire.
    public init(verbatim text: String) {
        self.init(en: text, ja: text)
    }

    /// The text in one language.
    public subscript(language: Language) -> String {
        switch language {
        case .en: en
        case .ja: ja
        }
    }

    /// Two texts, one behind the other, with nothing between them.
    public static func + (first: Localized, second: Localized) -> Localized {
        Localized(en: first.en + second.en, ja: first.ja + second.ja)
    }
}

extension Sequence<Localized> {
    /// The texts in their order with a separator between each two; empty when there is none.
    public func joined(by separator: Localized) -> Localized {
        Localized(
            en: map(\.en).joined(separator: separator.en),
            ja: map(\.ja).joined(separator: separator.ja))
    }
}
