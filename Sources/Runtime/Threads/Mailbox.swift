/// What several tasks put and one takes, in order. It holds as many elements as were put and not taken. A class for identity.
final class Mailbox<Element: Sendable>: Sendable {
    private struct State {
        var elements: [Element] = []
        var waiting: CheckedContinuation<Element, Never>?
    }

    private let state = Locked(State())

    func put(_ element: Element) {
        let waiting = state.withLock { state -> CheckedContinuation<Element, Never>? in
            defer { state.waiting = nil }
            if state.waiting == nil { state.elements.append(element) }
            return state.waiting
        }
        waiting?.resume(returning: element)
    }

    /// Waits for an element, also when its task is cancelled. Only one task may wait.
    func next() async -> Element {
        await withCheckedContinuation { continuation in
            let element = state.withLock { state -> Element? in
                guard state.elements.isEmpty else { return state.elements.removeFirst() }
                state.waiting = continuation
                return nil
            }
            if let element { continuation.resume(returning: element) }
        }
    }
}
