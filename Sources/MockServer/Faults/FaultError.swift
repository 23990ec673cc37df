/// Why a text names no fault of the catalogue.
public enum FaultError: Error, Hashable, Sendable {
    /// No fault has this name; the payload ends with at most three names that resemble it.
    case unknown(String, resembling: [String])
    /// A value was given to this fault, which has none.
    case takesNoValue(String)
    /// This is no value that the fault may have; the range says which it may.
    case badValue(String, name: String, ClosedRange<Int>)
}

extension FaultError {
    /// What is wrong and what would be right, in one sentence.
    public func text(in language: ReplyLanguage) -> String { wording[language] }

    private var wording: Wording {
        switch self {
        case .unknown(let name, let resembling):
            let names = resembling.joined(separator: ", ")
            return Wording(
                en: "there is no fault named \"\(name)\"" + (names.isEmpty ? "" : "; there is \(names)"),
                ja: "「\(name)」という欠陥はありません。" + (names.isEmpty ? "" : "近い名前: \(names)"))
        case .takesNoValue(let name):
            return Wording(en: "\(name) takes no value", ja: "\(name) に値は付けられません")
        case .badValue(let value, let name, let range):
            let (low, high) = (range.lowerBound, range.upperBound)
            return Wording(
                en: "\(name) takes a number from \(low) to \(high), not \"\(value)\"",
                ja: "\(name) の値は \(low) から \(high) までの数です。「\(value)」は使えません")
        }
    }
}
