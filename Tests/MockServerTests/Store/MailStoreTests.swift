import POP3
import Testing

@testable import MockServer

@Suite("The mail store")
struct MailStoreTests {
    private func uniqueIDs(_ store: MailStore) -> [String]? { store.messages(of: "mrose")?.map(\.uniqueID) }

    @Test
    func `a unique-id has 1 to 70 characters from 0x21 to 0x7E, and no two are equal`() {
        let store = Bench.makeStore()
        let given = (uniqueIDs(store) ?? []) + (0..<10_000).compactMap { _ in store.deliver([], to: "mrose") }
        #expect(given.count == 10_003)
        #expect(Set(given).count == given.count)
        for id in given {
            #expect((1...70).contains(id.utf8.count))
            #expect(id.utf8.allSatisfy { (0x21...0x7E).contains($0) })
        }
    }

    @Test
    func `a unique-id stays with its message over sessions, deletions and lost connections`() {
        var bench = Bench.transaction()
        let before = bench.say("UIDL").wireLines.dropFirst().map { $0.dropFirst(2) }
        _ = bench.say("DELE 1", "QUIT")
        var next = Bench.transaction(bench.store)
        #expect(next.say("UIDL").wireLines.dropFirst().map { $0.dropFirst(2) } == Array(before.dropFirst()))
        next.drop()
        var last = Bench.transaction(bench.store)
        #expect(last.say("UIDL").wireLines.dropFirst().map { $0.dropFirst(2) } == Array(before.dropFirst()))
    }

    @Test
    func `a unique-id is not given again after its message is gone`() throws {
        var bench = Bench.transaction()
        let before = try #require(uniqueIDs(bench.store))
        _ = bench.say("DELE 1", "DELE 2", "DELE 3", "QUIT")
        let new = try #require(bench.store.deliver(Array(Bench.small.utf8), to: "mrose"))
        #expect(!before.contains(new))
        #expect(uniqueIDs(bench.store) == [new])
    }

    @Test
    func `mail for nobody is not delivered`() {
        let store = Bench.makeStore()
        #expect(store.deliver([0x41], to: "nobody") == nil)
        #expect(store.messages(of: "nobody") == nil)
        #expect(store.messages(of: "empty") == [])
    }

    @Test
    func `of two accounts with one name the first counts`() {
        let store = MailStore([
            Account("mrose", password: "tanstaaf", mail: [[0x41]]), Account("mrose", password: "other"),
        ])
        var bench = Bench.authorization(store)
        #expect(bench.say("USER mrose", "PASS tanstaaf").wireLines.last == "+OK maildrop has 1 message (3 octets)")
    }

    @Test
    func `a snapshot brings back messages and locks, but no unique-id twice`() throws {
        var bench = Bench.transaction()
        let holding = bench.store.snapshot()
        let messages = try #require(bench.store.messages(of: "mrose"))
        _ = bench.say("DELE 1", "QUIT")
        let given = try #require(bench.store.deliver([], to: "mrose"))
        bench.store.restore(holding)
        #expect(bench.store.messages(of: "mrose") == messages)
        var other = Bench.authorization(bench.store)
        #expect(other.say("USER mrose", "PASS tanstaaf").wireLines.last?.verdict == "-ERR [IN-USE]")
        #expect(bench.store.deliver([], to: "mrose") != given)
    }

    @Test
    func `a session that a restored store does not know frees nobody else's lock`() {
        let store = Bench.makeStore()
        let free = store.snapshot()
        var stale = Bench.transaction(store)
        store.restore(free)
        let holder = Bench.transaction(store)
        stale.drop()
        var third = Bench.authorization(holder.store)
        #expect(third.say("USER mrose", "PASS tanstaaf").wireLines.last?.verdict == "-ERR [IN-USE]")
    }

    @Test
    func `many sessions at once: one holds the maildrop, and each deletion happens once`() async {
        let mail = (1...50).map { Array("Subject: \($0)\r\n\r\n".utf8) }
        let store = MailStore([Account("mrose", password: "tanstaaf", mail: mail)])
        let removed = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    var bench = Bench.transaction(store)
                    let isMine = bench.say("DELE 1").verdict == "+OK"
                    return isMine && bench.say("QUIT").hasPrefix("+OK bye; 1 removed") ? 1 : 0
                }
            }
            return await group.reduce(0, +)
        }
        #expect(removed > 0)
        #expect(store.messages(of: "mrose")?.count == 50 - removed)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a login by SCRAM makes the keys of one user, not of all`() {
        let names = (1...100_000).map { "user\($0)" }
        let store = MailStore(names.map { Account($0, password: "tanstaaf") })
        for user in ["user7", "nobody"] {
            var bench = Bench.authorization(store)
            let first = Base64.encode(Array("n,,n=\(user),r=abc".utf8))
            #expect(bench.say("AUTH SCRAM-SHA-256 \(first)").hasPrefix("+ "))
        }
    }

    @Test
    func `no description of an account or a credential shows a secret`() {
        let account = Account("mrose", password: "tanstaaf", tokens: ["vF9dft4qmT"])
        let digest = Credential.digest("c4c9334b", timestamp: Bench.stamp)
        let shown = shown(account) + shown(digest) + shown(Credential.password(Array("tanstaaf".utf8)))
        let secrets = ["tanstaaf", "vF9dft4qmT", "c4c9334b"]
        let traces = secrets + secrets.map { "\(Array($0.utf8))" } + ["- 116\n"]
        #expect(traces.filter(shown.contains) == [])
        #expect(shown.contains("mrose") && shown.contains("APOP") && shown.contains("USER"))
    }

    /// All that could be shown of a value.
    private func shown(_ value: Any) -> String {
        var text = String(describing: value) + String(reflecting: value)
        dump(value, to: &text)
        dump([value], to: &text)
        return text
    }
}
