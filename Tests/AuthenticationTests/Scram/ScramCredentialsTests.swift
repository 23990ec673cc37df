import Authentication
import Testing

@Suite("What a server keeps for SCRAM")
struct ScramCredentialsTests {
    @Test(arguments: [(0, false), (-1, false), (1, true), (1_000_001, false), (Int.max, false)])
    func `the iterations have limits`(iterations: Int, isMade: Bool) {
        let keys = ScramCredentials(.sha256, password: [0x41], salt: [1], iterations: iterations)
        #expect(keys?.iterations == (isMade ? iterations : nil))
    }

    @Test func `there is no hashing without salt`() {
        #expect(ScramCredentials(.sha1, password: [0x41], salt: [])?.salt == nil)
    }

    @Test func `the advised count is the default`() {
        #expect(ScramCredentials(.sha1, password: [0x41], salt: [1])?.iterations == 4096)
    }
}
