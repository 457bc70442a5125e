import Glibc

/// Elements handed from tasks to one thread, in order and many at a time. A class for identity: both sides hold it.
///
/// `@unchecked Sendable` since all that changes is touched with `lock` held.
final class ThreadQueue<Element: Sendable>: @unchecked Sendable {
    private let capacity: Int
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let filled = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var elements: [Element] = []
    private var isClosed = false

    /// - Parameter capacity: How many elements may wait.
    init(capacity: Int) {
        self.capacity = capacity
        pthread_mutex_init(lock, nil)
        pthread_cond_init(filled, nil)
    }

    deinit {
        pthread_cond_destroy(filled)
        pthread_mutex_destroy(lock)
        filled.deallocate()
        lock.deallocate()
    }

    var count: Int {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        return elements.count
    }

    /// - Returns: Whether the element was taken in: there was room and the queue was not closed.
    func put(_ element: Element) -> Bool {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        guard !isClosed, elements.count < capacity else { return false }
        elements.append(element)
        pthread_cond_signal(filled)
        return true
    }

    /// Takes nothing more in; what waits can still be taken out.
    func close() {
        pthread_mutex_lock(lock)
        isClosed = true
        pthread_cond_signal(filled)
        pthread_mutex_unlock(lock)
    }

    /// Blocks its thread until there is something to take or the queue is closed.
    ///
    /// - Returns: One through `limit` elements; empty when the queue is closed and drained.
    func take(limit: Int) -> [Element] {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while elements.isEmpty, !isClosed { pthread_cond_wait(filled, lock) }
        let taken = Array(elements.prefix(limit))
        elements.removeFirst(taken.count)
        return taken
    }
}
