/// Lets so many in at once and the others in the order in which they came. A class for identity.
final class Turnstile: Sendable {
    private struct State {
        var places: Int
        var waiting: [(number: Int, continuation: CheckedContinuation<Bool, Never>)] = []
        var last = 0
    }

    private let state: Locked<State>

    init(places: Int) { state = Locked(State(places: places)) }

    /// How many wait.
    var waiting: Int { state.withLock { $0.waiting.count } }

    /// Waits for a place; whoever gets one calls `leave` once.
    ///
    /// - Returns: Whether there was a place within `patience`, and before the task was cancelled.
    func enter(within patience: Duration, by time: any TimeSource) async -> Bool {
        if takeFreePlace() { return true }
        return await withTaskGroup(of: Bool.self) { group in
            group.addTask { await self.enter() }
            group.addTask {
                // Cut short, it is a limit that nobody needs any more.
                do throws(CancellationError) { try await time.sleep(for: patience) } catch {}
                return false
            }
            var hasEntered = await group.next() ?? false
            group.cancelAll()
            // The place may have come at the last moment.
            for await entered in group { hasEntered = hasEntered || entered }
            return hasEntered
        }
    }

    func leave() {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst().continuation }
            state.places += 1
            return nil
        }
        next?.resume(returning: true)
    }

    /// Waits for a place until the task is cancelled.
    private func enter() async -> Bool {
        let number = state.withLock { state in
            state.last += 1
            return state.last
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: Bool? = state.withLock { state in
                    if Task.isCancelled { return false }
                    if state.places > 0 {
                        state.places -= 1
                        return true
                    }
                    state.waiting.append((number, continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let given = state.withLock { state in
                state.waiting.firstIndex { $0.number == number }.map { state.waiting.remove(at: $0).continuation }
            }
            given?.resume(returning: false)
        }
    }

    private func takeFreePlace() -> Bool {
        state.withLock { state in
            guard state.places > 0 else { return false }
            state.places -= 1
            return true
        }
    }
}
