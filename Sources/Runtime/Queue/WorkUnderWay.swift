import CEL
import Engine

/// The calls of one turn that are under way, and the alarm for its earliest timer. Each can be cut short alone.
///
/// A class, so that a conversation whose turn waits holds it once. One task uses it, and ends it.
final class WorkUnderWay {
    /// What the turn goes on with.
    enum News {
        indirect case ended(Call, Result<CallResult, StoreError>)
        case rang(Timestamp)
        /// It is time to look at what waits, and to keep what is not kept.
        case looked
    }

    /// What one task brings.
    private enum Outcome: Sendable {
        indirect case call(Call, Result<CallResult, StoreError>)
        case alarm(Timestamp, rang: Bool)
        case look
    }

    let runner: CallRunner
    let time: any TimeSource
    private let outcomes = Mailbox<(task: Int, Outcome)>()
    /// Those whose outcome was not taken yet, be it of no use any more, by number.
    private var tasks: [Int: Task<Void, Never>] = [:]
    private var lastTask = 0
    private var calls: [CallID: (call: Call, task: Int)] = [:]
    private var alarm: (date: Timestamp, task: Int)?
    private var look: Int?

    init(runner: CallRunner, time: any TimeSource) {
        self.runner = runner
        self.time = time
    }

    var hasCalls: Bool { !calls.isEmpty }

    var asksModel: Bool {
        calls.values.contains { if case .model = $0.call.work { true } else { false } }
    }

    func start(_ call: Call) {
        let task = task { [runner] () async -> Outcome in
            do throws(StoreError) {
                return .call(call, .success(try await runner.run(call)))
            } catch {
                return .call(call, .failure(error))
            }
        }
        calls[call.id] = (call, task)
    }

    /// Sets the alarm to `date` and to no other.
    func setAlarm(to date: Timestamp?) {
        guard date != alarm?.date else { return }
        if let alarm { tasks[alarm.task]?.cancel() }
        alarm = nil
        guard let date else { return }
        let delay = date.elapsed(since: time.now)
        let task = task { [time] () async -> Outcome in
            do throws(CancellationError) {
                try await time.sleep(for: delay)
                return .alarm(date, rang: true)
            } catch {
                return .alarm(date, rang: false)
            }
        }
        alarm = (date, task)
    }

    /// Sets a time to look once; one that is set already stays.
    func setLook(after delay: Duration) {
        guard look == nil else { return }
        look = task { [time] () async -> Outcome in
            // Cut short, it is a look that nobody waits for.
            do throws(CancellationError) { try await time.sleep(for: delay) } catch {}
            return .look
        }
    }

    /// Neither a child of the turn's task, since one child cannot be cut short alone, nor left behind: `settle` and `end` wait for it.
    ///
    /// - Returns: Its number.
    private func task(_ work: @escaping @Sendable () async -> Outcome) -> Int {
        lastTask += 1
        tasks[lastTask] = Task { [outcomes, number = lastTask] in outcomes.put((number, await work())) }
        return lastTask
    }

    /// Whether the alarm rings within `patience`.
    func rings(within patience: Duration) -> Bool {
        guard let alarm else { return false }
        return alarm.date.elapsed(since: time.now) <= patience
    }

    /// Cuts short the calls whose results nobody waits for, but for writes: those are to be journalled.
    func drop(allBut pending: Set<CallID>) {
        let inOrder = calls.sorted { $0.key.number < $1.key.number }
        for (id, entry) in inOrder where !pending.contains(id) && runner.intent(of: entry.call) == nil {
            tasks[entry.task]?.cancel()
            calls[id] = nil
        }
    }

    /// Waits for the next call to end or for the alarm. When the caller is cancelled, or was before, all is cut short and still waited for.
    ///
    /// - Returns: `nil` when nothing is under way any more.
    func next() async -> News? {
        while let (task, outcome) = await nextOutcome() {
            switch outcome {
            case .call(let call, let result):
                if calls.removeValue(forKey: call.id) != nil { return .ended(call, result) }
            case .alarm(let date, let rang):
                guard alarm?.task == task else { continue }
                alarm = nil
                if rang { return .rang(date) }
            case .look:
                look = nil
                return .looked
            }
        }
        return nil
    }

    private func nextOutcome() async -> (task: Int, Outcome)? {
        guard !tasks.isEmpty else { return nil }
        let outcome = await withTaskCancellationHandler {
            await outcomes.next()
        } onCancel: { [tasks] in
            for task in tasks.values { task.cancel() }
        }
        tasks[outcome.task] = nil
        return outcome
    }

    /// Turns the alarm off, looks no more and lets the calls that are under way end: a write among them is journalled before the lease goes.
    func settle() async throws(StoreError) {
        setAlarm(to: nil)
        if let look { tasks[look]?.cancel() }
        while let news = await next() {
            if case .ended(_, let result) = news { _ = try result.get() }
        }
    }

    /// Cuts short what is under way, and returns when all of it has ended.
    ///
    /// - Parameter keepsWrites: Whether writes run to their end.
    func end(keepsWrites: Bool = true) async {
        drop(allBut: [])
        if !keepsWrites { for entry in calls.values { tasks[entry.task]?.cancel() } }
        setAlarm(to: nil)
        if let look { tasks[look]?.cancel() }
        while await nextOutcome() != nil {}
    }
}
