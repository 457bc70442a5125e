import Engine

/// Work on a connection of its own, on a thread that ends with it.
enum PostgresErrand {
    static func run<Value: Sendable>(
        _ operation: StaticString, at url: Secret,
        _ body: @escaping @Sendable (PostgresLink) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
            let started = NativeThread.start { continuation.resume(returning: run(operation, on: url, body)) }
            if !started {
                continuation.resume(returning: .failure(StoreError(.unavailable, "\(operation): there is no thread to be had")))
            }
        }
        return try result.get()
    }

    private static func run<Value>(
        _ operation: StaticString, on url: Secret, _ body: (PostgresLink) throws(StoreError) -> Value
    ) -> Result<Value, StoreError> {
        let link: PostgresLink
        do throws(PostgresLink.Failure) {
            link = try PostgresLink(url: url, patience: PostgresPatience(deadline: .now + PostgresLane.silence))
        } catch {
            return .failure(StoreError(PostgresFault(error), in: operation))
        }
        do throws(StoreError) {
            return .success(try body(link))
        } catch {
            return .failure(error)
        }
    }
}
