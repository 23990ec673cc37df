public import POP3

/// Demands that a session understands the same, however the bytes were cut.
public struct SplitVerifier: Sendable {
    /// The dialogue with its bytes in large pieces.
    public let dialogue: Dialogue
    private let session: Session
    private let whole: Observation

    /// A verifier for a dialogue, observed by a copy of `session`.
    public init(_ dialogue: Dialogue, session: Session = Session()) {
        self.dialogue = dialogue
        self.session = session
        whole = dialogue.observed(by: session)
    }

    /// The first way to cut the bytes that changes the events or the session; `nil` when none does.
    ///
    /// Tried are every byte by itself, and every single cut.
    public func firstDifference() -> String? {
        if differs(dialogue.cut(where: { _ in true })) { return "byte by byte" }
        let length = dialogue.length
        return (0..<length).first { place in differs(dialogue.cut(where: { $0 == place })) }.map {
            "cut before octet \($0)"
        }
    }

    /// Whether cutting before each of these octets, counted over the whole dialogue from 0, changes anything.
    public func differs(cutBefore places: Set<Int>) -> Bool {
        differs(dialogue.cut(where: { places.contains($0) }))
    }

    private func differs(_ other: Dialogue) -> Bool { other.observed(by: session) != whole }
}

extension Dialogue {
    /// How many octets cross the wire in both directions.
    public var length: Int {
        steps.reduce(0) { sum, step in
            switch step {
            case .sent(_, let bytes): sum + bytes.count
            case .secured, .closed: sum
            }
        }
    }

    /// The same octets, cut before each place that `isCut` picks.
    func cut(where isCut: (Int) -> Bool) -> Dialogue {
        var result = Dialogue([])
        var place = 0
        for step in steps {
            guard case .sent(let side, let bytes) = step else {
                result.steps.append(step)
                continue
            }
            var start = 0
            for index in bytes.indices {
                if index > start, isCut(place) {
                    result.steps.append(.sent(side, Array(bytes[start..<index])))
                    start = index
                }
                place += 1
            }
            result.steps.append(.sent(side, Array(bytes[start...])))
        }
        return result
    }
}
