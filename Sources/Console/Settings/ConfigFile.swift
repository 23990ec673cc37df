/// The config file: `key = value`, one a line, `#` for comments, the keys of `:set`.
public enum ConfigFile {
    /// A line that was not taken.
    public struct Fault: Hashable, Sendable {
        /// The line, counted from 1.
        public let line: Int
        /// Why.
        public let refusal: Settings.Refusal
    }

    /// Applies a file's text to settings. Lines that are wrong change nothing and are reported; the others hold.
    public static func apply(_ text: String, to settings: inout Settings) -> [Fault] {
        var faults: [Fault] = []
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, line) in lines.enumerated() {
            do {
                try apply(line: line, to: &settings)
            } catch {
                faults.append(Fault(line: index + 1, refusal: error))
            }
        }
        return faults
    }

    private static func apply(line: Substring, to settings: inout Settings) throws(Settings.Refusal) {
        let line = trimmed(line)
        guard !line.isEmpty, line.first != "#" else { return }
        let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw .notAPair(String(line)) }
        try settings.set(String(trimmed(parts[0])), to: String(trimmed(parts[1])))
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
        guard let start = text.firstIndex(where: { !isBlank($0) }), let end = text.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return text[start...end]
    }
}
