import CLinux
import Glibc

/// A thread outside of Swift's cooperative pool, for work that blocks.
struct OwnThread: Sendable {
    private let handle: pthread_t

    /// - Parameter name: At most 15 bytes of it are shown.
    /// - Returns: `nil` when the system allows no further thread; `body` is then not run.
    init?(named name: String, _ body: @escaping @Sendable () -> Void) {
        let start = Unmanaged.passRetained(Start(name: name, body: body))
        var handle = pthread_t()
        let failure = pthread_create(
            &handle, nil,
            { argument in
                guard let argument else { return nil }
                let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
                trama_name_thread(start.name)
                start.body()
                return nil
            }, start.toOpaque())
        guard failure == 0 else {
            start.release()
            return nil
        }
        self.handle = handle
    }

    /// Waits until the thread's body has returned. To be called once, or `detach()` is, and never from the thread itself.
    func join() { pthread_join(handle, nil) }

    /// Lets the system clean up when the body returns.
    func detach() { pthread_detach(handle) }

    private final class Start: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }
}
