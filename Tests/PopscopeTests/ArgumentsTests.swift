import ArgumentParser
import Testing

@testable import popscope

@Suite("The words of the command line")
struct ArgumentsTests {
    @Test(arguments: [
        (["mail.example.jp", "110"], ["mail.example.jp", "110"]),
        (["--lang", "ja", "connect", "mail.example.jp"], ["connect", "--lang", "ja", "mail.example.jp"]),
        (["-c", "help", "mail.example.jp"], ["-c", "help", "mail.example.jp"]),
        (["--json", "help", "LIST"], ["help", "--json", "LIST"]),
        ([], []),
    ])
    func `options may stand before the command`(words: [String], ordered: [String]) throws {
        #expect(try Arguments.inOrder(words) == ordered)
    }

    @Test(arguments: ["conect", "connct", "connects", "hlep"])
    func `a mistyped command is asked back`(word: String) {
        #expect(throws: ValidationError.self) { try Arguments.inOrder([word, "mail.example.jp"]) }
    }

    @Test(arguments: ["localhost", "mail", "pop", "conect.example.jp", "conect:110"])
    func `a word that can only be a host is one`(word: String) throws {
        #expect(try Arguments.inOrder([word]) == [word])
    }
}
