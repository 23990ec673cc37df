/// One `import` of a source file.
public struct SourceImport: Hashable, Sendable {
    /// The imported module; of `import struct A.B` that is `A`.
    public let module: String
    /// Whether the import stands in the `#else` of `#if canImport(FoundationEssentials)`.
    public let isFallback: Bool

    /// The imports of a source file in their order.
    public static func all(in source: String) -> [SourceImport] {
        var conditions: [String] = []
        var imports: [SourceImport] = []
        for line in source.split(separator: "\n") {
            let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
            switch words.first {
            case "#if": conditions.append(words.dropFirst().joined())
            case "#elseif", "#else": conditions.append("not " + (conditions.popLast() ?? ""))
            case "#endif": _ = conditions.popLast()
            default:
                guard let module = module(importedBy: words) else { continue }
                let isFallback = conditions.contains("not canImport(FoundationEssentials)")
                imports.append(SourceImport(module: module, isFallback: isFallback))
            }
        }
        return imports
    }

    private static let accessLevels = ["public", "package", "internal", "fileprivate", "private"]
    private static let kinds = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]

    private static func module(importedBy words: [String]) -> String? {
        let statement = words.drop { $0.hasPrefix("@") || accessLevels.contains($0) }
        guard statement.first == "import" else { return nil }
        let name = statement.dropFirst().drop { kinds.contains($0) }.first
        return name?.split(separator: ".").first.map(String.init)
    }
}
