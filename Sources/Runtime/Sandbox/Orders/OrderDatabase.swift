import CSQLite

/// A small shop's orders in an SQLite file, for bots that look them up.
public enum OrderDatabase {
    /// Why the file could not be written.
    public struct Failure: Error, Sendable, Equatable {
        public let message: String
    }

    private static let sql = """
        begin immediate;
        create table if not exists pedidos (
            numero text primary key,
            situacao text not null,
            codigo_rastreio text,
            entregue_em text
        ) strict;
        insert or ignore into pedidos (numero, situacao, codigo_rastreio, entregue_em) values
            ('12345', 'Em separação', null, null),
            ('67890', 'Enviado', 'BR123456789', null),
            ('11111', 'Entregue', null, '2025-01-15');
        commit;
        """

    /// Makes the file, its table and its rows where they are missing; rows that are there stay as they are.
    public static func create(at path: String) async throws(Failure) {
        let outcome = await withCheckedContinuation { continuation in
            let isStarted = NativeThread.start { continuation.resume(returning: write(to: path)) }
            if !isStarted { continuation.resume(returning: .failure(Failure(message: "the system allows no further thread"))) }
        }
        try outcome.get()
    }

    private static func write(to path: String) -> Result<Void, Failure> {
        var database: OpaquePointer?
        defer { sqlite3_close_v2(database) }
        let opened = sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil)
        guard opened == SQLITE_OK else { return .failure(failure(of: database)) }
        sqlite3_busy_timeout(database, 5000)
        guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else { return .failure(failure(of: database)) }
        return .success(())
    }

    private static func failure(of database: OpaquePointer?) -> Failure {
        Failure(message: database.map { String(cString: sqlite3_errmsg($0)) } ?? "there is no memory for it")
    }
}
