import MockServer
import Testing

@Suite("Faults: Sizes")
struct SizesFaultTests {
    // swift-format-ignore
    static let rows: [FaultRow] = [
        FaultRow("size-lf-one", [.login(), "LIST"],
            "1 35|2 43|3 28|", "1 30|2 36|3 25|"),
        FaultRow("size-counts-stuffing", [.login(), "LIST"],
            "2 43|", "2 46|"),
        FaultRow("size-counts-terminator", [.login(), "STAT"],
            "+OK 3 106|", "+OK 3 115|"),
        FaultRow("size-rounded", [.login(), "LIST 1"],
            "+OK 1 35|", "+OK 1 1024|"),
        FaultRow("size-zero", [.login(), "STAT"],
            "+OK 3 106|", "+OK 3 0|"),
        FaultRow("size-grows-by-retr", [.login(), "RETR 1", "LIST"],
            "1 35|", "1 47|"),
    ]

    @Test(arguments: rows)
    func `what the fault changes is on the wire, and nothing else`(row: FaultRow) throws {
        #expect(try row.difference() == row.expected)
    }
}
