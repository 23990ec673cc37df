/// A report that build servers read: the JUnit form of XML.
///
/// There is no standard; this is the part that all of them know.
public struct JUnit: Hashable, Sendable {
    /// One test.
    public struct Case: Hashable, Sendable {
        /// What was tested.
        public let name: String
        /// How long it took.
        public let time: Duration
        /// What became of it.
        public let outcome: Outcome

        /// A test that has run.
        public init(name: String, time: Duration, _ outcome: Outcome) {
            self.name = name
            self.time = time
            self.outcome = outcome
        }
    }

    /// What became of a test; the text may have several lines.
    public enum Outcome: Hashable, Sendable {
        case passed
        /// What was tested is not as it should be.
        case failed(message: String, text: String)
        /// The test could not be carried out.
        case error(message: String)
        /// Nothing was tested.
        case skipped(message: String)
    }

    /// The name of the suite.
    public let suite: String
    /// The tests in their order.
    public let cases: [Case]

    /// A report of one suite.
    public init(suite: String, _ cases: [Case]) {
        self.suite = suite
        self.cases = cases
    }

    /// The document in UTF-8.
    public var octets: [UInt8] {
        let counts = [
            ("tests", cases.count), ("failures", count { if case .failed = $0 { true } else { false } }),
            ("errors", count { if case .error = $0 { true } else { false } }),
            ("skipped", count { if case .skipped = $0 { true } else { false } }),
        ].map { " \($0.0)=\"\($0.1)\"" }.joined()
        let time = Self.seconds(cases.reduce(.zero) { $0 + $1.time })
        let rows = cases.map(row).joined()
        let name = Self.escaped(suite)
        return Array(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites\(counts) time="\(time)">
              <testsuite name="\(name)"\(counts) time="\(time)">
            \(rows)  </testsuite>
            </testsuites>

            """.utf8)
    }

    private func count(_ isCounted: (Outcome) -> Bool) -> Int { cases.count(where: { isCounted($0.outcome) }) }

    private func row(_ test: Case) -> String {
        let start =
            "    <testcase classname=\"\(Self.escaped(suite))\" name=\"\(Self.escaped(test.name))\""
            + " time=\"\(Self.seconds(test.time))\""
        guard let content = Self.content(test.outcome) else { return start + "/>\n" }
        return "\(start)>\n      \(content)\n    </testcase>\n"
    }

    private static func content(_ outcome: Outcome) -> String? {
        switch outcome {
        case .passed: nil
        case .failed(let message, let text):
            "<failure message=\"\(escaped(message))\">\(escaped(text))</failure>"
        case .error(let message): "<error message=\"\(escaped(message))\"/>"
        case .skipped(let message): "<skipped message=\"\(escaped(message))\"/>"
        }
    }

    /// Seconds with three digits behind the point.
    private static func seconds(_ time: Duration) -> String {
        let thousandths = Int((time / .milliseconds(1)).rounded())
        let digits = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }

    /// Text for XML 1.0, in which most control characters cannot stand at all: they are shown as the console shows them.
    private static func escaped(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            // By scalars: a combining mark would hide the sign in front of it inside one Character.
            Sanitizer.visible(String(line)).unicodeScalars.reduce(into: "") { output, scalar in
                switch scalar {
                case "&": output += "&amp;"
                case "<": output += "&lt;"
                case ">": output += "&gt;"
                case "\"": output += "&quot;"
                default: output.unicodeScalars.append(scalar)
                }
            }
        }.joined(separator: "\n")
    }
}

extension JUnit.Case {
    /// The test that a replayed file is.
    public init(_ file: ReplayedFile, _ lines: String) {
        let outcome: JUnit.Outcome =
            switch file.outcome {
            case .same: .passed
            case .differs: .failed(message: "\(file.result.mismatches.count) of \(file.expected)", text: lines)
            case .stopped: .error(message: lines)
            case .empty: .skipped(message: lines)
            }
        self.init(name: file.name, time: file.time, outcome)
    }
}
