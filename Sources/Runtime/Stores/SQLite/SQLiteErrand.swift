/// Work on a connection of its own, outside of the store's transactions, on a thread that ends with it.
enum SQLiteErrand {
    static func run<Value: Sendable>(
        _ operation: StaticString, at path: String, access: SQLiteConnection.Access,
        _ body: @escaping @Sendable (SQLiteConnection) throws -> Value
    ) async throws(StoreError) -> Value {
        let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
            let started = NativeThread.start {
                do {
                    let value = try body(SQLiteConnection(path: path, access: access))
                    continuation.resume(returning: .success(value))
                } catch {
                    continuation.resume(returning: .failure(StoreError(from: error, in: operation)))
                }
            }
            if !started {
                continuation.resume(returning: .failure(StoreError(.unavailable, "\(operation): there is no thread to be had")))
            }
        }
        return try result.get()
    }
}
