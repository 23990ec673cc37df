import TestSupport
import Testing

@testable import Console

@Suite("A path as it is typed")
struct TypedPathTests {
    @Test(
        arguments: [
            ("a.eml", "a.eml"), ("a b.eml", "a b.eml"), ("\"a b.eml\"", "a b.eml"), ("\"a\\\"b\\\\\"", "a\"b\\"),
            ("a\\b", "a\\b"), ("~", "/home/alice"), ("~/a.eml", "/home/alice/a.eml"), ("\"~/a b\"", "/home/alice/a b"),
            ("~bob/a", "~bob/a"), ("a~", "a~"), ("/~/a", "/~/a"),
        ])
    func `quotation marks and the home folder are understood`(text: String, path: String) throws {
        #expect(try TypedPath(text, home: "/home/alice").path == path)
    }

    @Test func `without a home the tilde is a character like any other`() throws {
        #expect(try TypedPath("~/a", home: nil).path == "~/a")
    }

    @Test(
        arguments: [
            ("", .empty), ("\"\"", .empty), ("\"a\\0b\"", .empty), ("\"a", .openQuote), ("\"a\" b", .behindQuote),
            ("\"a\\q\"", .unknownEscape("\\q")),
        ] as [(String, OctetNotation.Fault)])
    func `what is no path is named`(text: String, fault: OctetNotation.Fault) {
        #expect(throws: fault) { try TypedPath(text, home: nil) }
    }

    @Test(arguments: [("a", "."), ("/a", "/"), ("b/a", "b"), ("/c/b/a", "/c/b"), ("b/", "b")])
    func `it names the folder of the file`(text: String, folder: String) throws {
        #expect(try TypedPath(text, home: nil).folder == folder)
    }

    @Test func `it knows what stands there`() throws {
        let folder = try TemporaryFolder()
        try PrivateFile.write([1], to: folder.path + "/file")
        #expect(try TypedPath(folder.path + "/file", home: nil).kind == .file)
        #expect(try TypedPath(folder.path, home: nil).kind == .folder)
        #expect(try TypedPath(folder.path + "/none", home: nil).kind == .nothing)
        #expect(try TypedPath(folder.path + "/none", home: nil).hasFolder)
        #expect(try TypedPath(folder.path + "/none/none", home: nil).hasFolder == false)
        #expect(try TypedPath(folder.path + "/file/none", home: nil).hasFolder == false)
    }
}
