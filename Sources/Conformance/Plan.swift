public import POP3

/// What an inspection would do, known before it connects.
public struct Plan: Hashable, Sendable {
    /// One check.
    public struct Step: Hashable, Sendable {
        /// The name of the check.
        public let check: String
        /// The requirements that it would judge, of those that were selected.
        public let requirements: [RequirementID]
        /// The fewest messages that it needs; 0 when it needs none.
        public let messages: Int
        /// The most logins with a wrong secret.
        public let wrongLogins: Int
        /// Whether it deletes messages for good.
        public let deletes: Bool
        /// Whether the options forbid it.
        public let isForbidden: Bool
    }

    /// The checks that put a selected requirement to the test, in the order in which they run.
    public let steps: [Step]

    /// The plan of a run with these options.
    public init(_ options: Inspection.Options) {
        self.init(options, checks: Checklist.all)
    }

    init(_ options: Inspection.Options, checks: [Check]) {
        var wrongLogins = 0
        steps = checks.filter { $0.isQuick || !options.isQuick }.compactMap { check in
            let wanted = check.requirements.filter { options.selection?.contains($0) ?? true }
            guard !wanted.isEmpty else { return nil }
            let isOverLimit = options.wrongLoginLimit.map { wrongLogins + check.wrongLogins > $0 } ?? false
            let isForbidden = isOverLimit || (check.deletes && !options.allowsDeletion)
            if !isForbidden { wrongLogins += check.wrongLogins }
            return Step(
                check: check.name, requirements: wanted, messages: check.messages, wrongLogins: check.wrongLogins,
                deletes: check.deletes, isForbidden: isForbidden)
        }
    }
}
