import Glibc

/// Files that are made, and never written over.
public enum NewFile {
    public struct Failure: Error, Sendable, Equatable {
        /// A sentence without a full stop.
        public let reason: String
    }

    /// - Parameter isPrivate: Whether its owner alone may read it.
    /// - Throws: When there is a file already, which stays as it is, or none can be made.
    public static func write(_ text: String, to path: String, isPrivate: Bool = false) throws(Failure) {
        try write(text, to: path, flags: O_CREAT | O_EXCL, mode: isPrivate ? 0o600 : 0o644)
    }

    /// Adds to a file of settings, which is made where it is missing, for its owner alone to read.
    static func append(_ text: String, to path: String) throws(Failure) {
        try write(text, to: path, flags: O_CREAT | O_APPEND, mode: 0o600)
    }

    private static func write(_ text: String, to path: String, flags: Int32, mode: mode_t) throws(Failure) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC | flags, mode)
        guard descriptor >= 0 else {
            throw Failure(reason: errno == EEXIST ? "it is there already, and stays as it is" : "it cannot be written")
        }
        defer { close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Failure(reason: "it cannot be written") }
            rest = rest.dropFirst(count)
        }
    }
}
