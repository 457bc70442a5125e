import Synchronization

/// Runs jobs in shared transactions on one connection.
struct SQLiteTransactions {
    private let connection: SQLiteConnection
    private let commits: CommitCounter
    private var isSyncing: Bool?

    init(connection: SQLiteConnection, countedBy commits: CommitCounter) {
        self.connection = connection
        self.commits = commits
    }

    /// Runs all jobs in one transaction. When a job fails they are run once more with a savepoint each, which costs more, and that job is
    /// undone alone. When the transaction fails each gets one of its own, so that nobody pays for what another asked.
    mutating func run(_ jobs: [SQLiteJob]) {
        run(jobs, isolating: false)
    }

    private enum Failure: Error {
        case ofJob(StoreError), ofTransaction(StoreError)
    }

    private mutating func run(_ jobs: [SQLiteJob], isolating: Bool) {
        do throws(Failure) {
            for tell in try commit(jobs, isolating: isolating) { tell() }
        } catch {
            if connection.isInTransaction { try? connection.execute("ROLLBACK") }
            switch error {
            case .ofJob(let cause) where jobs.count == 1, .ofTransaction(let cause) where jobs.count == 1: jobs[0].fail(cause)
            case .ofJob: run(jobs, isolating: true)
            case .ofTransaction: for job in jobs { run([job], isolating: false) }
            }
        }
    }

    /// - Parameter isolating: Whether a job that fails is undone and told of, and the others are committed.
    /// - Returns: What tells the jobs' callers.
    private mutating func commit(_ jobs: [SQLiteJob], isolating: Bool) throws(Failure) -> [() -> Void] {
        do {
            try begin(synced: jobs.contains(where: \.isSynced))
            var tells: [() -> Void] = []
            for job in jobs { tells.append(try isolating ? runIsolated(job) : run(job)) }
            try connection.run("COMMIT")
            commits.add()
            return tells
        } catch let failure as Failure {
            throw failure
        } catch {
            throw .ofTransaction(StoreError(from: error, in: "commit"))
        }
    }

    /// SQLite lets `synchronous` change between transactions only. On a connection that only reads, `IMMEDIATE` begins a read.
    private mutating func begin(synced: Bool) throws(SQLiteError) {
        if isSyncing != synced {
            try connection.execute(synced ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL")
            isSyncing = synced
        }
        try connection.run("BEGIN IMMEDIATE")
    }

    private func run(_ job: SQLiteJob) throws(Failure) -> () -> Void {
        switch job.run(connection) {
        case .done(let tell): return tell
        case .failed(let error): throw connection.isInTransaction ? .ofJob(error) : .ofTransaction(error)
        }
    }

    /// - Throws: When SQLite gave up the whole transaction, as it may when the disk is full.
    private func runIsolated(_ job: SQLiteJob) throws -> () -> Void {
        try connection.run("SAVEPOINT job")
        switch job.run(connection) {
        case .done(let tell):
            try connection.run("RELEASE job")
            return tell
        case .failed(let error):
            guard connection.isInTransaction else { throw Failure.ofTransaction(error) }
            try connection.execute("ROLLBACK TO job; RELEASE job")
            return { job.fail(error) }
        }
    }
}

/// One caller's part of a transaction. Its caller is told once, when the transaction has ended.
struct SQLiteJob: Sendable {
    enum Outcome {
        case done(tell: () -> Void)
        case failed(StoreError)
    }

    let isSynced: Bool
    let run: @Sendable (SQLiteConnection) -> Outcome
    let fail: @Sendable (StoreError) -> Void
}

/// A class for identity: the thread counts and others look.
final class CommitCounter: Sendable {
    private let count = Atomic(0)

    var value: Int { count.load(ordering: .relaxed) }

    func add() { count.add(1, ordering: .relaxed) }
}
