import Engine
import Testing

@testable import Runtime

@Suite("SQLite actions", .timeLimit(.minutes(1)))
struct SQLiteActionTests {
    private let folder: TestFolder
    private var path: String { folder.path + "/loja.sqlite" }

    init() throws {
        folder = try TestFolder()
        let connection = try SQLiteConnection(path: path, access: .write)
        try connection.execute(
            """
            CREATE TABLE pedidos (numero TEXT PRIMARY KEY, status TEXT NOT NULL, valor REAL, itens INTEGER, foto BLOB);
            INSERT INTO pedidos VALUES ('12345', 'enviado', 10.5, 2, x'00ff'), ('67890', 'entregue', NULL, 3, NULL);
            """)
    }

    private func action(_ access: DatabaseAccess, timeout: Duration = .seconds(30)) -> SQLAction {
        SQLAction(name: "loja", access: access, database: SQLiteDatabase(path: path, access: access), timeout: timeout)
    }

    private func run(
        _ sql: String, _ values: [JSON] = [], on access: DatabaseAccess = .read, isWrite: Bool = false, rowLimit: Int = 100,
        timeout: Duration = .seconds(30)
    ) async -> Result<ActionResult, CallFailure> {
        let request = ActionRequest.SQLAction(
            connection: "loja", statement: SQLStatement(sql), values: values, rowLimit: rowLimit)
        let action = action(access, timeout: timeout)
        let result: Result<ActionResult, CallFailure>
        do {
            result = .success(try await action.run(request, isWrite: isWrite))
        } catch {
            result = .failure(error)
        }
        await action.close()
        return result
    }

