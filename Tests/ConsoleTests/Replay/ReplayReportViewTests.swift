import Handbook
import POP3
import Testing

@testable import Console

@Suite("The report of a replay")
struct ReplayReportViewTests {
    private static func rows(
        _ expected: String, _ actual: String, name: String = "a.pop3", width: Int?
    ) async throws -> [String] {
        let before = "S: +OK\nC: USER bob\nS: +OK "
        let result = try await FaceToFace.played(before + expected, against: before + actual) {
            $0.closeness = .octets
        }
        let file = ReplayedFile(name: name, expected: 2, result: result, time: .zero)
        let text = ReplayReportView(.en, width: width, isColored: false).text(of: file)
        return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func `into a pipe nothing is cut or wrapped`() async throws {
        let long = String(repeating: "word ", count: 40)
        let rows = try await Self.rows(long + "a", long + "b", width: nil)
        #expect(rows[1] == "a.pop3:4: expected  +OK " + long + "a")
        #expect(rows[2] == "          actual    +OK " + long + "b")
        #expect(rows[3] == String(repeating: " ", count: 20 + 204) + "^ column 205")
        #expect(rows[4].hasPrefix("   | AUTHORIZATION, USER bob: The text is for people;"))
        #expect(rows.count == 5)
    }

    @Test(arguments: [0, 3, 11, 39, 40]) func `on a screen the mark stands under the octet that differs`(
        words: Int
    ) async throws {
        let (before, behind) = (String(repeating: "word ", count: words), String(repeating: " more", count: 40 - words))
        for width in [60, 80, 132] {
            let rows = try await Self.rows(before + "a" + behind, before + "b" + behind, width: width)
            let mark = try #require(rows[3].firstIndex(of: "^"))
            #expect(rows[1][mark] == "a" && rows[2][mark] == "b", "\(rows)")
            #expect(rows.allSatisfy { DisplayWidth.of($0) <= width }, "\(rows)")
            #expect(rows[3].contains("column \(words * 5 + 5)"))
        }
    }

    @Test func `beside a long name a line has a row of its own`() async throws {
        let name = String(repeating: "folder/", count: 8) + "a.pop3"
        let rows = try await Self.rows("a", "b", name: name, width: 80)
        #expect(
            rows[2...5].map(\.self) == [
                name + ":4:", "    expected  +OK a", "    actual    +OK b", "                  ^ column 5",
            ])
    }

    @Test func `wide characters are cut whole`() {
        let line = String(repeating: "あ", count: 40) + "x"
        let window = TextWindow(of: [line], around: 80, width: 31)
        #expect(DisplayWidth.of(window.cut(line)) <= 31)
        #expect(window.cut(line).hasPrefix("...") && window.cut(line).hasSuffix("あx"))
        let mark = 80 - window.start
        #expect(DisplayWidth.of(window.cut(line).prefix { $0 != "x" }) == mark)
    }
}
