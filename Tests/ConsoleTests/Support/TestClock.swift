import Synchronization

/// Time that a test tells.
final class TestClock: Sendable {
    private let start = ContinuousClock.now
    private let elapsed = Mutex(Duration.zero)

    var now: ContinuousClock.Instant { start + elapsed.withLock { $0 } }

    /// Time passes.
    func pass(_ time: Duration) { elapsed.withLock { $0 += time } }

    /// It is `instant` now, unless it is later already.
    func reach(_ instant: ContinuousClock.Instant) { elapsed.withLock { $0 = max($0, instant - start) } }
}
