import Conformance

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What a comparison needs of a report that ``ReportJSON`` has written; members that it does not know may stand there too.
struct WrittenReport: Decodable {
    struct Result: Decodable {
        let id: String
        let outcome: Word
        let reason: String?
    }

    /// An outcome by its word.
    struct Word: Decodable {
        let value: Verdict

        init(from decoder: any Decoder) throws {
            let word = try decoder.singleValueContainer().decode(String.self)
            guard let value = Verdict(rawValue: word) else { throw ComparisonFault.noReport }
            self.value = value
        }
    }

    let schema: String
    let target: String
    let implementation: String?
    let started: String?
    let refusal: String?
    let results: [Result]

    /// - Throws: ``ComparisonFault`` for anything else.
    init(_ octets: [UInt8]) throws(ComparisonFault) {
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(octets))
        } catch DecodingError.dataCorrupted {
            throw .noJSON
        } catch {
            throw .noReport
        }
        guard schema == "popscope-report/1" else { throw .noReport }
    }
}
