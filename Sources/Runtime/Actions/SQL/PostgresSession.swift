import CPostgres
import Engine
import Glibc

/// One connection to a PostgreSQL server. A class because it owns libpq's handle; used on one thread.
///
/// A query runs in a transaction of its own, whose first command carries the settings, so that a pooler between us may lend any of
/// its connections. What takes too long, or is not wanted any more, costs the connection.
final class PostgresSession: SQLSession {
    private let handle: OpaquePointer
    private let wakeUp = WakeUp()
    private var isBroken = false

    init(url: Secret, for query: SQLQuery) throws(CallFailure) {
        let names = ["dbname", "application_name", "client_encoding", nil]
        let values = [url.revealed, "trama", "UTF8", nil]
        let started = CStrings.with(names) { names in CStrings.with(values) { PQconnectStartParams(names, $0, 1) } }
        guard let handle = started else { throw CallFailure(.unavailable, "there is no memory for a connection") }
        self.handle = handle
        query.interrupt.wake(wakeUp)
        defer { query.interrupt.wake(nil) }
        while true {
            let events: Int16
            switch PQconnectPoll(handle) {
            case PGRES_POLLING_OK:
                PQsetnonblocking(handle, 1)
                return
            case PGRES_POLLING_READING: events = Int16(POLLIN)
            case PGRES_POLLING_WRITING: events = Int16(POLLOUT)
            default: throw CallFailure(.unavailable, "no connection: \(PostgresSession.words(of: handle))")
            }
            try wait(for: events, query)
        }
    }

    deinit { PQfinish(handle) }

    /// What libpq says about the connection, without its password.
    private static func words(of handle: OpaquePointer) -> String {
        let words = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
        let password = PQpass(handle).map { String(cString: $0) } ?? ""
        return !password.isEmpty && words.contains(password) ? "" : words.forOperator
    }

    /// A server that has gone leaves its last words and the end of the stream to be read.
    var isAlive: Bool {
        guard !isBroken, PQstatus(handle) == CONNECTION_OK else { return false }
        var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
        while poll(&descriptor, 1, 0) > 0 {
            guard PQconsumeInput(handle) == 1 else { return false }
        }
        return true
    }

    func run(_ query: SQLQuery) throws(CallFailure) -> [JSON] {
        wakeUp?.clear()
        query.interrupt.wake(wakeUp)
        defer { query.interrupt.wake(nil) }
        let text = query.statement.text { "$\($0)" }
        let values = try query.values.map { (value) throws(CallFailure) in try PostgresValue.text(of: value) }
        do throws(CallFailure) {
            try command(beginning(of: query), query)
            let rows = query.asksForColumns ? try columns(of: text, query) : try select(text, values, query)
            if !isBroken { try command("COMMIT", query) }
            return rows
        } catch {
            if PQtransactionStatus(handle) == PQTRANS_INERROR || PQtransactionStatus(handle) == PQTRANS_INTRANS {
                try? command("ROLLBACK", query)
            }
            isBroken = isBroken || PQtransactionStatus(handle) != PQTRANS_IDLE
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
        guard PQsendQuery(handle, text) == 1 else { throw lost() }
        try results(query) { (_) throws(CallFailure) in true }
    }

    private func select(_ text: String, _ values: [String?], _ query: SQLQuery) throws(CallFailure) -> [JSON] {
        let count = Int32(clamping: values.count)
        let sent = CStrings.with(values) { PQsendQueryParams(handle, text, count, nil, $0, nil, nil, 0) }
        guard sent == 1, PQsetSingleRowMode(handle) == 1 else { throw lost() }
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
        guard PQsendPrepare(handle, "", text, 0, nil) == 1 else { throw lost() }
        try results(query) { (_) throws(CallFailure) in true }
        guard PQsendDescribePrepared(handle, "") == 1 else { throw lost() }
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
                    isBroken = true
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
        while PQflush(handle) == 1 {
            try wait(for: Int16(POLLIN | POLLOUT), query)
            guard PQconsumeInput(handle) == 1 else { throw lost() }
        }
        while PQisBusy(handle) == 1 {
            try wait(for: Int16(POLLIN), query)
            guard PQconsumeInput(handle) == 1 else { throw lost() }
        }
        return PQgetResult(handle)
    }

    private func lost() -> CallFailure {
        isBroken = true
        return CallFailure(.unavailable, "the connection was lost: \(PostgresSession.words(of: handle))")
    }

    /// Blocks until the socket is ready.
    private func wait(for events: Int16, _ query: SQLQuery) throws(CallFailure) {
        var descriptors = [pollfd(fd: PQsocket(handle), events: events, revents: 0)]
        if let wakeUp { descriptors.append(pollfd(fd: wakeUp.descriptor, events: Int16(POLLIN), revents: 0)) }
        repeat {
            guard query.isWanted else {
                isBroken = true
                throw query.abandonment
            }
            let patience = Int32(clamping: max(1, (query.deadline - .now).milliseconds + 1))
            _ = poll(&descriptors, nfds_t(descriptors.count), patience)
        } while descriptors[0].revents == 0
    }
}
