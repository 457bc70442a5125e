/// A database connection on a thread of its own, which puts what waits for it into one transaction. A class for identity.
///
/// There is no timer that gathers callers: while one transaction is on its way to the disk, the next one's callers gather by themselves.
final class SQLiteThread: Sendable {
    /// How many calls may wait, and how many share a transaction.
    static let capacity = 10_000
    static let batchLimit = 256

    /// Counts the transactions that were committed.
    let commits = CommitCounter()
    /// How many calls wait for a transaction.
    var waiting: Int { queue.count }

    private let queue = ThreadQueue<SQLiteJob>(capacity: SQLiteThread.capacity)
    private let ended: AsyncStream<Void>

    /// - Parameter open: Runs on the new thread and gives its connection.
    init(opening open: @escaping @Sendable () throws -> SQLiteConnection) async throws(StoreError) {
        let (ended, end) = AsyncStream<Void>.makeStream()
        self.ended = ended
        let opened: Result<Void, StoreError> = await withCheckedContinuation { [queue, commits] continuation in
            let started = NativeThread.start {
                do {
                    var transactions = SQLiteTransactions(connection: try open(), countedBy: commits)
                    continuation.resume(returning: .success(()))
                    while case let jobs = queue.take(limit: SQLiteThread.batchLimit), !jobs.isEmpty { transactions.run(jobs) }
                } catch {
                    continuation.resume(returning: .failure(StoreError(from: error, in: "open")))
                }
                end.finish()
            }
            if !started {
                continuation.resume(returning: .failure(StoreError(.unavailable, "open: there is no thread to be had")))
            }
        }
        try opened.get()
    }

    deinit { queue.close() }

    /// Runs `work` within a transaction and returns when it is committed.
    ///
    /// - Parameters:
    ///   - operation: Names the work in errors.
    ///   - synced: Whether the commit is to survive a loss of power.
    ///   - work: Undone when it throws. It may be run again, so its only effect is on the database.
    func perform<Value: Sendable>(
        _ operation: StaticString, synced: Bool = false, _ work: @escaping @Sendable (SQLiteConnection) throws -> Value
    ) async throws(StoreError) -> Value {
        let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
            let job = SQLiteJob(isSynced: synced) { connection in
                do {
                    let value = try work(connection)
                    return .done { continuation.resume(returning: .success(value)) }
                } catch {
                    return .failed(StoreError(from: error, in: operation))
                }
            } fail: { error in
                continuation.resume(returning: .failure(error))
            }
            if !queue.put(job) { job.fail(StoreError(.unavailable, "\(operation): the store is closed or overloaded")) }
        }
        return try result.get()
    }

    /// Returns when what waits is done and the connection is closed.
    func close() async {
        queue.close()
        for await _ in ended {}
    }
}
