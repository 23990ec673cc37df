import Foundation
import TestSupport

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A server that runs, with five messages (`LabMail`) for alice (password `wonderland`) and for bob (`builder`).
struct RealServer: Sendable {
    let kind: ServerKind
    let ports: Ports
    /// The file of the authority that signed the server's certificate, in PEM; nil if the server knows no TLS.
    let authority: String?

    /// The folder in which the server writes down what it says and hears; nil if it does not.
    let rawlogs: String?

    /// How alice reads her mail under TLS; nil if the server knows none.
    var account: Account? {
        authority.map { Account(ports: ports, authority: $0) }
    }
}

/// A server could not be had.
enum ServerError: Error, Hashable, CustomStringConvertible {
    /// Something that `.ci/test` installs is not there.
    case missing(String)
    /// A tool refused; the second payload is what it said.
    case failed(String, String)
    /// Three times no greeting came; the payload is what the server wrote.
    case silent(ServerKind, String)
    /// The built program did not do as a server what it was asked to; the payload is what it did.
    case misbehaved(String)

    var description: String {
        switch self {
        case .missing(let what): "\(what) is missing; .ci/test installs it"
        case .failed(let tool, let message): "\(tool) failed: \(message)"
        case .silent(let kind, let log): "\(kind) sent no greeting; it wrote: \(log)"
        case .misbehaved(let what): "popscope serve: \(what)"
        }
    }
}

/// Lends a server to one test at a time, its mail as in the beginning. The server is started at the first use.
func withServer<Value: Sendable>(
    _ kind: ServerKind, _ body: (RealServer) async throws -> Value
) async throws -> Value {
    let keeper = Keeper.of(kind)
    let server = try await keeper.lend()
    do {
        let value = try await body(server)
        await keeper.takeBack()
        return value
    } catch {
        await keeper.takeBack()
        throw error
    }
}

/// Keeps one server for the whole run, and the queue of tests that want it.
private actor Keeper {
    private let kind: ServerKind
    private var opening: Task<(Room, Ports), any Error>?
    private var isLent = false
    private var queue: [CheckedContinuation<Void, Never>] = []

    private static let keepers = Dictionary(uniqueKeysWithValues: ServerKind.allCases.map { ($0, Keeper($0)) })

    static func of(_ kind: ServerKind) -> Keeper {
        keepers[kind] ?? Keeper(kind)
    }

    private init(_ kind: ServerKind) {
        self.kind = kind
    }

    func lend() async throws -> RealServer {
        if isLent { await withCheckedContinuation { queue.append($0) } }
        isLent = true
        do {
            return try await prepared()
        } catch {
            takeBack()
            throw error
        }
    }

    func takeBack() {
        isLent = !queue.isEmpty
        if isLent { queue.removeFirst().resume() }
    }

    private func prepared() async throws -> RealServer {
        let opening = opening ?? Task { [kind] in try await open(kind) }
        self.opening = opening
        let (room, ports) = try await opening.value
        waitUntil(!room.isMailLocked, within: .seconds(5))
        let recipe = Recipe.of(kind, room: room.path, ports: ports)
        try room.deliver(recipe.mail)
        return RealServer(
            kind: kind, ports: ports, authority: recipe.offersTLS ? room.path + "/authority.pem" : nil,
            rawlogs: recipe.rawlogs.map { room.path + "/" + $0 })
    }
}

/// Opens a room for a server, on other ports if somebody was quicker, and waits for its greeting.
private func open(_ kind: ServerKind) async throws -> (Room, Ports) {
    if let missing = Available.missing(for: kind) { throw ServerError.missing(missing) }
    var log = ""
    for _ in 0..<3 {
        let ports = Ports(clear: try freePort(), tls: try freePort())
        let room = try await Room(kind, ports: ports)
        try room.deliver(Recipe.of(kind, room: room.path, ports: ports).mail)
        waitUntil(greets(ports.clear) || !room.isOpen, within: .seconds(15))
        if room.isOpen, greets(ports.clear) { return (room, ports) }
        log = try room.written()
        try room.close()
    }
    throw ServerError.silent(kind, log)
}

private func greets(_ port: UInt16) -> Bool {
    do {
        var client = try RawClient(port: port)
        let greeting = try client.receiveLine()
        _ = try client.ask("QUIT")
        return greeting.hasPrefix("+OK")
    } catch {
        return false
    }
}

/// Asks again and again, 50 times a second, until the answer is true or the time is over.
private func waitUntil(_ condition: @autoclosure () -> Bool, within limit: Duration) {
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end {
        if condition() { return }
        poll(nil, 0, 20)
    }
}
