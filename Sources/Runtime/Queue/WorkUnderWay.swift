import CEL
import Engine

/// The calls of one turn that are under way, and the alarm for its earliest timer. Each can be cut short alone.
///
/// A class, so that a conversation whose turn waits holds it once.
final class WorkUnderWay {
    /// What one child task brings.
    enum Child: Sendable {
        case call(Call, Result<CallResult, StoreError>)
        case alarm(Timestamp, rang: Bool)
        case look
    }

    /// What the turn goes on with.
    enum News {
        case ended(Call, Result<CallResult, StoreError>)
        case rang(Timestamp)
        /// It is time to look at what waits.
        case looked
    }

    let runner: CallRunner
    let time: any TimeSource

    private var calls: [CallID: (call: Call, task: Task<Result<CallResult, StoreError>, Never>)] = [:]
    private var alarm: (date: Timestamp, task: Task<Bool, Never>)?
    private var look: Task<Void, Never>?

    init(runner: CallRunner, time: any TimeSource) {
        self.runner = runner
        self.time = time
    }

    var hasCalls: Bool { !calls.isEmpty }

    var asksModel: Bool {
        calls.values.contains { if case .model = $0.call.work { true } else { false } }
    }

    func start(_ call: Call, in group: inout TaskGroup<Child>) {
        let task = Task { [runner] () -> Result<CallResult, StoreError> in
            do throws(StoreError) {
                return .success(try await runner.run(call))
            } catch {
                return .failure(error)
            }
        }
        calls[call.id] = (call, task)
        group.addTask { .call(call, await task.valueOrCancelled) }
    }

    /// Sets the alarm to `date` and to no other.
    func setAlarm(to date: Timestamp?, in group: inout TaskGroup<Child>) {
        guard date != alarm?.date else { return }
        alarm?.task.cancel()
        alarm = nil
        guard let date else { return }
        let delay = date.elapsed(since: time.now)
        let task = Task { [time] () -> Bool in
            do throws(CancellationError) {
                try await time.sleep(for: delay)
                return true
            } catch {
                return false
            }
        }
        alarm = (date, task)
        group.addTask { .alarm(date, rang: await task.valueOrCancelled) }
    }

    /// Sets a time to look once; one that is set already stays.
    func setLook(after delay: Duration, in group: inout TaskGroup<Child>) {
        guard look == nil else { return }
        let task = Task { [time] in
            // Cut short, it is a look that nobody waits for.
            do throws(CancellationError) { try await time.sleep(for: delay) } catch {}
        }
        look = task
        group.addTask {
            await task.valueOrCancelled
            return .look
        }
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
            entry.task.cancel()
            calls[id] = nil
        }
    }

    /// Waits for the next call to end or for the alarm.
    ///
    /// - Returns: `nil` when nothing is under way any more.
    func next(in group: inout TaskGroup<Child>) async -> News? {
        while let child = await group.next() {
            switch child {
            case .call(let call, let result):
                if calls.removeValue(forKey: call.id) != nil { return .ended(call, result) }
            case .alarm(let date, let rang):
                guard alarm?.date == date else { continue }
                alarm = nil
                if rang { return .rang(date) }
            case .look:
                look = nil
                if hasCalls { return .looked }
            }
        }
        return nil
    }

    /// Turns the alarm off, looks no more and lets the calls that are under way end: a write among them is journalled before the lease goes.
    func settle(in group: inout TaskGroup<Child>) async throws(StoreError) {
        setAlarm(to: nil, in: &group)
        look?.cancel()
        while let news = await next(in: &group) {
            if case .ended(_, let result) = news { _ = try result.get() }
        }
    }
}

extension Task where Failure == Never {
    /// Cuts the task short when the one that waits for it is.
    fileprivate var valueOrCancelled: Success {
        get async {
            await withTaskCancellationHandler {
                await value
            } onCancel: {
                cancel()
            }
        }
    }
}
