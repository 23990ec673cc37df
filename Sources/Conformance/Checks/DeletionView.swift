extension MailboxView {
    /// What is left when these are marked.
    func without(_ marked: [Int]) -> MailboxView {
        var view = self
        for number in marked {
            // What STAT says is judged only where it has been the sum in the beginning.
            view.octets =
                octets == sizes.values.reduce(0, { $0 &+ $1 }) ? view.octets.map { $0 - (sizes[number] ?? 0) } : nil
            view.count = view.count.map { $0 - 1 }
            view.sizes[number] = nil
            view.uniqueIDs[number] = nil
        }
        return view
    }

    /// Whether STAT counts other messages; what it does not say is another row's.
    func hasOtherCount(than expected: MailboxView) -> Bool {
        guard let count, let wanted = expected.count else { return false }
        return count != wanted
    }

    /// Whether STAT adds up to something else, although every message has the size that it should have.
    func hasOtherTotal(than expected: MailboxView) -> Bool {
        guard let wanted = expected.octets, let octets, sizes == expected.sizes else { return false }
        return octets != wanted
    }

    /// Whether the messages of another view have moved up to numbers from 1.
    func isRenumbered(_ expected: MailboxView) -> Bool {
        let order = expected.sizes.sorted { $0.key < $1.key }
        let moved = sizes.sorted { $0.key < $1.key }
        return moved.map(\.value) == order.map(\.value) && moved.map(\.key) != order.map(\.key) && !moved.isEmpty
    }

    /// How many messages, and which.
    var summary: String {
        let numbers = sizes.keys.sorted()
        let some = numbers.prefix(12).map(String.init).joined(separator: ", ") + (numbers.count > 12 ? ", ..." : "")
        return "\(count.map(String.init) ?? "?") [\(some)]"
    }
}
