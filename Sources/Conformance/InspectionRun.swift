import Handbook
import POP3

/// One run over all checks. One owner.
final class InspectionRun {
    let bench: Bench
    private(set) var ledger: Ledger
    private let options: Inspection.Options
    private let checks: [Check]
    private let dialer: any Dialer
    private let progress: (Inspection.Progress) async -> Void
    private var done = 0

    init(
        _ options: Inspection.Options, _ checks: [Check], over dialer: any Dialer, other: any Dialer,
        _ progress: @escaping (Inspection.Progress) async -> Void
    ) {
        self.options = options
        self.checks = checks
        self.dialer = dialer
        self.progress = progress
        bench = Bench(over: dialer, other: other, options)
        ledger = Ledger(options)
    }

    /// Runs every check that may and need be run.
    ///
    /// - Returns: why nothing could be judged, or not all; `nil` when the run came to its end.
    func all() async -> Localized? {
        if let refusal = await survey(Checklist.survey) { return refusal }
        let isSharing = (options.sharesSession || bench.isSlow) && bench.facts.method != nil
        await withTaskGroup(of: [Attempt].self) { lanes in
            var course = Course([])
            await share(isSharing) {
                _ = await survey(Checklist.mailSurvey)
                course = Course(
                    checks, sharing: isSharing, isParallel: options.jobs > 1,
                    countsWrongLogins: options.wrongLoginLimit != nil)
                for check in course.first { await run(check) }
                for orders in orders(for: course.strangers) {
                    lanes.addTask { [options, dialer, lesson = bench.lesson] in
                        await Bench(over: dialer, options, knowing: lesson).run(orders)
                    }
                }
                await runGuests(&course.guests)
            }
            while !course.guests.isEmpty { await share(isSharing) { await runGuests(&course.guests) } }
            for check in course.others { await run(check) }
            for await attempts in lanes { for attempt in attempts { ledger.take(attempt) } }
        }
        return bench.losses.reason?.text
    }

    /// Finds out what the server offers. Without a greeting nothing can be judged.
    private func survey(_ part: Check) async -> Localized? {
        let interruption = await bench.attempt(part)
        let order = Order(check: part, wanted: [])
        ledger.take(Attempt(order: order, judgements: bench.takeJudgements(), interruption: interruption))
        return interruption?.isBeforeGreeting == true ? interruption?.text : nil
    }

    /// Lets checks use one session, where that is wanted; its end is judged as well.
    private func share(_ isSharing: Bool, _ body: () async -> Void) async {
        guard isSharing else { return await body() }
        if let interruption = await bench.sharing(body) { bench.losses.note(interruption) }
        ledger.take(bench.takeJudgements())
    }

    /// Runs checks behind each other; where they share a session, as long as that lives, and one at least.
    private func runGuests(_ guests: inout ArraySlice<Check>) async {
        let isSharing = bench.isSharing
        repeat {
            guard let check = guests.popFirst() else { return }
            await run(check)
        } while bench.isSharing || !isSharing
    }

    private func run(_ check: Check) async {
        defer { done += 1 }
        guard ledger.admits(check, bench) else { return }
        let order = Order(check: check, wanted: ledger.wanted(by: check, bench.facts))
        if bench.losses.reason == nil, !Task.isCancelled {
            await progress(Inspection.Progress(check: check.name, done: done, total: checks.count))
        }
        ledger.take(await bench.run(order))
    }

    /// What is run beside the rest, lane by lane.
    private func orders(for strangers: [Check]) -> [[Order]] {
        var lanes: [[Order]] = Array(repeating: [], count: max(1, options.jobs - 1))
        for (index, check) in strangers.enumerated() where ledger.admits(check, bench) {
            lanes[index % lanes.count].append(Order(check: check, wanted: ledger.wanted(by: check, bench.facts)))
        }
        done += strangers.count
        return lanes.filter { !$0.isEmpty }
    }
}
