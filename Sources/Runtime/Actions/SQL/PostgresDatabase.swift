import CPostgres
import Engine

/// A PostgreSQL database that belongs to a bot's tools.
struct PostgresDatabase: SQLDatabase {
    private let url: Secret

    let sessions = 4

    /// - Throws: `misconfigured` when libpq cannot read the address; its own words would show parts of it.
    init(url: Secret, named name: String) throws(CallFailure) {
        var message: UnsafeMutablePointer<CChar>?
        let options = PQconninfoParse(url.revealed, &message)
        PQconninfoFree(options)
        PQfreemem(message)
        guard options != nil else {
            throw CallFailure(.misconfigured, "connection '\(name)': the database's address cannot be read")
        }
        self.url = url
    }

    func open(for query: SQLQuery) throws(CallFailure) -> PostgresSession {
        try PostgresSession(url: url, for: query)
    }
}
