import CSQLite
import FoundationEssentials
import Runtime
import Testing

@Suite("the sandbox's orders")
struct OrderDatabaseTests {
    private let path = FileManager.default.temporaryDirectory.path() + "/trama-orders-\(UUID().uuidString).sqlite"

    private func run(_ sql: String) -> [[String?]] {
        var database: OpaquePointer?
        var statement: OpaquePointer?
        defer { sqlite3_close_v2(database) }
        guard sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK,
            sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK
        else { return [] }
        defer { sqlite3_finalize(statement) }
        var rows: [[String?]] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            rows.append(
                (0..<sqlite3_column_count(statement)).map { sqlite3_column_text(statement, $0).map { String(cString: $0) } })
        }
        return rows
    }

    @Test("are made once, and what an author changed in them stays")
    func create() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await OrderDatabase.create(at: path)
        #expect(
            run("select numero, situacao, codigo_rastreio, entregue_em from pedidos order by numero") == [
                ["11111", "Entregue", nil, "2025-01-15"], ["12345", "Em separação", nil, nil],
                ["67890", "Enviado", "BR123456789", nil],
            ])
        _ = run("update pedidos set situacao = 'Cancelado' where numero = '12345'")
        try await OrderDatabase.create(at: path)
        #expect(run("select situacao from pedidos where numero = '12345'") == [["Cancelado"]])
    }

    @Test("a path that cannot be written is an error with its reason")
    func unwritable() async {
        let failure = await #expect(throws: OrderDatabase.Failure.self) {
            try await OrderDatabase.create(at: "/nowhere/at/all.sqlite")
        }
        #expect(failure?.message == "unable to open database file")
    }
}
