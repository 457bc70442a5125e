import Engine

/// Why a store did not do what it was asked. Nothing of the call is kept then.
public struct StoreError: Error, Sendable, Equatable {
    public enum Code: String, Sendable, CaseIterable {
        /// It did not answer, or could not; asking again later may help.
        case unavailable
        /// There is no room left to write.
        case full
        /// The lease that the call was made under belongs to nobody or to somebody else by now.
        case leaseLost
        /// What is stored cannot be read, or was written by a later version.
        case corrupt

        /// Those that may be over when the store is asked again.
        static let passing: [Code] = [.unavailable, .full]
    }

    public let code: Code
    /// For the operator: the operation and identifiers; never message text, phone numbers or SQL arguments.
    public let message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension StoreError {
    /// Nothing may be done outside under a lease whose worker has been silent for too long.
    init(stale lease: Lease, _ operation: StaticString) {
        let words =
            "worker \(lease.worker.rawValue) has been silent for too long to act on conversation \(lease.conversation.rawValue)"
        self.init(.unavailable, "\(operation): \(words)")
    }
}
