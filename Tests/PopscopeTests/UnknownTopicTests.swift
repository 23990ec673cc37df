import TestSupport
import Testing

@testable import popscope

@Suite("A topic on which there is no help", .timeLimit(.minutes(5)))
struct UnknownTopicTests {
    @Test(arguments: [
        ("LSIT", ["LIST"]), ("auth", ["@auth"]), ("wrong-pasword", ["wrong-password"]), ("FOO", []),
    ])
    func `topics that may have been meant are found`(topic: String, near: [String]) {
        #expect(UnknownTopic(topic).near == near)
    }

    @Test(arguments: ["en", "ja"])
    func `the topics are listed in rows that fit 80 columns`(language: String) async throws {
        let output = try await popscope(["help", "LSIT", "--lang", language], home: try TemporaryFolder())
        #expect(output.status == 64)
        let rows = output.stderr.split(separator: "\n")
        #expect(rows.first?.hasPrefix("Error: ") == true)
        #expect(rows.first?.contains("LIST") == true)
        #expect(rows.contains { $0.contains(": CAPA STLS USER") })
        #expect(rows.contains { $0.hasSuffix(": @auth @trans @update @all @obsolete @codes @caps") })
        #expect(rows.allSatisfy { $0.columns <= 80 }, "\(output.stderr)")
    }
}

extension StringProtocol {
    /// The columns that the words of popscope take: it uses no characters but narrow ones and those of Japanese.
    var columns: Int { unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 1 : 2) } }
}
