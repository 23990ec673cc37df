import Handbook
import POP3
import Testing

@testable import Conformance

@Suite("A sound server", .timeLimit(.minutes(5)))
struct SoundServerTests {
    @Test func `nothing is reported of the built-in server`() async throws {
        let report = try await MemoryRun.sound()
        let found = report.results.filter { [.fail, .warn, .error].contains($0.outcome) }
        for result in found {
            Issue.record(
                "\(result.requirement.id): \(result.outcome) \(result.judgements[0].check) \(result.judgements[0].reason?.en ?? "")"
            )
        }
        #expect(report.refusal == nil)
    }
}
