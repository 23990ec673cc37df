import POP3
import Testing

@Suite("Listings, RFC 1939 sections 5 and 7")
struct ListingTests {
    // swift-format-ignore
    private static let drops: [(line: String, numbers: [Int]?)] = [
        ("+OK 2 320",                    [2, 320]),
        ("+OK 0 0",                      [0, 0]),
        ("+OK 2 320 and text",           [2, 320]),
        ("+OK 2 9223372036854775807",    [2, .max]),
        ("+OK 2 9223372036854775808",    nil),
        ("+OK 2 99999999999999999999999", nil),
        ("+OK 2",                        nil),
        ("+OK  2 320",                   nil),
        ("+OK 2  320",                   nil),
        ("+OK 2,320",                    nil),
        ("+OK -2 320",                   nil),
        ("+OK +2 320",                   nil),
        ("+OK two 320",                  nil),
        ("+OK \u{FF12} 320",             nil),
        ("+OK",                          nil),
        ("-ERR 2 320",                   nil),
    ]

    @Test(arguments: drops)
    func `a drop listing is two numbers behind a positive status`(line: String, numbers: [Int]?) {
        #expect(DropListing(Reply(first: Line(line))).map { [$0.count, $0.octets] } == numbers)
    }

    // swift-format-ignore
    private static let scans: [(line: String, numbers: [Int]?)] = [
        ("1 120",           [1, 120]),
        ("1 0",             [1, 0]),
        ("1 120 more text", [1, 120]),
        ("007 120",         [7, 120]),
        ("0 120",           nil),
        ("1",               nil),
        ("1  120",          nil),
        (" 1 120",          nil),
        ("1 120x",          nil),
        ("1 -5",            nil),
        ("",                nil),
    ]

    @Test(arguments: scans)
    func `a scan listing is a message number and a size`(line: String, numbers: [Int]?) {
        #expect(ScanListing(Line(line)).map { [$0.number, $0.octets] } == numbers)
        #expect(ScanListing(Reply(first: Line("+OK " + line))).map { [$0.number, $0.octets] } == numbers)
        #expect(ScanListing(Reply(first: Line("-ERR " + line))) == nil)
    }

    // swift-format-ignore
    private static let uniqueIDs: [(line: String, number: Int, id: String)] = [
        ("1 whqtswO00WBw418f9t5JxYwZ", 1, "whqtswO00WBw418f9t5JxYwZ"),
        ("2 a b",                      2, "a b"),
        ("3 \u{3042}",                 3, "\u{3042}"),
    ]

    @Test(arguments: uniqueIDs)
    func `a unique-id is everything behind the number, well formed or not`(line: String, number: Int, id: String) {
        let listing = UniqueIDListing(Line(line))
        #expect(listing?.number == number)
        #expect(listing?.uniqueID == id)
        #expect(UniqueIDListing(Reply(first: Line("+OK " + line))) == listing)
    }

    @Test(arguments: ["1", "1 ", "0 a", "x a", "", " 1 a", "99999999999999999999 a"])
    func `what is no unique-id listing is none`(line: String) {
        #expect(UniqueIDListing(Line(line)) == nil)
        #expect(UniqueIDListing(Reply(first: Line("-ERR 1 a"))) == nil)
    }
}
