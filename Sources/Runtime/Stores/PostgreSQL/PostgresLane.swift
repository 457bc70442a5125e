import Engine

/// A connection on a thread of its own, which does what waits for it in one statement and so in one transaction. A class for identity.
///
/// There is no timer that gathers callers: while one transaction is on its way to the disk, the next one's callers gather by themselves.
final class PostgresLane: Sendable {
    /// How many calls may wait.
    static let capacity = 10_000
    /// For one statement, and for the way to the server.
    static let silence = Duration.seconds(5)

    /// Counts the transactions that were committed.
    let commits = CommitCounter()
    /// How many calls wait.
    var waiting: Int { queue.count }

    private let queue = ThreadQueue<PostgresJob>(capacity: PostgresLane.capacity)
    private let ended: AsyncStream<Void>

    /// - Parameters:
    ///   - together: How many calls share a transaction.
    ///   - list: The argument by which alone the calls differ, where one operation with all their lists does what they ask.
    init(to url: Secret, together: Int, gathering list: String? = nil) throws(StoreError) {
        let (ended, end) = AsyncStream<Void>.makeStream()
        self.ended = ended
        let started = NativeThread.start { [queue, commits] in
            var worker = PostgresLaneWorker(url: url, list: list, commits: commits)
            while case let jobs = queue.take(limit: together), !jobs.isEmpty { worker.run(jobs) }
            end.finish()
        }
        guard started else { throw StoreError(.unavailable, "open: there is no thread to be had") }
    }

    deinit { queue.close() }

    /// Does an operation of the database's function `trama.perform` and returns when it is committed.
    ///
    /// - Parameter synced: Whether the commit is to survive a loss of power.
    /// - Throws: `unavailable` when the database is silent for 5 s: whether the operation was done is not known then.
    func perform(_ operation: StaticString, _ arguments: JSONObject, synced: Bool = false) async throws(StoreError) -> JSON {
        let result: Result<JSON, StoreError> = await withCheckedContinuation { continuation in
            let job = PostgresJob(operation: operation, arguments: arguments, isSynced: synced) {
                continuation.resume(returning: $0)
            }
            if !queue.put(job) { job.end(.failure(StoreError(.unavailable, "\(operation): the store is closed or overloaded"))) }
        }
        return try result.get()
    }

    /// Returns when what waits is done and the connection is closed.
    func close() async {
        queue.close()
        for await _ in ended {}
    }
}

/// One caller's part of a statement. Its caller is told once.
struct PostgresJob: Sendable {
    let operation: StaticString
    let arguments: JSONObject
    let isSynced: Bool
    let end: @Sendable (Result<JSON, StoreError>) -> Void

    /// Rows are locked in the order of their conversations, so that two transactions never wait for each other in a circle.
    fileprivate var conversation: Int64 { arguments["conversation"]?.int ?? 0 }

    fileprivate var text: JSON {
        var object = arguments
        object["op"] = .string(operation.description)
        return .object(object)
    }

    /// The jobs as one.
    fileprivate static func gathered(_ jobs: [PostgresJob], by list: String) -> [JSON] {
        jobs.suffix(1).map { last in
            var object = last.arguments
            object["op"] = .string(last.operation.description)
            object[list] = .array(jobs.flatMap { $0.arguments[list]?.elements ?? [] })
            return .object(object)
        }
    }
}

/// The work of a lane's thread.
private struct PostgresLaneWorker {
    let url: Secret
    let list: String?
    let commits: CommitCounter
    private var link: PostgresLink?
    /// After a server that does not answer, callers are told at once for this long.
    private var pausedUntil: ContinuousClock.Instant?
    private var lastWords = ""

    private static let pause = Duration.milliseconds(250)
    /// How often a transaction that lost against another is tried.
    private static let tries = 4

    init(url: Secret, list: String?, commits: CommitCounter) {
        self.url = url
        self.list = list
        self.commits = commits
    }

    mutating func run(_ jobs: [PostgresJob]) {
        let jobs = jobs.enumerated().sorted { ($0.element.conversation, $0.offset) < ($1.element.conversation, $1.offset) }.map(
            \.element)
        do throws(StoreError) {
            let answers = try answers(to: jobs)
            for (job, answer) in zip(jobs, answers) { job.end(answer) }
        } catch {
            guard jobs.count > 1, error.code != .unavailable else { return jobs.forEach { $0.end(.failure(error)) } }
            // Nobody pays for what another asked.
            for job in jobs { run([job]) }
        }
    }

    private mutating func answers(to jobs: [PostgresJob]) throws(StoreError) -> [Result<JSON, StoreError>] {
        let operations = list.map { PostgresJob.gathered(jobs, by: $0) } ?? jobs.map(\.text)
        let text = JSON.array(operations).text
        let isSynced = jobs.contains(where: \.isSynced)
        var tries = 0
        while true {
            tries += 1
            do throws(PostgresFault) {
                let link = try connected()
                let answer = try link.perform(text, synced: isSynced, until: .now + PostgresLane.silence)
                commits.add()
                guard case .array(let answers)? = try? JSON(parsing: answer), answers.count == operations.count else {
                    throw .refused(state: "", "the answer cannot be read")
                }
                return jobs.enumerated().map { place, job in
                    let answer = answers[list == nil ? place : 0]
                    return answer["lost"] == nil ? .success(answer) : .failure(StoreError(lostIn: job.operation))
                }
            } catch {
                if case .refused(let state, _) = error, PostgresFault.passing.contains(state), tries < PostgresLaneWorker.tries {
                    continue
                }
                throw StoreError(error, in: jobs.first?.operation ?? "perform")
            }
        }
    }

    private mutating func connected() throws(PostgresFault) -> PostgresLink {
        if let link, link.isAlive { return link }
        link = nil
        if let pausedUntil, pausedUntil > .now { throw .lost(lastWords) }
        do throws(PostgresLink.Failure) {
            let patience = PostgresPatience(deadline: .now + PostgresLane.silence)
            let opened = try PostgresLink(url: url, patience: patience, isToWrite: true)
            link = opened
            return opened
        } catch {
            let fault = PostgresFault(error)
            lastWords = fault.words
            pausedUntil = .now + PostgresLaneWorker.pause
            throw fault
        }
    }
}

extension StoreError {
    init(lostIn operation: StaticString) {
        self.init(.leaseLost, "\(operation): the lease belongs to nobody or to somebody else by now")
    }
}
