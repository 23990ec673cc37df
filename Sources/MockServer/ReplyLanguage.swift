/// A language of the server's replies, by its tag (RFC 5646).
public enum ReplyLanguage: String, Hashable, Sendable, CaseIterable {
    case english = "en"
    case japanese = "ja"

    /// The language in its own words.
    public var name: String {
        switch self {
        case .english: "English"
        case .japanese: "日本語"
        }
    }

    /// The first of `languages` for which a client asks.
    ///
    /// - Parameter range: a tag, or `*` for the first of all. Where `ja-JP` is not there, `ja` will do (RFC 4647 section 3.4).
    static func lookup(_ range: Substring, in languages: [ReplyLanguage]) -> ReplyLanguage? {
        if range == "*" { return languages.first }
        var subtags = range.lowercased().split(separator: "-", omittingEmptySubsequences: false)
        while !subtags.isEmpty {
            let tag = subtags.joined(separator: "-")
            if let language = languages.first(where: { $0.rawValue == tag }) { return language }
            subtags.removeLast()
        }
        return nil
    }
}

/// The human part of a reply. English is printable ASCII; the rest is UTF-8.
struct Wording {
    let en: String
    let ja: String

    init(en: String, ja: String) {
        self.en = en
        self.ja = ja
    }

    /// What every language spells the same way: numbers, tags, base64.
    init(_ data: String) {
        self.init(en: data, ja: data)
    }

    subscript(language: ReplyLanguage) -> String {
        switch language {
        case .english: en
        case .japanese: ja
        }
    }
}
