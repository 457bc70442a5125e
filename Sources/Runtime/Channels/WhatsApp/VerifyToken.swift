public import Engine

/// Our answer to Meta's `GET` that asks whether a callback URL is ours.
public struct VerifyToken: Sendable {
    private let digest: [UInt8]?

    /// An empty token matches nothing.
    public init(_ token: Secret) {
        digest = token.revealed.isEmpty ? nil : SHA256.digest(of: Array(token.revealed.utf8))
    }

    /// Compares `hub.verify_token` in a time that tells neither where the two differ nor how long ours is.
    public func matches(_ given: String) -> Bool {
        guard let digest, let other = SHA256.digest(of: Array(given.utf8)) else { return false }
        return SHA256.areEqual(digest, other)
    }
}
