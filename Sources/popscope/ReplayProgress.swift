import Console
import Handbook

/// Which of several files is being played, in one row of a terminal; nothing where standard error is none.
struct ReplayProgress: Sendable {
    private let count: Int
    private let language: Language
    private let isShown: Bool

    /// - Parameters:
    ///   - count: how many files there are.
    ///   - isPlain: whether no row may be rewritten: then nothing is shown.
    init(of count: Int, isPlain: Bool, _ language: Language) {
        self.count = count
        self.language = language
        isShown = count > 1 && !isPlain && StandardStream.error.isTerminal && environment("TERM") != "dumb"
    }

    /// Shows the file that is waited for, by its number from 1.
    func show(_ name: String, number: Int) {
        guard isShown, let columns = StandardStream.error.columns else { return }
        let name = FileWords.visible(name)
        let text = Localized(
            en: "[\(number)/\(count)] playing \(name)", ja: "[\(number)/\(count)] 再生中: \(name)")[language]
        let row = TextWrapping.lines(of: text, firstWidth: columns - 1, width: columns - 1)[0]
        StandardStream.error.write(Array("\r\u{1B}[K\(row)".utf8))
    }

    /// Takes the row away, so that something else can be said.
    func clear() {
        guard isShown else { return }
        StandardStream.error.write(Array("\r\u{1B}[K".utf8))
    }
}
