extension Verb {
    /// Whether the two differ by one letter more, one less, one changed, or two neighbours exchanged.
    public func isOneSlip(from other: Verb) -> Bool {
        let one = Array(name.unicodeScalars)
        let two = Array(other.name.unicodeScalars)
        let start = zip(one, two).prefix { $0 == $1 }.count
        let a = one[start...]
        let b = two[start...]
        switch a.count - b.count {
        case 1: return a.dropFirst().elementsEqual(b)
        case -1: return b.dropFirst().elementsEqual(a)
        case 0:
            if a.dropFirst().elementsEqual(b.dropFirst()) { return !a.isEmpty }
            return a.count >= 2 && a.prefix(2).elementsEqual(b.prefix(2).reversed())
                && a.dropFirst(2).elementsEqual(b.dropFirst(2))
        default: return false
        }
    }
}
