import Engine

/// A database that sessions can be opened to.
protocol SQLDatabase: Sendable {
    associatedtype Session: SQLSession

    /// How many sessions may be open at once.
    var sessions: Int { get }

    /// Blocks the calling thread until there is a session, but not past the query's deadline.
    func open(for query: SQLQuery) throws(CallFailure) -> Session
}

/// One connection to a database. Only the thread that opened it uses it, and is blocked by it.
protocol SQLSession {
    /// Whether the next query can be run here, as far as can be seen without one.
    var isAlive: Bool { get }

    /// - Returns: At most `rowLimit` objects by column name.
    func run(_ query: SQLQuery) throws(CallFailure) -> [JSON]
}
