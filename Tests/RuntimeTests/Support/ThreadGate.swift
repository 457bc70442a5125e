import Glibc
import Synchronization

/// Holds a thread of ours until a test lets it go. `@unchecked Sendable` since the semaphore is made for several threads.
final class ThreadGate: @unchecked Sendable {
    private let entered = Atomic(false)
    private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    init() { sem_init(semaphore, 0, 0) }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    var isEntered: Bool { entered.load(ordering: .acquiring) }

    func wait() {
        entered.store(true, ordering: .releasing)
        while sem_wait(semaphore) != 0 {}
    }

    func open() { sem_post(semaphore) }
}
