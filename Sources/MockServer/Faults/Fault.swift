public import POP3

/// One mistake of a server, by a name that says it; it goes into a ``FaultyServer``.
///
/// Two faults are equal when name and value are.
public struct Fault: Sendable {
    /// The name, in small letters with hyphens, for example `list-counts-deleted`; never used for anything else again.
    public let name: String
    /// The number behind the name, in decimal digits, as in `line-limit=100`; `nil` for a fault that has none.
    public var value: String? { range == nil ? nil : String(number) }
    /// The numbers that the fault may have; `nil` for a fault that has none.
    public let range: ClosedRange<Int>?
    /// The requirements that it breaks: what a perfect tester reports of a server with this fault, and nothing else.
    public let requirements: [RequirementID]
    let wording: Wording
    let flaws: [Flaw]
    private(set) var number: Int

    init(_ name: String, _ requirements: [RequirementID], en: String, ja: String, _ flaws: Flaw...) {
        self.init(name, requirements, Wording(en: en, ja: ja), flaws, nil, 0)
    }

    init(
        _ name: String, value: Int, in range: ClosedRange<Int>, _ requirements: [RequirementID], en: String,
        ja: String, _ flaws: Flaw...
    ) {
        self.init(name, requirements, Wording(en: en, ja: ja), flaws, range, value)
    }

    private init(
        _ name: String, _ requirements: [RequirementID], _ wording: Wording, _ flaws: [Flaw],
        _ range: ClosedRange<Int>?, _ number: Int
    ) {
        self.name = name
        self.requirements = requirements
        self.wording = wording
        self.flaws = flaws
        self.range = range
        self.number = number
    }

    /// What the server does wrong, in one sentence.
    public func summary(in language: ReplyLanguage) -> String { wording[language] }
}

extension Fault {
    // fault = name ["=" number]
    /// A fault of the catalogue by its name, and its value where it has one; without one it has that of the catalogue.
    ///
    /// - Throws: ``FaultError`` when the text is not of that form.
    public init(_ text: some StringProtocol) throws(FaultError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { String($0) }
        guard let fault = Self.index[parts[0]] else { throw .unknown(parts[0], resembling: Self.names(like: parts[0])) }
        self = fault
        guard parts.count > 1 else { return }
        guard let range else { throw .takesNoValue(name) }
        guard let number = Number.saturating(parts[1][...]), range.contains(number) else {
            throw .badValue(parts[1], name: name, range)
        }
        self.number = number
    }

    private static let index = Dictionary(uniqueKeysWithValues: catalogue.map { ($0.name, $0) })

    /// Three names at most that share most of their words with `name`.
    private static func names(like name: String) -> [String] {
        let wanted = Set(name.lowercased().split { !$0.isLetter && !$0.isNumber })
        let likeness = catalogue.map { fault in
            (name: fault.name, shared: wanted.intersection(fault.name.split(separator: "-")).count)
        }
        let most = likeness.map(\.shared).max() ?? 0
        return most == 0 ? [] : likeness.filter { $0.shared == most }.prefix(3).map(\.name)
    }
}

extension Fault: Hashable, CustomStringConvertible {
    /// Compares name and value.
    public static func == (one: Fault, other: Fault) -> Bool {
        one.name == other.name && one.number == other.number
    }

    /// Hashes name and value.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(number)
    }

    /// The fault as it is written on a command line: `name`, or `name=value`.
    public var description: String { value.map { "\(name)=\($0)" } ?? name }
}
