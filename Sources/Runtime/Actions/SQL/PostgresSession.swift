import CPostgres
import Engine

/// One connection to a PostgreSQL server. A class because it owns libpq's handle; used on one thread.
///
/// A query runs in a transaction of its own, whose first command carries the settings, so that a pooler between us may lend any of
/// its connections. What takes too long, or is not wanted any more, costs the connection.
final class PostgresSession: SQLSession {
    private let link: PostgresLink

    init(url: Secret, for query: SQLQuery) throws(CallFailure) {
        do throws(PostgresLink.Failure) {
            link = try PostgresLink(url: url, patience: query.patience)
        } catch {
            throw CallFailure(error, of: query, "no connection")
        }
    }

    private var handle: OpaquePointer { link.handle }

    var isAlive: Bool { link.isAlive }

    func run(_ query: SQLQuery) throws(CallFailure) -> [JSON] {
        try link.waiting(query.patience) { () throws(CallFailure) in try transact(query) }
    }

    private func transact(_ query: SQLQuery) throws(CallFailure) -> [JSON] {
        let text = query.statement.text { "$\($0)" }
        let values = try query.values.map { (value) throws(CallFailure) in try PostgresValue.text(of: value) }
        do throws(CallFailure) {
            try command(beginning(of: query), query)
            let rows = query.asksForColumns ? try columns(of: text, query) : try select(text, values, query)
            if !link.isBroken { try command("COMMIT", query) }
            return rows
        } catch {
            if PQtransactionStatus(handle) == PQTRANS_INERROR || PQtransactionStatus(handle) == PQTRANS_INTRANS {
                try? command("ROLLBACK", query)
            }
            link.isBroken = link.isBroken || PQtransactionStatus(handle) != PQTRANS_IDLE
            throw error
        }
    }

    private func beginning(of query: SQLQuery) -> String {
        let rest = max(1, (query.deadline - .now).milliseconds)
        return """
            BEGIN \(query.isWrite ? "READ WRITE" : "READ ONLY"); \
            SET LOCAL statement_timeout = \(rest); SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'
            """
    }

    private func command(_ text: String, _ query: SQLQuery) throws(CallFailure) {
        guard PQsendQuery(handle, text) == 1 else { throw lost(query) }
        try results(query) { (_) throws(CallFailure) in true }
    }

    private func select(_ text: String, _ values: [String?], _ query: SQLQuery) throws(CallFailure) -> [JSON] {
        let count = Int32(clamping: values.count)
        let sent = CStrings.with(values) { PQsendQueryParams(handle, text, count, nil, $0, nil, nil, 0) }
        guard sent == 1, PQsetSingleRowMode(handle) == 1 else { throw lost(query) }
        var rows = SQLRows()
        try results(query) { (result) throws(CallFailure) in
            guard rows.rows.count < query.rowLimit else { return query.isWrite }
            for row in 0..<PQntuples(result) {
                let (columns, bytes) = PostgresValue.columns(of: result, row: row)
                try rows.append(columns, bytes: bytes)
            }
            return true
        }
        return rows.rows
    }

    private func columns(of text: String, _ query: SQLQuery) throws(CallFailure) -> [JSON] {
        guard PQsendPrepare(handle, "", text, 0, nil) == 1 else { throw lost(query) }
        try results(query) { (_) throws(CallFailure) in true }
        guard PQsendDescribePrepared(handle, "") == 1 else { throw lost(query) }
        var columns: [SQLColumn] = []
        while let result = try nextResult(query) {
            defer { PQclear(result) }
            guard PQresultStatus(result) == PGRES_COMMAND_OK else { throw CallFailure(PostgresError(result)) }
            columns += PostgresValue.columns(describedBy: result)
        }
        return columns.map(\.row)
    }

    /// Takes all results of a command.
    ///
    /// - Parameter take: Is given each result with rows; once it gives `false` the rest is not read and the connection is given up.
    private func results(_ query: SQLQuery, _ take: (OpaquePointer) throws(CallFailure) -> Bool) throws(CallFailure) {
        var failure: CallFailure?
        while let result = try nextResult(query) {
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_SINGLE_TUPLE, PGRES_TUPLES_OK:
                guard failure == nil else { continue }
                guard try take(result) else {
                    link.isBroken = true
                    return
                }
            case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: continue
            default: failure = failure ?? CallFailure(PostgresError(result))
            }
        }
        if let failure { throw failure }
    }

    /// - Returns: `nil` when there are no more results of the command.
    private func nextResult(_ query: SQLQuery) throws(CallFailure) -> OpaquePointer? {
        do throws(PostgresLink.Failure) {
            return try link.nextResult(query.patience)
        } catch {
            throw CallFailure(error, of: query, "the connection was lost")
        }
    }

    private func lost(_ query: SQLQuery) -> CallFailure { CallFailure(link.lost(), of: query, "the connection was lost") }
}

extension SQLQuery {
    fileprivate var patience: PostgresPatience { PostgresPatience(deadline: deadline, interrupt: interrupt) }
}

extension CallFailure {
    fileprivate init(_ failure: PostgresLink.Failure, of query: SQLQuery, _ what: String) {
        switch failure {
        case .abandoned: self = query.abandonment
        case .lost(let words): self.init(.unavailable, "\(what): \(words)")
        }
    }
}
