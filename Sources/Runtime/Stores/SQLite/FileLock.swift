import Glibc

/// Holds a file for one process at a time until it is let go or the process ends. A class because it owns a descriptor.
final class FileLock: Sendable {
    private let descriptor: CInt

    /// - Throws: `unavailable` when another holder has it, in this process or in another, or when the file cannot be made.
    init(at path: String) throws(StoreError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason = "\(String.systemReason()); is DATABASE_URL right, and may this user write in its folder?"
            throw StoreError(.unavailable, "the lock file '\(path)' cannot be opened: \(reason)")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let isTaken = errno == EWOULDBLOCK
            let reason = isTaken ? "another process works on this database; stop it first" : .systemReason()
            Glibc.close(descriptor)
            throw StoreError(.unavailable, "'\(path)' cannot be locked: \(reason)")
        }
        self.descriptor = descriptor
    }

    deinit { Glibc.close(descriptor) }
}