    @Test("rows come as objects by column, each value of its type")
    func rows() async {
        let result = await run("SELECT * FROM pedidos ORDER BY numero")
        #expect(
            result
                == .success(
                    .rows([
                        ["numero": "12345", "status": "enviado", "valor": .double(10.5), "itens": 2, "foto": "00ff"],
                        ["numero": "67890", "status": "entregue", "valor": .null, "itens": 3, "foto": .null],
                    ])))
    }

    @Test("a value stays a value, whatever it says, and one name may stand in several places")
    func values() async {
        let sql = "SELECT :texto AS a, :texto AS b, :n AS c, :d AS d, :v AS e, :nada AS f, :lista AS g"
        let text = "'); DROP TABLE pedidos; --"
        let result = await run(sql, [.string(text), 7, .double(0.5), true, .null, [1, "a"]])
        #expect(
            result
                == .success(
                    .rows([
                        [
                            "a": .string(text), "b": .string(text), "c": 7, "d": .double(0.5), "e": 1, "f": .null,
                            "g": #"[1,"a"]"#,
                        ]
                    ])))
    }

    @Test("a statement is run again with other values, after a failure, and over tables that have changed")
    func again() async throws {
        let action = action(.read)
        func run(_ number: JSON, rowLimit: Int = 100) async throws(CallFailure) -> ActionResult {
            let request = ActionRequest.SQLAction(
                connection: "loja", statement: SQLStatement("SELECT * FROM pedidos WHERE :n IS NULL OR numero = :n"),
                values: [number], rowLimit: rowLimit)
            return try await action.run(request, isWrite: false)
        }
        let (sent, delivered): (JSON, JSON) = (
            ["numero": "12345", "status": "enviado", "valor": .double(10.5), "itens": 2, "foto": "00ff"],
            ["numero": "67890", "status": "entregue", "valor": .null, "itens": 3, "foto": .null]
        )
        #expect(try await run("12345") == .rows([sent]))
        #expect(try await run("67890") == .rows([delivered]))
        #expect(try await run(.null, rowLimit: 1) == .rows([sent]))
        #expect(try await run("67890") == .rows([delivered]))
        try SQLiteConnection(path: path, access: .change).execute(
            "ALTER TABLE pedidos DROP COLUMN foto; ALTER TABLE pedidos RENAME COLUMN itens TO quantidade")
        #expect(
            try await run("67890")
                == .rows([["numero": "67890", "status": "entregue", "valor": .null, "quantidade": 3]]))
        await action.close()
    }

    @Test("more rows than the limit are not read", arguments: [(1, 1), (2, 2), (3, 2)])
    func rowLimit(limit: Int, count: Int) async throws {
        guard case .rows(let rows) = try await run("SELECT numero FROM pedidos", rowLimit: limit).get() else { return }
        #expect(rows.count == count)
    }

    @Test("a write changes the file and gives back what it returns, and runs to its end though the limit is lower")
    func write() async throws {
        let insert = "INSERT INTO pedidos (numero, status) VALUES (:a, 'novo'), (:b, 'novo') RETURNING numero"
        #expect(await run(insert, ["1", "2"], on: .write, isWrite: true, rowLimit: 1) == .success(.rows([["numero": "1"]])))
        #expect(await run("SELECT count(*) AS n FROM pedidos") == .success(.rows([["n": 4]])))
        #expect(await run("DELETE FROM pedidos", on: .write, isWrite: true) == .success(.rows([])))
    }

    @Test("a tool that reads cannot write, and neither can a connection for reading", arguments: DatabaseAccess.allCases)
    func readOnly(access: DatabaseAccess) async {
        let result = await run("DELETE FROM pedidos", on: access)
        #expect(
            result == .failure(CallFailure(.misconfigured, "connection 'loja': the statement writes, and its tool only reads")))
        if access == .read {
            let write = await run("DELETE FROM pedidos", on: access, isWrite: true)
            #expect(write == .failure(CallFailure(.misconfigured, "connection 'loja': it is for reading, and the tool writes")))
        }
        #expect(await run("SELECT count(*) AS n FROM pedidos") == .success(.rows([["n": 2]])))
    }

    @Test(
        "a failure has its class and shows no values",
        arguments: [
            ("SELECT * FROM nada WHERE a = :v", CallFailure.Code.misconfigured, "no such table: nada"),
            ("SELECT :v; DELETE FROM pedidos", .misconfigured, "there is more than one statement in the text"),
            ("SELECT :v; sintaxe errada", .misconfigured, "there is more than one statement in the text"),
            ("-- :v", .misconfigured, "there is not one value for each name in the statement"),
            (
                "INSERT INTO pedidos (numero, status) VALUES ('12345', :v)", .refused, "UNIQUE constraint failed: pedidos.numero"
            ),
        ])
    func failures(sql: String, code: CallFailure.Code, message: String) async {
        let result = await run(sql, ["segredo"], on: .write, isWrite: true)
        #expect(result == .failure(CallFailure(code, "connection 'loja': \(message)")))
    }

    @Test("a trailing semicolon and a comment are no second statement")
    func semicolon() async {
        #expect(await run("SELECT 1 AS a; -- fim") == .success(.rows([["a": 1]])))
    }

    @Test("a file that is not there is misconfigured for reading")
    func missing() async {
        let database = SQLiteDatabase(path: folder.path + "/none.sqlite", access: .read)
        let action = SQLAction(name: "loja", access: .read, database: database, timeout: .seconds(30))
        let request = ActionRequest.SQLAction(connection: "loja", statement: SQLStatement("SELECT 1"), values: [], rowLimit: 1)
        let failure = await #expect(throws: CallFailure.self) { try await action.run(request, isWrite: false) }
        #expect(failure?.code == .misconfigured)
        await action.close()
    }

    private static let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS n FROM n"

    @Test("a statement that takes too long is ended")
    func timeout() async {
        let result = await run(Self.endless, timeout: .milliseconds(50))
        #expect(result == .failure(CallFailure(.unavailable, "connection 'loja': the statement took too long")))
    }

    @Test("a cancelled task ends its statement, and the session goes on")
    func cancellation() async throws {
        let action = action(.read)
        let request = ActionRequest.SQLAction(connection: "loja", statement: SQLStatement(Self.endless), values: [], rowLimit: 1)
        let failure = await withTaskGroup(of: CallFailure?.self) { group in
            group.addTask {
                do {
                    _ = try await action.run(request, isWrite: false)
                    return nil
                } catch {
                    return error as? CallFailure
                }
            }
            group.cancelAll()
            return await group.next() ?? nil
        }
        #expect(failure == CallFailure(.unavailable, "connection 'loja': the task was cancelled"))
        let next = ActionRequest.SQLAction(connection: "loja", statement: SQLStatement("SELECT 1 AS a"), values: [], rowLimit: 1)
        let result = try await action.run(next, isWrite: false)
        #expect(result == .rows([["a": 1]]))
        await action.close()
    }

    @Test("a write is not made when its conversation may be another process's by now, and a read is")
    func stale() async throws {
        let action = action(.write)
        let write = ActionRequest.SQLAction(
            connection: "loja", statement: SQLStatement("DELETE FROM pedidos"), values: [], rowLimit: 1)
        let count = ActionRequest.SQLAction(
            connection: "loja", statement: SQLStatement("SELECT count(*) AS n FROM pedidos"), values: [], rowLimit: 1)
        let failure = await #expect(throws: CallFailure.self) {
            try await action.run(write, isWrite: true, while: { false })
        }
        #expect(failure?.code == .unavailable)
        #expect(try await action.run(count, isWrite: false, while: { false }) == .rows([["n": 2]]))
        await action.close()
    }

    @Test("rows that are too long together are not read")
    func tooLong() async {
        let sql =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 10) SELECT printf('%1000000d', i) AS b FROM n"
        let failure = CallFailure(.invalid, "connection 'loja': the rows are longer than \(SQLQuery.resultLimitBytes) bytes")
        #expect(await run(sql) == .failure(failure))
    }

    @Test("many queries at once each get their own answer, and too many at once are refused")
    func many() async {
        let action = action(.read)
        let outcomes = await withTaskGroup(of: Bool?.self) { group in
            for number in 0..<500 {
                group.addTask {
                    let request = ActionRequest.SQLAction(
                        connection: "loja", statement: SQLStatement("SELECT :n AS n"), values: [.int(Int64(number))], rowLimit: 1)
                    do {
                        return try await action.run(request, isWrite: false) == .rows([["n": .int(Int64(number))]])
                    } catch {
                        return (error as? CallFailure)?.code == .unavailable ? nil : false
                    }
                }
            }
            return await group.reduce(into: [Bool?]()) { $0.append($1) }
        }
        #expect(!outcomes.contains(false))
        #expect(outcomes.contains(true))
        await action.close()
    }

    @Test("a closed connection is unavailable")
    func closed() async {
        let action = action(.read)
        await action.close()
        let request = ActionRequest.SQLAction(connection: "loja", statement: SQLStatement("SELECT 1"), values: [], rowLimit: 1)
        let failure = await #expect(throws: CallFailure.self) { try await action.run(request, isWrite: false) }
        #expect(failure?.code == .unavailable)
    }
}
