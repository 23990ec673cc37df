import NIOCore

extension EventLoopFuture where Value: Sendable {
    /// The value, unless the task is cancelled first: then the wait ends, and what the future stands for goes on.
    ///
    /// - Throws: the error of the future, or `CancellationError`.
    func valueUnlessCancelled() async throws -> Value {
        let promise = eventLoop.makePromise(of: Value.self)
        let open = NIOLoopBoundBox.makeBoxSendingValue(Optional(promise), eventLoop: eventLoop)
        whenComplete { result in
            open.value?.completeWith(result)
            open.value = nil
        }
        let loop = eventLoop
        return try await withTaskCancellationHandler {
            try await promise.futureResult.get()
        } onCancel: {
            loop.execute {
                open.value?.fail(CancellationError())
                open.value = nil
            }
        }
    }
}
