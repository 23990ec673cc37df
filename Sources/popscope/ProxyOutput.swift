import Console
import POP3

/// What the proxy writes of its clients on standard output, in an order in which people can read it.
///
/// One client alone is shown live. Of several each is shown exchange by exchange, with its number in front of every line.
struct ProxyOutput: Sendable {
    /// Something that is to be written.
    private enum Item {
        case began(Int)
        /// - isWhole: whether somebody else may speak behind it.
        case text([UInt8], of: Int, isWhole: Bool)
        case ended(Int)
    }

    /// So many octets may wait to be written before clients wait with them: a reader that is slow must not fill the memory.
    private static let limit = 8_388_608

    private let items: AsyncStream<Item>
    private let writing: AsyncStream<Item>.Continuation
    private let backlog = Backlog(limit: ProxyOutput.limit)
    private let isNumbered: Bool

    /// - Parameter isNumbered: whether lines of several clients are to be told apart here; JSON events do that themselves.
    init(isNumbered: Bool) {
        self.isNumbered = isNumbered
        (items, writing) = AsyncStream.makeStream()
    }

    /// Writes what comes, until ``finish()``.
    @concurrent
    func write() async {
        var rows = ProxyRows(isNumbered: isNumbered)
        for await item in items {
            switch item {
            case .began(let client): rows.began(client)
            case .text(let text, let client, let isWhole):
                StandardStream.output.write(rows.text(text, of: client, isWhole: isWhole))
                await backlog.remove(text.count)
            case .ended(let client): StandardStream.output.write(rows.ended(client))
            }
        }
    }

    /// A client has come.
    func began(_ client: Int) {
        writing.yield(.began(client))
    }

    /// Shows text of a client, behind what was shown before; returns at once while the reader keeps up.
    func show(_ text: [UInt8], of client: Int, isWhole: Bool) async {
        writing.yield(.text(text, of: client, isWhole: isWhole))
        await backlog.add(text.count)
    }

    /// A client has left.
    func ended(_ client: Int) {
        writing.yield(.ended(client))
    }

    /// Nothing more will be shown.
    func finish() {
        writing.finish()
    }
}

/// Counts octets on their way, and lets nobody go on while there are too many.
private actor Backlog {
    private let limit: Int
    private var count = 0
    private var waiting: [AsyncStream<Never>.Continuation] = []

    init(limit: Int) {
        self.limit = limit
    }

    /// Returns when there are not too many, or the task is cancelled.
    func add(_ octets: Int) async {
        count += octets
        guard count > limit, !Task.isCancelled else { return }
        let (turns, turn) = AsyncStream.makeStream(of: Never.self)
        waiting.append(turn)
        for await _ in turns {}
    }

    func remove(_ octets: Int) {
        count -= octets
        guard count <= limit else { return }
        for turn in waiting { turn.finish() }
        waiting = []
    }
}
