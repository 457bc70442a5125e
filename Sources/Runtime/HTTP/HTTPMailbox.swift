import Synchronization

/// What any task tells the thread that drives the transfers.
final class HTTPMailbox: Sendable {
    typealias Outcome = Result<HTTPClient.Response, HTTPClient.Failure>

    /// One request's identity. A cancellation may come before the request itself, so the ticket remembers it.
    final class Ticket: Sendable {
        private let cancelled = Atomic(false)

        var isCancelled: Bool { cancelled.load(ordering: .acquiring) }
        func cancel() { cancelled.store(true, ordering: .releasing) }
    }

    struct Submission: Sendable {
        let ticket: Ticket
        let request: HTTPClient.Request
        let continuation: CheckedContinuation<Outcome, Never>
    }

    struct Letters: Sendable {
        var submissions: [Submission] = []
        var cancellations: [Ticket] = []
        var stops = false

        var isEmpty: Bool { submissions.isEmpty && cancellations.isEmpty && !stops }
    }

    private struct State: Sendable {
        var letters = Letters()
        /// Submitted and not finished.
        var underWay = 0
        var isClosed = false
        var hasEnded = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Locked(State())
    private let capacity: Int
    let wakeUp: WakeUp

    init?(capacity: Int) {
        guard let wakeUp = WakeUp() else { return nil }
        self.capacity = capacity
        self.wakeUp = wakeUp
    }

    func submit(_ submission: Submission) {
        let taken: Result<Bool, HTTPClient.Failure> = state.withLock { state in
            if state.isClosed { return .failure(.init(.cancelled, "the client is shut down")) }
            if state.underWay >= capacity { return .failure(.init(.overloaded, "\(capacity) requests are under way")) }
            state.underWay += 1
            let isFirst = state.letters.isEmpty
            state.letters.submissions.append(submission)
            return .success(isFirst)
        }
        switch taken {
        case .failure(let refusal): submission.continuation.resume(returning: .failure(refusal))
        // Who waits in front has woken the thread, or is about to.
        case .success(let isFirst): if isFirst { wakeUp.signal() }
        }
    }

    func cancel(_ ticket: Ticket) {
        ticket.cancel()
        let isFirst = state.withLock { state in
            defer { state.letters.cancellations.append(ticket) }
            return state.letters.isEmpty
        }
        if isFirst { wakeUp.signal() }
    }

    func stop() {
        state.withLock { state in
            state.isClosed = true
            state.letters.stops = true
        }
        wakeUp.signal()
    }

    /// Stops, and returns when the thread takes no more.
    func stopped() async {
        stop()
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLock { state in
                if !state.hasEnded { state.waiting.append(continuation) }
                return state.hasEnded
            }
            if hasEnded { continuation.resume() }
        }
    }

    func take() -> Letters {
        state.withLock { state in
            defer { state.letters = Letters() }
            return state.letters
        }
    }

    func finish(_ continuation: CheckedContinuation<Outcome, Never>, with outcome: Outcome) {
        state.withLock { $0.underWay -= 1 }
        continuation.resume(returning: outcome)
    }

    func end() {
        let waiting = state.withLock { state in
            state.hasEnded = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
