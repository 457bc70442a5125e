import CPostgres
import Engine

/// Why a statement of the store's has no result.
enum PostgresFault: Error {
    /// The server did not answer, or the connection broke: whether the statement was done is not known.
    case lost(String)
    /// The server answered with an error, and nothing was done.
    case refused(state: String, String)

    /// Another transaction was in the way; the same statement may go through the next time.
    static let passing: Set<String> = ["40001", "40P01", "55P03"]

    init(_ failure: PostgresLink.Failure) {
        switch failure {
        case .abandoned: self = .lost("the database was silent for too long")
        case .lost(let words): self = .lost(words)
        }
    }

    static let standbyAdvice = "if it is a standby, point DATABASE_URL at its primary"

    var words: String {
        switch self {
        case .lost(let words): words
        case .refused("25006", _):
            "the database only reads (SQLSTATE 25006): \(PostgresFault.standbyAdvice)"
        case .refused("53100", _): "the disk of the database is full (SQLSTATE 53100)"
        case .refused(let state, let words): state.isEmpty ? words : "SQLSTATE \(state)\(words.isEmpty ? "" : ": \(words)")"
        }
    }
}

extension StoreError {
    init(_ fault: PostgresFault, in operation: StaticString) {
        let code: Code =
            switch fault {
            case .lost: .unavailable
            case .refused("53100", _): .full
            case .refused("XX001", _), .refused("XX002", _): .corrupt
            case .refused(let state, _) where state.hasPrefix("22") || state.hasPrefix("23"): .corrupt
            case .refused: .unavailable
            }
        self.init(code, "\(operation): \(fault.words)")
    }
}

extension PostgresLink {
    /// Runs `trama.perform` in a transaction of its own.
    ///
    /// - Returns: Its result as JSON text.
    func perform(
        _ operations: String, synced: Bool, until deadline: ContinuousClock.Instant
    ) throws(PostgresFault) -> String {
        // The setting holds for the statement's own transaction, also where a pooler lends another connection each time.
        let perform = "trama.perform($1::jsonb)"
        let sql = synced ? "SELECT \(perform)" : "SELECT set_config('synchronous_commit', 'off', true), \(perform)"
        return try query(sql, [operations], until: deadline) ?? ""
    }

    /// Runs statements; with parameters just one.
    ///
    /// - Returns: The last column of the first row of the last result, if there is one.
    @discardableResult
    func query(_ sql: String, _ parameters: [String] = [], until deadline: ContinuousClock.Instant) throws(PostgresFault)
        -> String?
    {
        let patience = PostgresPatience(deadline: deadline)
        let sent =
            parameters.isEmpty
            ? PQsendQuery(handle, sql)
            : CStrings.with(parameters) {
                PQsendQueryParams(handle, sql, Int32(clamping: parameters.count), nil, $0, nil, nil, 0)
            }
        guard sent == 1 else { throw PostgresFault(lost()) }
        var value: String?
        var fault: PostgresFault?
        while let result = try next(patience) {
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_TUPLES_OK:
                let column = PQnfields(result) - 1
                guard PQntuples(result) > 0, column >= 0, PQgetisnull(result, 0, column) == 0 else { continue }
                value = PQgetvalue(result, 0, column).map { String(cString: $0) }
            case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: continue
            default:
                let error = PostgresError(result)
                // 25006: behind a pooler is a server that only reads by now.
                if ["08", "57"].contains(error.state.prefix(2)) || error.state == "25006" { isBroken = true }
                fault = fault ?? (error.state.isEmpty ? PostgresFault(lost()) : .refused(state: error.state, error.words))
            }
        }
        if let fault { throw fault }
        return value
    }

    private func next(_ patience: PostgresPatience) throws(PostgresFault) -> OpaquePointer? {
        do throws(PostgresLink.Failure) {
            return try nextResult(patience)
        } catch {
            throw PostgresFault(error)
        }
    }
}
