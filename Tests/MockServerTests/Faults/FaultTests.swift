import MockServer
import Testing

@Suite("The catalogue of faults")
struct FaultTests {
    @Test
    func `names are unique, in small letters with hyphens`() {
        let names = Fault.catalogue.map(\.name)
        #expect(Set(names).count == names.count)
        for name in names {
            let words = name.split(separator: "-", omittingEmptySubsequences: false)
            #expect(words.allSatisfy { !$0.isEmpty && $0.allSatisfy { "a"..."z" ~= $0 || "0"..."9" ~= $0 } }, "\(name)")
        }
    }

    @Test
    func `every fault has a row that shows it`() {
        let shown = Set(FaultRow.all.map { $0.fault.prefix { $0 != "=" } }).union(["stuffing-lost-between-buffers"])
        #expect(Set(Fault.catalogue.map { $0.name[...] }) == shown)
        #expect(Fault.catalogue.count >= 100)
    }

    @Test
    func `the list begins with what clients and tutorials meet first`() {
        let first = Fault.catalogue.prefix(20).map(\.name)
        #expect(first.first == "retr-unstuffed")
        #expect(first.last == "stls-second-greeting")
    }

    @Test(arguments: Fault.catalogue)
    func `a fault says what it breaks, and what it does in both languages`(fault: Fault) throws {
        #expect(!fault.requirements.isEmpty)
        #expect(Set(fault.requirements).count == fault.requirements.count)
        let (en, ja) = (fault.summary(in: .english), fault.summary(in: .japanese))
        #expect(en.hasSuffix(".") && en.allSatisfy { $0.isASCII })
        #expect(ja.hasSuffix("。"))
        #expect(try Fault(fault.description) == fault)
        #expect(try Fault(fault.name) == fault)
    }

    @Test
    func `a value stands behind the name`() throws {
        let fault = try Fault("late-close=45")
        #expect(fault.value == "45")
        #expect(fault.description == "late-close=45")
        #expect(try Fault("late-close").value == "30")
        #expect(try fault != Fault("late-close"))
        #expect(try Fault("stat-extra").value == nil)
    }

    @Test(arguments: [
        (
            "list-deleted",
            FaultError.unknown("list-deleted", resembling: ["list-counts-deleted", "list-deleted-known"])
        ),
        ("", .unknown("", resembling: [])),
        ("stat-extra=1", .takesNoValue("stat-extra")),
        ("late-close=", .badValue("", name: "late-close", 6...3600)),
        ("late-close=5", .badValue("5", name: "late-close", 6...3600)),
        ("late-close=x", .badValue("x", name: "late-close", 6...3600)),
        ("late-close=99999999999999999999", .badValue("99999999999999999999", name: "late-close", 6...3600)),
    ])
    func `a text that names no fault is refused with what would be right`(text: String, error: FaultError) {
        #expect(throws: error) { try Fault(text) }
    }

    @Test
    func `an error says what would be right`() {
        let error = FaultError.badValue("5", name: "late-close", 6...3600)
        #expect(error.text(in: .english) == "late-close takes a number from 6 to 3600, not \"5\"")
        #expect(error.text(in: .japanese) == "late-close の値は 6 から 3600 までの数です。「5」は使えません")
    }
}
