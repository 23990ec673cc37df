import Handbook
import POP3
import TestSupport
import Testing

@testable import Console

@Suite("The transcripts that are shipped")
struct ShippedTranscriptsTests {
    @Test func `there are transcripts, mails that they name, and nothing else`() throws {
        #expect(ShippedTranscript.all.count >= 40)
        let mails = try ShippedTranscript.all.flatMap { try $0.transcript().events }.compactMap { event in
            if case .file(let name) = event.event { name } else { nil }
        }
        #expect(ShippedTranscript.names.filter { !$0.hasSuffix(".pop3") } == mails)
    }

    @Test(arguments: ShippedTranscript.all)
    func `writing what was read gives the same file`(file: ShippedTranscript) throws {
        #expect(try file.transcript().octets == file.octets)
    }

    @Test(arguments: ShippedTranscript.all)
    func `a transcript has a name to type, a title, and a reason to read it`(file: ShippedTranscript) throws {
        #expect(file.name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
        let entries = try file.transcript().entries
        guard case .header(key: "title", let title) = entries.first else {
            Issue.record("the first line is no title")
            return
        }
        #expect((20...60).contains(title.count))
        let reasons = entries.prefix { if case .event = $0 { false } else { true } }
            .filter { if case .comment = $0 { true } else { false } }
        #expect((2...6).contains(reasons.count))
    }

    @Test(arguments: ShippedTranscript.all)
    func `a transcript fits on two screens, and names no host but those of examples`(file: ShippedTranscript) {
        #expect((15...65).contains(file.lines.count))
        // The one line that is too long for its server is too long for this as well.
        let long = file.name == "echo-without-status" ? 2 : 0
        #expect(file.lines.count { $0.count > 120 } == long)
        let addresses = file.lines.joined(separator: " ").matches(of: /[A-Za-z0-9._-]+@([A-Za-z0-9.-]+)/)
        let hosts = Set(addresses.map { String($0.1) })
        #expect(hosts.isSubset(of: ["example.jp", "pop.example.jp", "dbc.mtview.ca.us"]))
    }

    @Test(arguments: ShippedTranscript.all)
    func `what a transcript breaks stands in the catalogue`(file: ShippedTranscript) throws {
        let broken = try file.transcript().header.requirements
        #expect(broken.filter { Requirements[$0] == nil } == [])
        #expect(Set(broken).count == broken.count)
    }

    @Test func `every construct of the format is shown in one of them`() throws {
        let shown = try ShippedTranscript.all.reduce(into: Set<Construct>()) { found, file in
            found.formUnion(Construct.all(in: try file.transcript()))
        }
        #expect(shown == Set(Construct.allCases))
    }

    @Test func `every way to work out an answer but one that is a twin is shown in one of them`() throws {
        let texts = try ShippedTranscript.all.flatMap { try $0.transcript().events }.compactMap { event in
            if case .sent(.client, let text) = event.event { text } else { nil }
        }
        let shown = texts.flatMap(\.placeholders).compactMap { placeholder in
            if case .computed(let computation, _) = placeholder { computation } else { nil }
        }
        #expect(Set(shown) == Set(Placeholder.Computation.allCases).subtracting([.scramSHA1]))
    }
}
