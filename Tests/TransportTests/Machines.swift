import POP3

/// Says its greeting, gives every octet back, and takes its leave when it hears QUIT.
struct Echo: ServerMachine {
    var greeting = "+OK echo\r\n"
    var closing = Closing.orderly
    private var splitter = LineSplitter()

    init(greeting: String = "+OK echo\r\n", closing: Closing = .orderly) {
        self.greeting = greeting
        self.closing = closing
    }

    var wakeAfter: Duration? { nil }

    mutating func opened(from address: String?) -> [Output] { [.send(Array(greeting.utf8))] }

    mutating func received(_ bytes: [UInt8]) -> [Output] {
        let isQuit = splitter.append(bytes).contains("QUIT")
        return [.send(bytes)] + (isQuit ? [.close(closing)] : [])
    }

    mutating func secured() -> [Output] { [] }
    mutating func idled() -> [Output] { [] }
    mutating func closed() -> [Output] { [] }
}

/// Never says a word.
struct Silence: ServerMachine {
    var wakeAfter: Duration? { nil }

    mutating func opened(from address: String?) -> [Output] { [] }
    mutating func received(_ bytes: [UInt8]) -> [Output] { [] }
    mutating func secured() -> [Output] { [] }
    mutating func idled() -> [Output] { [] }
    mutating func closed() -> [Output] { [] }
}

/// Sends `reply` for each line that it gets, and reports what happens to it.
struct Scripted: ServerMachine {
    enum Event: Hashable, Sendable {
        case opened(String?)
        case received([UInt8])
        case idled
        case closed
    }

    var reply: [Output] = []
    var wakeAfter: Duration?
    var idleReply: [Output] = []
    var report: @Sendable (Event) -> Void = { _ in }

    mutating func opened(from address: String?) -> [Output] {
        report(.opened(address))
        return []
    }

    mutating func received(_ bytes: [UInt8]) -> [Output] {
        report(.received(bytes))
        return bytes.contains(UInt8(ascii: "\n")) ? reply : []
    }

    mutating func secured() -> [Output] { [] }

    mutating func idled() -> [Output] {
        report(.idled)
        return idleReply
    }

    mutating func closed() -> [Output] {
        report(.closed)
        return []
    }
}

/// Begins TLS when it hears STLS, says so under it, and gives every other line back.
struct STLSMachine: ServerMachine {
    private let report: @Sendable ([UInt8]) -> Void
    private var splitter = LineSplitter()

    init(report: @escaping @Sendable ([UInt8]) -> Void = { _ in }) {
        self.report = report
    }

    var wakeAfter: Duration? { nil }

    mutating func opened(from address: String?) -> [Output] { [.send(Array("+OK\r\n".utf8))] }

    mutating func received(_ bytes: [UInt8]) -> [Output] {
        splitter.append(bytes).flatMap { line -> [Output] in
            report(line.octets)
            switch line {
            case "QUIT": return [.send(line.octets), .close(.orderly)]
            case "STLS": return [.send(Array("+OK begin\r\n".utf8)), .startTLS]
            default: return [.send(line.octets)]
            }
        }
    }

    mutating func secured() -> [Output] { [.send(Array("secure\r\n".utf8))] }
    mutating func idled() -> [Output] { [] }
    mutating func closed() -> [Output] { [] }
}
