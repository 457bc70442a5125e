import Engine

/// The threads of one database, each with a session of its own; they start as they are needed. An identity: it owns them.
final class SQLThreads: Sendable {
    /// Queries that may wait for a session: as many as there may be conversations at once. Each waits no longer than its time limit.
    static let waitingLimit = 10_000

    private struct Job: Sendable {
        let query: SQLQuery
        let continuation: CheckedContinuation<Result<[JSON], CallFailure>, Never>
    }

    private struct State {
        var threads = 0
        /// Queries that were taken in and have no result yet.
        var pending = 0
        var closing: [CheckedContinuation<Void, Never>] = []
    }

    private let database: any SQLDatabase
    private let queue = ThreadQueue<Job>(capacity: SQLThreads.waitingLimit)
    private let state = Locked(State())

    init(_ database: any SQLDatabase) { self.database = database }

    deinit { queue.close() }

    func run(_ query: SQLQuery) async throws(CallFailure) -> [JSON] {
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in submit(Job(query: query, continuation: continuation)) }
        } onCancel: {
            query.interrupt.set()
        }
        return try result.get()
    }

    /// Returns when what waits is done and all sessions are closed.
    func close() async {
        queue.close()
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                if state.threads > 0 { state.closing.append(continuation) }
                return state.threads == 0
            }
            if isDone { continuation.resume() }
        }
    }

    private func submit(_ job: Job) {
        let startsThread = state.withLock { state in
            state.pending += 1
            guard state.pending > state.threads, state.threads < database.sessions else { return false }
            state.threads += 1
            return true
        }
        if startsThread, !startThread() {
            end()
            return finish(job, .failure(CallFailure(.unavailable, "there is no thread to be had")))
        }
        if !queue.put(job) { finish(job, .failure(CallFailure(.unavailable, "too many queries wait, or it is closed"))) }
    }

    /// The thread holds the queue and not this, so that it ends when nobody holds this any more.
    private func startThread() -> Bool {
        NativeThread.start { [queue, database, weak self] in
            SQLThreads.work(queue, on: database) { self?.finish($0, $1) ?? $0.continuation.resume(returning: $1) }
            // Wakes the next thread that waits for the closed queue.
            queue.close()
            self?.end()
        }
    }

    private static func work<Database: SQLDatabase>(
        _ queue: ThreadQueue<Job>, on database: Database, finish: (Job, Result<[JSON], CallFailure>) -> Void
    ) {
        var session: Database.Session?
        while let job = queue.take(limit: 1).first {
            finish(job, result(of: job.query, on: database, &session))
        }
    }

    private static func result<Database: SQLDatabase>(
        of query: SQLQuery, on database: Database, _ session: inout Database.Session?
    ) -> Result<[JSON], CallFailure> {
        guard query.isWanted else { return .failure(query.abandonment) }
        do throws(CallFailure) {
            if !(session?.isAlive ?? false) { session = nil }
            let open = try opened(session, on: database, for: query)
            session = open
            defer { if !open.isAlive { session = nil } }
            guard query.mayBegin() else { throw CallFailure(.unavailable, "the conversation may be another process's by now") }
            return .success(try open.run(query))
        } catch {
            return .failure(query.isWanted ? error : query.abandonment)
        }
    }

    private static func opened<Database: SQLDatabase>(
        _ session: Database.Session?, on database: Database, for query: SQLQuery
    ) throws(CallFailure) -> Database.Session {
        if let session { return session }
        return try database.open(for: query)
    }

    private func finish(_ job: Job, _ result: Result<[JSON], CallFailure>) {
        state.withLock { $0.pending -= 1 }
        job.continuation.resume(returning: result)
    }

    private func end() {
        let closing = state.withLock { state in
            state.threads -= 1
            defer { if state.threads == 0 { state.closing = [] } }
            return state.threads == 0 ? state.closing : []
        }
        for continuation in closing { continuation.resume() }
    }
}
