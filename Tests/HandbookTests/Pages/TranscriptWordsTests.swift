import Testing

@testable import Handbook
@testable import POP3

@Suite("What is wrong in a transcript, in words")
struct TranscriptWordsTests {
    @Test(arguments: TranscriptError.Expectation.allCases)
    func `each expectation has words of its own, and English ones are ASCII`(expected: TranscriptError.Expectation) {
        let same = TranscriptError.Expectation.allCases.filter { $0.words == expected.words }
        #expect(same == [expected])
        #expect(!expected.words.en.isEmpty && expected.words.en.utf8.allSatisfy { (0x20...0x7E).contains($0) })
    }

    @Test func `an error says the line, what was found and what was expected`() {
        let error = TranscriptError(line: 12, found: "S:+OK", expected: .space)
        #expect(error.text.en == "line 12: found \"S:+OK\", expected one space behind the mark: \"S: +OK\"")
        #expect(error.text.ja == "12 行目: 「S:+OK」がありますが、記号の後に空白 1 つ (\"S: +OK\")が必要です")
    }

    @Test func `the limits are those of the reader`() {
        #expect(TranscriptError.Expectation.shorterLine.words.en.contains("\(TranscriptReader.longestLine)"))
        #expect(TranscriptError.Expectation.shorterBlock.words.en.contains("\(TranscriptReader.longestBlock)"))
        #expect(TranscriptError.Expectation.pause.words.en.contains("at most \(TranscriptReader.longestPause) "))
        #expect(TranscriptError.Expectation.pause.words.ja.contains("\(TranscriptReader.longestPause) "))
        let count = TranscriptError.Expectation.count.words
        #expect(TranscriptReader.largestBody == 1 << 40 && count.en.contains("2^40") && count.ja.contains("2^40"))
    }
}
