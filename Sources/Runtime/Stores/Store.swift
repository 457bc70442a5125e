/// Where conversations, messages in and messages out are kept. Every method is durable or rejected when it returns.
public protocol Store: Sendable {
    /// Puts arrivals into the inbox and marks their conversations as due, all or none. An arrival that is there already is passed over.
    ///
    /// Concurrent calls share one transaction. A webhook is answered 200 only after this returns.
    func accept(_ arrivals: [Arrival]) async throws(StoreError)

    /// Returns when the store answers a read.
    func ping() async throws(StoreError)
}

public struct StoreError: Error, Sendable {
    public enum Code: String, Sendable {
        case unavailable, full, leaseLost, corrupt
    }

    public let code: Code
    /// For the operator: the operation and identifiers; never message text, phone numbers or SQL arguments.
    public let message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
