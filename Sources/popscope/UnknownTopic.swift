import Console
import Handbook

/// What is said of a topic on which there is no help: what may have been meant, and what there is.
struct UnknownTopic {
    private let topic: String

    /// A topic as it was typed.
    init(_ topic: String) {
        self.topic = topic
    }

    /// The topics whose names differ from it by a slip.
    var near: [String] {
        HelpTopics.all.filter { Arguments.isNear(topic, $0.lowercased()) }
    }

    /// Several lines, none wider than so many columns.
    func text(in language: Language, columns: Int) -> String {
        let names = near.joined(separator: ", ")
        let question = Localized(en: " Did you mean \(names)?", ja: "\(names) のことでしょうか。")
        let first = Localized(en: "There is no help on '\(topic)'.", ja: "'\(topic)' の説明はありません。")
        let isKeyword = { (topic: String) in topic.first?.isUppercase == true }
        let (groups, others) = (
            HelpTopics.all.filter { $0.hasPrefix("@") }, HelpTopics.all.filter { !$0.hasPrefix("@") }
        )
        return [
            names.isEmpty ? first : first + question,
            Self.list(Localized(en: "Commands and states", ja: "コマンドと状態"), others.filter(isKeyword)),
            Self.list(Localized(en: "Groups", ja: "グループ"), groups),
            Self.list(Localized(en: "Kinds of trouble", ja: "問題の種類"), others.filter { !isKeyword($0) }),
        ].enumerated().flatMap { index, text in
            // ArgumentParser puts "Error: " in front of the first.
            TextWrapping.lines(
                of: text[language], firstWidth: columns - (index == 0 ? "Error: ".count : 0), width: columns)
        }.joined(separator: "\n")
    }

    private static func list(_ title: Localized, _ topics: [String]) -> Localized {
        title + Localized(verbatim: ": " + topics.joined(separator: " "))
    }
}

/// The columns of the terminal on standard error; 80 where there is none.
func errorColumns() -> Int {
    StandardStream.error.columns ?? 80
}
