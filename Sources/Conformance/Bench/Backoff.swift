/// Waits between attempts, twice as long each time up to a second: only where the server alone knows when it is ready, such as
/// with a lock that is not free yet.
struct Backoff {
    private var pause = Duration.milliseconds(10)

    /// Waits.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    mutating func wait() async throws {
        try await Task.sleep(for: pause)
        pause = min(pause * 2, .seconds(1))
    }
}
