import MockServer
import POP3
import Testing

@Suite("A server without faults, and with several")
struct FaultyServerTests {
    private static let inClear = """
        CAPA\r\nNOOP\r\nXYZZ\r\n\r\nSTAT \r\nUSER nobody\r\nPASS x\r\nAPOP mrose x\r\nAUTH PLAIN\r\n*\r\nAUTH LOGIN\r\n\
        bXJvc2U=\r\nxxx\r\nNO\nLANG ja\r\nLANG\r\nLANG en\r\n\(String(repeating: "x", count: 300))\r\nUSER mrose\r\nPASS tanstaaf\r\n\
        STAT\r\nLIST\r\nLIST 2\r\nUIDL\r\nRETR 1\r\nRETR 2\r\nTOP 2 1\r\nDELE 1\r\nRETR 1\r\nLIST\r\nRSET\r\nDELE 3\r\nQUIT\r\nNOOP\r\n
        """

    private static func servers() -> (sound: MailboxServer, faulty: FaultyServer) {
        let sound = Bench.makeServer(Bench.makeStore(), offer: .everything)
        return (sound, FaultyServer(Bench.makeServer(Bench.makeStore(), offer: .everything), faults: []))
    }

    private static func all(_ outputs: [Output]) -> [Output] {
        outputs.reduce(into: []) { joined, output in
            if case .send(let more) = output, case .send(let bytes)? = joined.last {
                joined[joined.count - 1] = .send(bytes + more)
            } else {
                joined.append(output)
            }
        }
    }

    private static func dialogue(with server: some ServerMachine, in parts: [ArraySlice<UInt8>]) -> [Output] {
        var server = server
        return all(server.opened(from: nil) + parts.flatMap { server.received(Array($0)) } + server.closed())
    }

    @Test
    func `without faults every octet is the sound server's, in one batch and octet by octet`() {
        let input = Array(Self.inClear.utf8)
        let whole = Self.servers()
        let sound = Self.dialogue(with: whole.sound, in: [input[...]])
        #expect(Self.dialogue(with: whole.faulty, in: [input[...]]) == sound)
        let single = input.indices.map { input[$0...$0] }
        #expect(Self.dialogue(with: Self.servers().faulty, in: single) == sound)
        #expect(sound.count == 2)
    }

    @Test
    func `without faults lines are answered as they come, as the sound server does`() {
        var (sound, faulty) = Self.servers()
        #expect(Self.all(faulty.opened(from: nil)) == Self.all(sound.opened(from: nil)))
        for octet in Self.inClear.utf8 {
            #expect(Self.all(faulty.received([octet])) == Self.all(sound.received([octet])))
            #expect(faulty.wakeAfter == sound.wakeAfter)
        }
    }

    @Test
    func `without faults STLS, what is injected behind it, and the autologout are the sound server's`() {
        for injected in ["", "NOOP\r\n"] {
            var (sound, faulty) = Self.servers()
            _ = (sound.opened(from: nil), faulty.opened(from: nil))
            let line = Array("USER mrose\r\nSTLS\r\n\(injected)".utf8)
            #expect(Self.all(faulty.received(line)) == Self.all(sound.received(line)))
            #expect(faulty.received([0x41]) == sound.received([0x41]))
            #expect(faulty.secured() == sound.secured())
            #expect(faulty.idled() == sound.idled())
            #expect(faulty.wakeAfter == sound.wakeAfter)
        }
    }

    @Test
    func `a dot is lost where a buffer begins, and nowhere else`() throws {
        let steps: [FaultBench.Step] = [.login("huge"), "RETR 1"]
        let count = { (text: String) in text.split(separator: "|").count { $0.hasPrefix("..") } }
        #expect(count(FaultBench.answer([], steps)) == 500)
        #expect(count(FaultBench.answer([try Fault("stuffing-lost-between-buffers")], steps)) == 499)
    }

    @Test
    func `several faults show side by side`() throws {
        let faults = try ["list-extra", "status-lower-case", "list-backwards"].map { try Fault($0) }
        #expect(FaultBench.answer(faults, [.login("huge"), "LIST"]) == "+ok 1 message (5517 octets)|1 5517 octets|.|")
        #expect(FaultyServer(Bench.makeServer(Bench.makeStore()), faults: faults).faults == faults)
    }
}
