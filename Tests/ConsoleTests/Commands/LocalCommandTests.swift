import Handbook
import Testing

@testable import Console

@Suite("Local commands")
struct LocalCommandTests {
    @Test func `every command has one row, in both languages, in a group`() {
        #expect(LocalCommand.table.map(\.command) == LocalCommand.allCases)
        #expect(LocalCommand.allCases.compactMap { $0.row?.command } == LocalCommand.allCases)
        #expect(LocalCommand.table.filter { $0.summary.en.isEmpty || $0.summary.ja.isEmpty }.isEmpty)
        #expect(Set(LocalCommand.table.map(\.group)) == Set(LocalCommand.Group.allCases))
    }

    @Test func `every command is read by its own word, in any letter case`() {
        for command in LocalCommand.allCases {
            #expect(LocalCommand.read(Array(":\(command.rawValue)".utf8)) == .local(command, ""))
            #expect(LocalCommand.read(Array(":\(command.rawValue.uppercased())".utf8)) == .local(command, ""))
        }
    }

    @Test(arguments: [
        (":help LIST", LocalCommand.Reading.local(.help, "LIST")), ("：help LIST", .local(.help, "LIST")),
        (": help  LIST  ", .local(.help, "LIST")), (":help\tLIST", .local(.help, "LIST")),
        ("：help　LIST", .local(.help, "LIST")), (":save 3 my mail.eml", .local(.save, "3 my mail.eml")),
        (":quit", .local(.quit, "")), (":exit", .local(.quit, "")), (":q", .local(.quit, "")),
        (":q!", .local(.drop, "")),
        (":?", .local(.help, "")), (":h", .local(.help, "")), (":capa", .local(.caps, "")),
        (":frobnicate now", .unknown("frobnicate")), (":", .unknown("")), (": ", .unknown("")), ("", .empty),
        ("LIST", .wire(Array("LIST".utf8))), (" :help", .wire(Array(" :help".utf8))), (" ", .wire([0x20])),
        ("::help", .wire(Array(":help".utf8))), (":：help", .wire(Array("：help".utf8))),
        ("：：help", .wire(Array("：help".utf8))), ("::", .wire(Array(":".utf8))),
    ])
    func `a line is read`(line: String, reading: LocalCommand.Reading) {
        #expect(LocalCommand.read(Array(line.utf8)) == reading)
    }

    @Test(arguments: [([0x4C, 0xFF, 0x00], [0x4C, 0xFF, 0x00]), ([0x3A, 0x3A, 0xFF], [0x3A, 0xFF])])
    func `octets that are no text are sent as they are`(line: [UInt8], sent: [UInt8]) {
        #expect(LocalCommand.read(line) == .wire(sent))
    }
}
