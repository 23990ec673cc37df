import TestSupport
import Testing

@testable import Console

@Suite("TAB completes a file")
struct PathCompletionTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        for name in ["apple", "apricot", "a*b", "a b", "banana", "attic/old"] {
            try PrivateFile.write([], to: folder.path + "/" + name)
        }
    }

    private func completed(_ line: String, cursor: Int? = nil) -> [String]? {
        PathCompletion.candidates(for: line, cursor: cursor ?? line.utf8.count)?
            .map { String($0.text.dropFirst(folder.path.count + 1)) }
    }

    @Test(arguments: [":save 3 ", ":source ", ":save! 3 ", "：SAVE 3 "])
    func `files that begin so are offered, folders with a slash`(start: String) {
        #expect(completed("\(start)\(folder.path)/ap") == ["apple", "apricot"])
        #expect(completed("\(start)\(folder.path)/at") == ["attic/"])
        #expect(completed("\(start)\(folder.path)/attic/") == ["attic/old"])
        #expect(completed("\(start)\(folder.path)/none") == [])
    }

    @Test func `a name that TAB cannot complete as one word is left out, and a typed star is a star`() {
        #expect(completed(":source \(folder.path)/") == ["a*b", "apple", "apricot", "attic/", "banana"])
        #expect(completed(":source \(folder.path)/a*") == ["a*b"])
        #expect(completed(":source \(folder.path)/[ab]") == [])
    }

    @Test func `only what stands left of the cursor counts`() {
        let line = ":source \(folder.path)/apxyz"
        #expect(completed(line, cursor: line.utf8.count - 3) == ["apple", "apricot"])
    }

    @Test(arguments: [":save", ":save ", ":save 3", ":save 3 a b", ":source", ":source a b", ":help a", "RETR 1 a", ""])
    func `where no file is asked for, nothing is said`(line: String) {
        #expect(PathCompletion.candidates(for: line, cursor: line.utf8.count) == nil)
    }
}
