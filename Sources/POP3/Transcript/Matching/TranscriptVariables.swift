/// What the variables of a transcript stand for in one run.
public struct TranscriptVariables: Hashable, Sendable {
    private var values: [String: [UInt8]] = [:]
    /// The names that have a value, in ascending order.
    private var names: [[UInt8]: [String]] = [:]
    /// By the beginning of a name, the number that the next new one may have.
    private var numbers: [String: Int] = [:]
    private let constraints: [String: TranscriptPattern]

    /// Variables without values.
    ///
    /// - Parameter constraints: what a variable may be, by its name.
    public init(constraints: [String: TranscriptPattern] = [:]) {
        self.constraints = constraints
    }

    /// The value of a variable; `nil` before its first use.
    public subscript(name: String) -> [UInt8]? { values[name] }

    /// Gives a variable its value; one that has a value keeps it.
    ///
    /// - Returns: whether the value is one that the variable may have.
    @discardableResult
    public mutating func set(_ name: String, to value: [UInt8]) -> Bool {
        if let known = values[name] { return known == value }
        guard allows(value, name) else { return false }
        keep(value, name)
        return true
    }

    private mutating func keep(_ value: [UInt8], _ name: String) {
        values[name] = value
        var known = names.removeValue(forKey: value) ?? []
        known.insert(name, at: known.firstIndex { $0 > name } ?? known.endIndex)
        names[value] = known
    }

    /// The text with the values of its variables, as far as they are known.
    public func filled(_ template: LineTemplate) -> LineTemplate {
        LineTemplate(template.parts.map(resolved), ending: template.ending)
    }

    /// A value to serve for a variable that has none: what the transcript allows, else its name.
    public func standIn(for name: String) -> [UInt8] {
        if let value = values[name] { return value }
        return constraints[name]?.sample ?? LineTemplate([.placeholder(.variable(name))]).standIn.bytes
    }

    /// The name of the variable that has this value; a new one where none has.
    ///
    /// - Parameter prefix: what the name begins with; the first timestamp has no number.
    mutating func name(of value: [UInt8], _ prefix: String) -> String {
        if let known = names[value]?.first(where: { $0.hasPrefix(prefix) }) { return known }
        let name = newName(prefix)
        keep(value, name)
        return name
    }

    private mutating func newName(_ prefix: String) -> String {
        if prefix == "apop.stamp", values[prefix] == nil { return prefix }
        var number = numbers[prefix] ?? 1
        while values["\(prefix).\(number)"] != nil { number += 1 }
        numbers[prefix] = number + 1
        return "\(prefix).\(number)"
    }

    func resolved(_ part: WireText.Part) -> WireText.Part {
        guard case .placeholder(.variable(let name)) = part, let value = values[name] else { return part }
        return .octets(value)
    }

    /// Whether something may stand in place of a placeholder.
    ///
    /// - Parameter found: the values of variables that the same line gives; this one is added.
    func allows(_ value: [UInt8], for placeholder: Placeholder, _ found: inout [String: [UInt8]]) -> Bool {
        switch placeholder {
        case .anything, .secret, .computed: return true
        case .variable(let name):
            if let known = values[name] ?? found[name] { return known == value }
            guard allows(value, name) else { return false }
            found[name] = value
            return true
        }
    }

    private func allows(_ value: [UInt8], _ name: String) -> Bool {
        if let constraint = constraints[name] { return constraint.matches(value) }
        if name.hasPrefix("apop.stamp") {
            return Timestamp.find(in: Line(bytes: value))?.utf8.elementsEqual(value) == true
        }
        // A challenge may be empty (RFC 5034 section 4); nothing else may.
        return !value.isEmpty || name.hasPrefix("challenge.")
    }
}
