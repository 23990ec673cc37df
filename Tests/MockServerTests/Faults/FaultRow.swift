import MockServer
import Testing

/// A dialogue at whose end a fault shows, and how.
struct FaultRow: Sendable, CustomTestStringConvertible {
    /// What the sound server says there, and what the faulty one says instead, without the lines that are the same.
    struct Difference: Hashable {
        let sound: String
        let faulty: String
    }

    let fault: String
    let steps: [FaultBench.Step]
    let expected: Difference

    init(_ fault: String, _ steps: [FaultBench.Step], _ sound: String, _ faulty: String) {
        self.fault = fault
        self.steps = steps
        expected = Difference(sound: sound, faulty: faulty)
    }

    var testDescription: String { fault }

    /// All rows of all areas.
    static let all =
        [
            GreetingFaultTests.rows, StatusLineFaultTests.rows, SyntaxFaultTests.rows, FramingFaultTests.rows,
            StatesFaultTests.rows, LoginFaultTests.rows, ListingFaultTests.rows, NumbersFaultTests.rows,
            MessagesFaultTests.rows, SizesFaultTests.rows, TopFaultTests.rows, DeletionFaultTests.rows,
            LockFaultTests.rows, UniqueIDsFaultTests.rows, CapabilitiesFaultTests.rows, PipeliningFaultTests.rows,
            ResponseCodesFaultTests.rows, SASLFaultTests.rows, MechanismsFaultTests.rows, STLSFaultTests.rows,
            LanguagesFaultTests.rows,
        ].flatMap(\.self)

    func difference() throws -> Difference {
        var sound = FaultBench.answer([], steps).wirePieces[...]
        var faulty = FaultBench.answer([try Fault(fault)], steps).wirePieces[...]
        while let one = sound.first, one == faulty.first { (sound, faulty) = (sound.dropFirst(), faulty.dropFirst()) }
        while let one = sound.last, one == faulty.last { (sound, faulty) = (sound.dropLast(), faulty.dropLast()) }
        return Difference(sound: sound.joined(), faulty: faulty.joined())
    }
}

extension String {
    /// The text cut behind each `|`.
    fileprivate var wirePieces: [String] {
        let parts = split(separator: "|", omittingEmptySubsequences: false).map { String($0) }
        let ended = parts.dropLast().map { $0 + "|" }
        return ended + parts.suffix(1).filter { !$0.isEmpty }
    }
}
