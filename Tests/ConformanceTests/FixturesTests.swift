import Authentication
import Handbook
import MockServer
import POP3
import Testing

@testable import Conformance

@Suite("Messages that put more to the test")
struct FixturesTests {
    @Test func `every line ends in CRLF, but the last one of a message that is about that`() {
        for fixture in Fixture.all {
            let octets = fixture.octets
            let bare = zip(octets, octets.dropFirst()).contains { $0 != 0x0D && $1 == 0x0A }
            #expect(!bare && octets.filter { $0 == 0x0D }.count == octets.filter { $0 == 0x0A }.count)
            #expect(octets.suffix(2).elementsEqual("\r\n".utf8) == (fixture.kind != .noTrailingCRLF))
        }
    }

    @Test func `a message is the same each time, and its Subject says what it is`() {
        for fixture in Fixture.all {
            #expect(fixture.octets == Fixture(fixture.kind).octets)
            let subject = Array("\r\nSubject: popscope fixture: \(fixture.kind.words.en)".utf8)
            #expect(fixture.octets.firstRange(of: subject) != nil)
        }
        #expect(Set(Fixture.all.map(\.fileName)).count == Fixture.Kind.allCases.count)
    }

    @Test(arguments: [
        (Fixture.Kind.dotLines, [Fixture.Kind.dotLines]), (.largeDotLines, [.dotLines, .largeDotLines, .large]),
        (.eightBit, [.eightBit]), (.utf8Header, [.utf8Header]), (.emptyBody, [.emptyBody]), (.large, [.large]),
        (.longLines, [.longLines]), (.received, [.received]), (.noTrailingCRLF, []),
    ])
    func `a message is recognised when it is fetched`(kind: Fixture.Kind, found: [Fixture.Kind]) {
        var splitter = LineSplitter()
        var lines = splitter.append(DotStuffing.stuff(Fixture(kind).octets))
        // A server ends the last line where nobody else has.
        if let rest = splitter.finish() { lines.append(Line(bytes: rest.bytes)) }
        #expect(Fixture.kinds(of: Body(lines)) == found)
    }

    @Test func `every message of a row of the catalogue is there, and every row that a message names`() {
        let kinds = Set(Fixture.Kind.allCases.map(\.rawValue))
        let mail: [Requirement.Fixture] = [.dotLines, .largeDotLines, .noTrailingCRLF, .utf8Header]
        #expect(mail.allSatisfy { kinds.contains($0.rawValue) })
        for kind in Fixture.Kind.allCases {
            #expect(!Fixture(kind).requirements.isEmpty, "\(kind)")
            for id in Fixture.content[kind] ?? [] { #expect(Requirements[id]?.party == .server, "\(id)") }
        }
    }

    @Test func `a mailbox is searched without deleting, and a wrong password says so`() async throws {
        let store = MailStore([Account("alice", password: "wonderland", mail: Fixture.all.map(\.octets))])
        let stamp = Stamp(process: 1, seconds: 0, random: 7)
        let dialer = LoopbackDialer(over: store) { MailboxServer(over: store, stamp: stamp, autologout: nil) }
        var options = Inspection.Options { Nonce(Array("0123456789abcdef0123".utf8)) }
        options.loginPatience = .milliseconds(1)
        options.account = try Credentials(user: "alice", secret: .password(Array("wonderland".utf8)))
        let found = try await FixtureSearch(options).run(over: dialer)
        #expect(found.messages == Fixture.all.count && found.fetched == found.messages)
        #expect(Set(found.numbers.keys) == Set(Fixture.Kind.allCases).subtracting([.noTrailingCRLF]))
        options.account = try Credentials(user: "alice", secret: .password(Array("wrong".utf8)))
        await #expect(throws: FixtureSearch.Failure.self) { _ = try await FixtureSearch(options).run(over: dialer) }
    }
}
