public import ArgumentParser
public import Conformance
public import Handbook
import POP3

/// Which requirements are judged.
struct CheckSelection: ParsableArguments {
    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(en: "PATTERN: judge these alone; repeatable.", ja: "PATTERN: この要件だけを調べる。何度でも指定できる。"))
    var only: [String] = []

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(en: "Leave these out; repeatable.", ja: "この要件を除く。何度でも指定できる。"))
    var skip: [String] = []

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(en: "Judge this RFC alone; repeatable.", ja: "この RFC だけを調べる。何度でも指定できる。"))
    var rfc: [Int] = []

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(en: "MUST, MUST-NOT, SHOULD, SHOULD-NOT, MAY or fact; repeatable.", ja: "要求の水準。何度でも指定できる。"))
    var level: [Requirement.Level] = []

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(en: "Judge what has this impact; repeatable.", ja: "違反の影響で選ぶ。何度でも指定できる。"))
    var impact: [Requirement.Impact] = []

    @Option(help: ArgumentHelp(en: "Which set of requirements is judged.", ja: "調べる要件の範囲。"))
    var profile: Inspection.Options.Profile = .standard
}

extension CheckSelection {
    /// The requirements that a server can be held against and that were asked for; `nil` when no option chooses.
    var rows: Set<RequirementID>? { rows(of: .server) }

    /// The same for either side.
    func rows(of side: Session.Side) -> Set<RequirementID>? {
        let isFree = only.isEmpty && skip.isEmpty && rfc.isEmpty && level.isEmpty && impact.isEmpty
        return isFree ? nil : Set(requirements(of: side).map(\.id))
    }

    /// The same in the order of the catalogue, of any profile.
    var requirements: [Requirement] { requirements(of: .server) }

    private func requirements(of side: Session.Side) -> [Requirement] {
        let (wanted, unwanted) = (only.map(Glob.init), skip.map(Glob.init))
        return Self.all(side).filter { row in
            (wanted.isEmpty || wanted.contains { $0.matches(row.id.name) })
                && !unwanted.contains { $0.matches(row.id.name) }
                && (rfc.isEmpty || rfc.contains { row.source.document == "RFC \($0)" })
                && (level.isEmpty || level.contains(row.level)) && (impact.isEmpty || impact.contains(row.impact))
        }
    }

    private static func all(_ side: Session.Side) -> [Requirement] {
        Requirements.all.filter { $0.party != (side == .server ? .client : .server) }
    }

    /// A pattern that matches nothing is a mistake.
    ///
    /// - Throws: `ValidationError`.
    func check(_ side: Session.Side = .server) throws {
        for pattern in only + skip where !Self.all(side).contains(where: { Glob(pattern).matches($0.id.name) }) {
            throw ValidationError(
                HelpWords.text(
                    en:
                        "\(FileWords.visible(pattern)) is no requirement of a \(side.rawValue); --list names those of servers.",
                    ja: "\(FileWords.visible(pattern)) に当たる要件はありません。--list でサーバーの要件を一覧できます。"))
        }
        for number in rfc where !Self.all(side).contains(where: { $0.source.document == "RFC \(number)" }) {
            throw ValidationError(
                HelpWords.text(
                    en: "There is no requirement of RFC \(number) here.", ja: "RFC \(number) の要件はありません。"))
        }
    }
}

/// A pattern in which `*` stands for any characters and `?` for one.
struct Glob: Hashable {
    private let pattern: [UInt8]

    init(_ pattern: String) {
        self.pattern = Array(pattern.utf8)
    }

    /// Whether the whole text is as the pattern says. Takes at most the product of both lengths in steps.
    func matches(_ text: String) -> Bool {
        let text = Array(text.utf8)
        var (place, at) = (0, 0)
        var star: (place: Int, at: Int)?
        while at < text.count {
            if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
                star = (place, at)
                place += 1
            } else if place < pattern.count, pattern[place] == text[at] || pattern[place] == UInt8(ascii: "?") {
                (place, at) = (place + 1, at + 1)
            } else if let last = star {
                star = (last.place, last.at + 1)
                (place, at) = (last.place + 1, last.at + 1)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}

extension Requirement.Level: ExpressibleByArgument {
    /// The level of a word in any letter case, with `-` for a blank.
    public init?(argument: String) {
        let word = argument.uppercased().replacing("-", with: " ").replacing("_", with: " ")
        guard let level = Self.allCases.first(where: { $0.rawValue.uppercased() == word }) else { return nil }
        self = level
    }

    /// The words with `-` for a blank.
    public static var allValueStrings: [String] { allCases.map { $0.rawValue.replacing(" ", with: "-") } }
}

extension Requirement.Impact: ExpressibleByArgument {}
extension Inspection.Options.Profile: ExpressibleByArgument {}
