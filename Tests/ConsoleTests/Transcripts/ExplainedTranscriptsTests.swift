import Handbook
import POP3
import TestSupport
import Testing

@testable import Console

@Suite("The transcripts that are shipped, explained")
struct ExplainedTranscriptsTests {
    @Test(arguments: ShippedTranscript.all)
    func `what is found to be wrong is what the header says, and nothing else`(file: ShippedTranscript) throws {
        #expect(Set(try file.findings()) == Set(try file.transcript().header.requirements))
    }

    @Test(arguments: ShippedTranscript.all, Language.allCases)
    func `it is explained in the words that are stored`(file: ShippedTranscript, language: Language) throws {
        let snapshot = Snapshot("Transcripts/\(file.name).\(language.rawValue).txt")
        #expect(try snapshot.difference(from: file.explained(in: language)) == nil)
    }

    @Test func `a text that was changed is told by its first line that differs`() {
        #expect(Snapshot.difference(between: "a\nb\n", and: "a\nb\n") == nil)
        #expect(Snapshot.difference(between: "a\nb\n", and: "a\r\nb\n") == "line 1: stored \"a\", made \"a\r\"")
        #expect(Snapshot.difference(between: "a\nb\nc", and: "a\nx\nc") == "line 2: stored \"b\", made \"x\"")
        #expect(Snapshot.difference(between: "a", and: "a\nb") == "line 2: stored the end, made \"b\"")
        #expect(Snapshot.difference(between: "a\nb", and: "a") == "line 2: stored \"b\", made the end")
    }

    @Test func `texts that only look the same differ`() {
        let (composed, decomposed) = ("\u{E9}", "e\u{301}")
        #expect(Snapshot.difference(between: composed, and: composed) == nil)
        #expect(Snapshot.difference(between: composed, and: decomposed) != nil)
    }

    @Test func `stored texts are written only where somebody reads how they differ`() throws {
        #expect(try !Snapshot.isUpdate(in: ["CI": "true"]))
        #expect(try Snapshot.isUpdate(in: ["POPSCOPE_SNAPSHOTS": "update", "CI": ""]))
        #expect(throws: Snapshot.UpdateRefused.self) {
            try Snapshot.isUpdate(in: ["POPSCOPE_SNAPSHOTS": "update", "CI": "true"])
        }
    }
}

extension ShippedTranscript {
    /// The file as `explain` shows it, with everything that there is to say, on a page of 100 columns.
    func explained(in language: Language) throws -> String {
        var settings = Settings()
        settings.prepareForBatch()
        settings.language = language
        settings.notes = .full
        settings.decodesMail = true
        var explanation = Explanation(.text, settings: settings, width: 100)
        explanation.begin(name) { Self.file($0) }
        var page = try transcript().entries.flatMap { explanation.explain($0) }
        page += explanation.end() + explanation.finish()
        return String(decoding: page, as: UTF8.self)
    }

    /// The requirements that are found to be broken.
    func findings() throws -> [RequirementID] {
        var explainer = TranscriptExplainer { Self.file($0) }
        let told = try transcript().entries.flatMap { explainer.explain($0) } + explainer.finish()
        return told.flatMap { told -> [Finding] in
            switch told.event {
            case .exchange(let told): told.annotation.findings
            case .unsolicited(_, let annotation, _), .ended(_, let annotation): annotation.findings
            case .connected, .secured, .sent, .response, .body, .omitted, .note, .comment: []
            }
        }.map(\.requirement)
    }
}
