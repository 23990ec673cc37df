import MockServer
import Testing

@Suite("Whose turn it is")
struct ReplayTurnsTests {
    @Test(arguments: [([1], [1, 1, 1]), ([1, 2, 5], [1, 2, 5, 5, 5])])
    func `clients get the connections in their order, and the last one again`(connections: [Int], given: [Int]) {
        let turns = ReplayTurns(connections)
        #expect(given.map { _ in turns.next() } == given)
    }
}
