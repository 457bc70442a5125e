import CLinux
import Glibc

/// A signal from any thread to one that waits in `poll` or `epoll_wait`.
///
/// An identity, because it owns a descriptor; the kernel makes its use from several threads safe.
final class WakeUp: Sendable {
    /// Readable once `signal()` was called.
    let descriptor: Int32

    /// `nil` when the process has no descriptor left.
    init?() {
        let descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        guard descriptor >= 0 else { return nil }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    func signal() {
        var one: UInt64 = 1
        _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
    }

    /// Makes it unreadable until the next signal.
    func clear() {
        var count: UInt64 = 0
        _ = read(descriptor, &count, MemoryLayout<UInt64>.size)
    }
}
