import POP3

/// A listing in the body of a reply, read once: what LIST or UIDL says, and what is odd about it.
///
/// It walks the kept octets, not lines, so that a listing of a hundred thousand messages costs little.
struct Survey: Sendable {
    /// How many lines could be read.
    private(set) var count = 0
    /// How many lines could not be read.
    private(set) var unread = 0
    /// The numbers in their order.
    private(set) var numbers: [Int] = []
    /// What stands behind each number: octets of LIST, a unique-id of UIDL.
    private(set) var values: [ArraySlice<UInt8>] = []
    /// The first line that has not the form `number SP word`, cut for quoting.
    private(set) var oddLine: [UInt8]?
    /// The first line in which blanks are doubled, or stand in front or at the end.
    private(set) var blankLine: [UInt8]?
    /// The first line with more than a number and a word.
    private(set) var longLine: [UInt8]?

    // scan-listing = msg-number SP size; unique-id listing = msg-number SP unique-id       RFC 1939 sections 5 and 7
    init(_ kept: [UInt8]) {
        var start = 0
        while start < kept.count {
            let end = kept[start...].firstIndex(of: 0x0A) ?? kept.count
            var line = kept[start..<end]
            if line.last == 0x0D { line = line.dropLast() }
            read(line)
            start = end + 1
        }
    }

    private mutating func read(_ line: ArraySlice<UInt8>) {
        guard let blank = line.firstIndex(of: 0x20), let number = Self.number(line[..<blank]) else {
            unread += 1
            return note(line, in: line.first == 0x20 || line.isEmpty ? \.blankLine : \.oddLine)
        }
        let rest = line[(blank + 1)...]
        let end = rest.firstIndex(of: 0x20) ?? rest.endIndex
        guard end > rest.startIndex else {
            unread += 1
            return note(line, in: \.blankLine)
        }
        if end < rest.endIndex { note(line, in: end + 1 == rest.endIndex ? \.blankLine : \.longLine) }
        count += 1
        numbers.append(number)
        values.append(rest[..<end])
    }

    private mutating func note(_ line: ArraySlice<UInt8>, in fault: WritableKeyPath<Survey, [UInt8]?>) {
        if self[keyPath: fault] == nil { self[keyPath: fault] = Array(line.prefix(64)) }
    }

    /// The first number that is listed a second time; `nil` when each stands once.
    var repeated: Int? {
        var seen: Set<Int> = []
        return numbers.first { !seen.insert($0).inserted }
    }

    /// The number that these digits write; `nil` for anything else, and for more than 18 digits.
    static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard (1...18).contains(digits.count) else { return nil }
        var number = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            number = number * 10 + Int(digit - 0x30)
        }
        return number
    }
}

/// The sizes of a LIST.
struct Sizes: Sendable {
    /// The lines that are scan listings, in their order.
    let entries: [ScanListing]
    /// The sum of the octets; `nil` when it is out of range.
    let total: Int?

    /// The sizes in the body of a LIST, as far as it was kept.
    init(_ body: Body) {
        entries = body.keptLines.filter { $0.ending != .missing }.compactMap(ScanListing.init)
        total = entries.reduce(Int?.some(0)) { sum, entry in
            guard let (next, overflow) = sum?.addingReportingOverflow(entry.octets), !overflow else { return nil }
            return next
        }
    }

    /// The message with the most octets, the first of equals.
    var largest: ScanListing? {
        entries.max { $0.octets < $1.octets || ($0.octets == $1.octets && $0.number > $1.number) }
    }
}
