import POP3
import Testing

@testable import Handbook

@Suite("Challenges decoded")
struct ChallengeTests {
    private static func challenge(_ text: String, _ mechanism: String) -> Challenge? {
        Challenge(Reply(first: Line("+ " + Base64.encode(Array(text.utf8))), inSASL: true), of: mechanism)
    }

    // swift-format-ignore
    @Test(arguments: [
        ("r=abcdef,s=QSXCR+Q6sek8bf92,i=4096", (6, 12, 4096)), ("r=a,s=AA==,i=1,x=y", (1, 1, 1)),
        ("r=a,s=AA==,i=99999999999999999999", (1, 1, Int.max)),
    ])
    func `the first message of SCRAM is measured`(text: String, values: (Int, Int, Int)) throws {
        guard case .scramFirst(let first) = try #require(Self.challenge(text, "SCRAM-SHA-256")) else {
            Issue.record("not read")
            return
        }
        #expect((first.nonceLength, first.saltLength, first.iterations) == values)
    }

    @Test(arguments: [
        "r=a,s=AA==,i=0", "r=a,s=AA==,i=", "r=a,s=AA==,i=1x", "r=a,s=!,i=1", "r=,s=AA==,i=1", "r=a,s=,i=1",
        "r=a,s=AA==",
        "m=x,r=a,s=AA==,i=1", "hello", ",,,",
    ])
    func `what SCRAM does not know is broken`(text: String) {
        #expect(Self.challenge(text, "SCRAM-SHA-1") == .scramBroken)
    }

    @Test func `each mechanism reads its own`() {
        #expect(Self.challenge("v=abc", "SCRAM-SHA-256-PLUS") == .scramSignature)
        #expect(Self.challenge("e=invalid-proof", "SCRAM-SHA-1") == .scramError(Array("invalid-proof".utf8)))
        #expect(Self.challenge("User Name\0", "LOGIN") == .prompt(Array("User Name".utf8)))
        #expect(Self.challenge("<1@x>", "CRAM-MD5") == .timestamp(Array("<1@x>".utf8)))
        #expect(Self.challenge("x", "NTLM") == .other([0x78]))
        #expect(Self.challenge("", "PLAIN") == .empty)
        #expect(Challenge(Reply(first: "+ !", inSASL: true), of: "PLAIN") == .unreadable)
        #expect(Challenge(Reply(first: "+", inSASL: true), of: "PLAIN") == .empty)
        #expect(Challenge(Reply(first: "+OK"), of: "PLAIN") == nil)
    }

    // swift-format-ignore
    @Test(arguments: [
        (#"{"status":"invalid_token","scope":"mail"}"#, true, "invalid_token", "mail"), (#" { "status" : 401 } "#, true, "401", nil),
        (#"{"schemes":"bearer"}"#, true, nil, nil), (#"{"status""#, false, nil, nil), ("no", false, nil, nil), (#"{"status":"\u{1B}"}"#, true, #"\u{1B}"#, nil),
    ])
    func `the error of a token is read`(text: String, isObject: Bool, status: String?, scope: String?) throws {
        guard case .tokenError(let error) = try #require(Self.challenge(text, "OAUTHBEARER")) else {
            Issue.record("not read")
            return
        }
        #expect((error.isObject, error.status, error.scope) == (isObject, status, scope))
    }
}
