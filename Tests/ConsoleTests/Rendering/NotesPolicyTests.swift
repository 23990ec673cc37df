import Handbook
import POP3
import Testing

@testable import Console

@Suite("How much is said")
struct NotesPolicyTests {
    private let ok = Reply(first: "+OK")
    private let err = Reply(first: "-ERR no")
    private let stat = Annotation(topic: "STAT", meaning: Localized(verbatim: "x"), citation: .rfc(1939, "5"))

    @Test func `auto is full the first time a verb and a kind of reply occur, brief after`() {
        var memory = NotesMemory()
        let list = Annotation(topic: "LIST", meaning: Localized(verbatim: "x"), citation: .rfc(1939, "5"))
        let said = [
            (stat, ok), (stat, ok), (list, ok), (stat, err), (stat, Reply(first: "-ERR [IN-USE] no")), (stat, err),
        ]
        .map { memory.verbosity(of: $0, $1, .auto) }
        #expect(said == [.full, .brief, .full, .full, .full, .brief])
    }

    @Test func `CAPA is full again under TLS and after login, where the list may be another one`() {
        func capa(_ phase: Session.Phase, isSecure: Bool) -> Exchange {
            Exchange(
                command: Command("CAPA"), reply: ok, before: phase, after: phase,
                knowledge: Knowledge(isSecure: isSecure))
        }
        var memory = NotesMemory()
        let places = [
            capa(.authorization, isSecure: false), capa(.authorization, isSecure: false),
            capa(.authorization, isSecure: true), capa(.transaction, isSecure: true),
            capa(.transaction, isSecure: true),
        ]
        let said = places.map { memory.verbosity(of: stat, on: $0, .auto) }
        #expect(said == [.full, .brief, .full, .full, .brief])
    }

    @Test func `trouble with another explanation is full again`() {
        var memory = NotesMemory()
        var other = stat
        other.causes = [Localized(verbatim: "another cause")]
        #expect(
            [stat, other, stat, other].map { memory.verbosity(of: $0, err, .auto) } == [.full, .full, .brief, .brief])
    }

    @Test(arguments: [(NotesPolicy.full, Verbosity?.some(.full)), (.brief, .brief), (.off, nil)])
    func `the other policies do not change`(policy: NotesPolicy, verbosity: Verbosity?) {
        var memory = NotesMemory()
        #expect([1, 2].map { _ in memory.verbosity(of: stat, ok, policy) } == [verbosity, verbosity])
    }

    @Test func `what was hidden is not known`() {
        var memory = NotesMemory()
        _ = memory.verbosity(of: stat, ok, .off)
        #expect(memory.verbosity(of: stat, ok, .auto) == .full)
    }
}
