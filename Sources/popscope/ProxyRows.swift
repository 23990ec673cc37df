/// Puts the text of clients into an order in which it can be read.
struct ProxyRows {
    /// Text of one client is held back up to here while another speaks.
    private static let limit = 65_536

    private struct Client {
        var held: [UInt8] = []
        /// Whether its lines bear its number: from the moment on at which it was not alone.
        var isNumbered = false

        /// Behind the last row that is complete; behind everything in a row that is very long.
        var endOfRows: Int { held.lastIndex(of: 0x0A).map { $0 + 1 } ?? held.count }
    }

    private let isNumbered: Bool
    private var clients: [Int: Client] = [:]
    /// The client whose row has begun, and not ended.
    private var inRow: Int?

    /// - Parameter isNumbered: whether lines bear the number of their client where there are several.
    init(isNumbered: Bool) {
        self.isNumbered = isNumbered
    }

    mutating func began(_ client: Int) {
        clients[client] = Client()
        guard isNumbered, clients.count > 1 else { return }
        for number in clients.keys { clients[number]?.isNumbered = true }
    }

    /// What may be written now.
    mutating func text(_ text: [UInt8], of number: Int, isWhole: Bool) -> [UInt8] {
        guard var client = clients[number] else { return [] }
        client.held += text
        let isAlone = clients.count == 1 && !client.isNumbered
        let end = isWhole || isAlone ? client.held.count : client.held.count < Self.limit ? 0 : client.endOfRows
        let ready = Array(client.held.prefix(end))
        client.held.removeFirst(end)
        clients[number] = client
        return rows(ready, of: number, client.isNumbered)
    }

    /// The client has left: what was held of it.
    mutating func ended(_ number: Int) -> [UInt8] {
        guard let client = clients.removeValue(forKey: number) else { return [] }
        defer { if inRow == number { inRow = nil } }
        return rows(client.held, of: number, client.isNumbered) + (inRow == number ? [0x0A] : [])
    }

    private mutating func rows(_ text: [UInt8], of number: Int, _ isNumbered: Bool) -> [UInt8] {
        guard let last = text.last else { return [] }
        let isOthersRow = inRow != nil && inRow != number
        defer { inRow = last == 0x0A ? nil : number }
        guard isNumbered || isOthersRow else { return text }
        let mark = isNumbered ? Array("[\(number)] ".utf8) : []
        var output: [UInt8] = isOthersRow ? [0x0A] : []
        var isAtStart = inRow != number
        for octet in text {
            if isAtStart { output += mark }
            output.append(octet)
            isAtStart = octet == 0x0A
        }
        return output
    }
}
