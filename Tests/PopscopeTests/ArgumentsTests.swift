import ArgumentParser
import Foundation
import Testing

@testable import popscope

@Suite("The words of the command line")
struct ArgumentsTests {
    @Test(arguments: [
        (["mail.example.jp", "110"], ["connect", "mail.example.jp", "110"]),
        (["--lang", "ja", "connect", "mail.example.jp"], ["connect", "--lang", "ja", "mail.example.jp"]),
        (["-c", "help", "mail.example.jp"], ["connect", "-c", "help", "mail.example.jp"]),
        (["--json", "help", "LIST"], ["help", "--json", "LIST"]),
        (["connect", "help"], ["help", "connect"]),
        (["--lang", "ja", "--help"], ["--help"]),
        (["-h", "--json"], ["--help"]),
        (["-c", "--help"], ["connect", "-c", "--help"]),
        (["connect", "--help"], ["connect", "--help"]),
        (["--lang", "ja", "connect", "help"], ["help", "connect"]),
        (["connect", "help", "110"], ["connect", "help", "110"]),
        (["connect", "help:110"], ["connect", "help:110"]),
        (["-c", "STAT", "-f", "help", "mail.example.jp"], ["connect", "-c", "STAT", "-f", "help", "mail.example.jp"]),
        ([], ["connect"]),
        (["--version"], ["--version"]),
    ])
    func `options may stand before the command, and connect is what is meant without one`(
        words: [String], ordered: [String]
    ) throws {
        #expect(try Arguments.inOrder(words) == ordered)
    }

    @Test(arguments: ["conect", "connct", "connects", "hlep"])
    func `a mistyped command is asked back`(word: String) {
        #expect(throws: ValidationError.self) { try Arguments.inOrder([word, "mail.example.jp"]) }
    }

    /// What ArgumentParser writes about a command, as far as it matters here.
    private struct Declared: Decodable {
        let command: Command

        struct Command: Decodable {
            let arguments: [Argument]?
            let subcommands: [Command]?

            /// Its arguments, and those of its subcommands.
            var all: [Argument] { (arguments ?? []) + (subcommands ?? []).flatMap(\.all) }
        }

        struct Argument: Decodable {
            let kind: String
            let names: [Name]?
        }

        struct Name: Decodable {
            let kind: String
            let name: String
        }
    }

    @Test func `the options that take the next word are those that are declared so`() throws {
        let declared = try JSONDecoder().decode(Declared.self, from: Data(Popscope._dumpHelp().utf8))
        let names = declared.command.all.filter { $0.kind == "option" }.flatMap { $0.names ?? [] }
            .map { ($0.kind == "long" ? "--" : "-") + $0.name }
        #expect(Set(names) == Arguments.valued)
    }

    @Test(arguments: [
        [], ["telnet"], ["telnet", "110"], ["telnet:110"], ["localhost", "110"], ["localhost", "x", "y"],
    ])
    func `a server that is called telnet is reached`(server: [String]) {
        #expect(Arguments.hint(for: server) == nil)
    }

    @Test(arguments: ["localhost", "mail", "pop", "conect.example.jp", "conect:110"])
    func `a word that can only be a host is one`(word: String) throws {
        #expect(try Arguments.inOrder([word]) == ["connect", word])
    }
}
