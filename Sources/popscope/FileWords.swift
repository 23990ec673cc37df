import Console
import Handbook

/// Why a file cannot be read or written, in words. Its name is shown so that a terminal only prints it.
enum FileWords {
    static func cannotRead(_ name: String, _ reason: String) -> Localized {
        let name = visible(name)
        return Localized(
            en: "popscope: cannot read \(name): \(reason)", ja: "popscope: \(name) を読めません: \(reason)")
    }

    static func cannotWrite(_ name: String, _ reason: String) -> Localized {
        let name = visible(name)
        return Localized(
            en: "popscope: cannot write \(name): \(reason)", ja: "popscope: \(name) に書けません: \(reason)")
    }

    /// A transcript may be the only trace of a session: none is written over.
    static func transcriptExists(_ name: String) -> Localized {
        let name = visible(name)
        return Localized(
            en: "popscope: \(name) exists, and a transcript is not written over: name another file.",
            ja: "popscope: \(name) はすでにあります。記録は上書きしないため、別のファイル名にしてください。")
    }

    /// A document may be the only one of its kind.
    static func exists(_ name: String) -> Localized {
        let name = visible(name)
        return Localized(
            en: "popscope: \(name) exists; --overwrite writes over it.",
            ja: "popscope: \(name) はすでにあります。上書きするには --overwrite を付けてください。")
    }

    /// A document in place of what it was made of would be all that is left of a session.
    static func isInput(_ name: String) -> Localized {
        let name = visible(name)
        return Localized(
            en: "popscope: \(name) is one of the files that are read: name another file.",
            ja: "popscope: \(name) は読み込むファイルの 1 つです。別のファイル名にしてください。")
    }

    /// What is wrong in a file.
    static func fault(in name: String, _ text: Localized) -> Localized {
        Localized(verbatim: "popscope: \(visible(name)): ") + text
    }

    /// The name of a file as visible text.
    static func visible(_ name: String) -> String { Sanitizer.visible(name.utf8) }
}
