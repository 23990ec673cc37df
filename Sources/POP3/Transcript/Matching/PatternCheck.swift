/// Finds in a regular expression what may take for ever on a hostile line, and what would hide it.
struct PatternCheck {
    private var rest: ArraySlice<Unicode.Scalar>
    /// For each open group, the whole expression first: whether something in it is repeated.
    private var repeats = [false]

    /// What is wrong with an expression; `nil` for one that may be compiled.
    static func fault(in text: String) -> TranscriptPattern.Fault? {
        var check = PatternCheck(rest: Array(text.unicodeScalars)[...])
        while let scalar = check.rest.popFirst() {
            if let fault = check.fault(at: scalar) { return fault }
        }
        return nil
    }

    private init(rest: ArraySlice<Unicode.Scalar>) {
        self.rest = rest
    }

    private mutating func fault(at scalar: Unicode.Scalar) -> TranscriptPattern.Fault? {
        switch scalar {
        case "\\": return escape()
        case "[": return members()
        case "(":
            repeats.append(false)
            return rest.first == "?" ? group() : nil
        case ")": return closeGroup()
        case "*", "+", "{", "?":
            repeats[repeats.count - 1] = true
            return nil
        default: return nil
        }
    }

    // \1 to \9, \g{...}, \k<...>
    private mutating func escape() -> TranscriptPattern.Fault? {
        switch rest.popFirst() {
        case "k", "g": .backReference
        case "Q": .unsupported
        case let scalar?: ("1"..."9").contains(scalar) ? .backReference : nil
        case nil: nil
        }
    }

    /// Passes over a class, whose "[" was taken, with the classes in it.
    private mutating func members() -> TranscriptPattern.Fault? {
        var depth = 1
        while depth > 0, let scalar = rest.popFirst() {
            switch scalar {
            case "\\": if let fault = escape() { return fault }
            case "[": depth += 1
            case "]": depth -= 1
            default: break
            }
        }
        return nil
    }

    // (?:x) (?=x) (?!x) (?>x) (?<=x) (?<name>x) (?i)
    private mutating func group() -> TranscriptPattern.Fault? {
        rest = rest.dropFirst()
        if rest.starts(with: ["P", "="]) { return .backReference }
        guard let next = rest.popFirst(), next == "P" ? rest.popFirst() == "<" : ":=!><i".unicodeScalars.contains(next)
        else { return .unsupported }
        guard next == "i" else { return nil }
        return rest.first == ")" || rest.first == ":" ? nil : .unsupported
    }

    /// A group may come at most once more than it stands there: `(x+)?` is harmless, `(x+)*` is not.
    private mutating func closeGroup() -> TranscriptPattern.Fault? {
        // Without an opening one it is the compiler that complains.
        guard repeats.count > 1 else { return nil }
        let inner = repeats.removeLast()
        if inner { repeats[repeats.count - 1] = true }
        guard inner, let next = rest.first, ["*", "+", "{"].contains(next) else { return nil }
        return .nestedRepetition
    }
}
