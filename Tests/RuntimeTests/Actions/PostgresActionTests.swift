import Engine
import Testing

@testable import Runtime

@Suite(
    "PostgreSQL actions", .timeLimit(.minutes(1)), .enabled(if: TestPostgres.isAvailable, "there is no PostgreSQL 15"))
struct PostgresActionTests {
    private let url: String

    init() throws {
        url = try TestPostgres.database()
        try TestPostgres.execute(
            """
            CREATE TABLE pedidos (numero text PRIMARY KEY, status text NOT NULL, valor numeric, itens int);
            INSERT INTO pedidos VALUES ('12345', 'enviado', 10.50, 2), ('67890', 'entregue', NULL, 3);
            """, at: url)
    }

    private func action(_ access: DatabaseAccess, timeout: Duration = .seconds(30)) throws -> SQLAction {
        SQLAction(
            name: "loja", access: access, database: try PostgresDatabase(url: Secret(url), named: "loja"), timeout: timeout)
    }

    private static func run(
        _ sql: String, _ values: [JSON] = [], on action: SQLAction, isWrite: Bool = false, rowLimit: Int = 100
    ) async -> Result<ActionResult, CallFailure> {
        let request = ActionRequest.SQLAction(
            connection: "loja", statement: SQLStatement(sql), values: values, rowLimit: rowLimit)
        do {
            return .success(try await action.run(request, isWrite: isWrite))
        } catch {
            return .failure(error)
        }
    }

    private func run(
        _ sql: String, _ values: [JSON] = [], on access: DatabaseAccess = .read, isWrite: Bool = false, rowLimit: Int = 100,
        timeout: Duration = .seconds(30)
    ) async throws -> Result<ActionResult, CallFailure> {
        let action = try action(access, timeout: timeout)
        let result = await Self.run(sql, values, on: action, isWrite: isWrite, rowLimit: rowLimit)
        await action.close()
        return result
    }

    @Test("rows come as objects by column")
    func rows() async throws {
        let result = try await run("SELECT * FROM pedidos WHERE numero = :numero", ["12345"])
        #expect(
            result == .success(.rows([["numero": "12345", "status": "enviado", "valor": .double(10.5), "itens": 2]])))
    }

    @Test(
        "each type has its JSON",
        arguments: [
            ("true", true), ("1::int2", 1), ("9007199254740993::int8", 9_007_199_254_740_993), ("1.25::float4", .double(1.25)),
            ("'NaN'::float8", .null), ("12::numeric", 12), ("0.1::numeric", .double(0.1)), ("'Infinity'::numeric", .null),
            ("'é'::text", "é"), ("NULL::text", .null), ("''::text", ""), ("'{\"a\": [1]}'::jsonb", ["a": [1]]),
            ("'[1]'::json", [1]), ("'2025-01-15'::date", "2025-01-15"), ("'x'::bytea", "78"),
            ("'2025-01-15 10:30:00.25-03'::timestamptz", "2025-01-15T13:30:00.25Z"),
            ("'2025-01-15 10:30:00'::timestamp", "2025-01-15T10:30:00Z"), ("'infinity'::timestamptz", "infinity"),
            ("'{1,2}'::int[]", "{1,2}"), ("'5f0c1a9e-0000-4000-8000-000000000000'::uuid", "5f0c1a9e-0000-4000-8000-000000000000"),
        ] as [(String, JSON)])
    func types(expression: String, expected: JSON) async throws {
        // A cast's colons are no place for a value, so the text goes to the server as it is.
        #expect(try await run("SELECT \(expression) AS v") == .success(.rows([["v": expected]])))
    }

    @Test("a value takes the type of its place, null too, and says nothing else whatever it is")
    func values() async throws {
        let sql = """
            SELECT :t::text AS t, :t = 'x' AS same, :n::int + 1 AS n, :d::float8 AS d, :b::bool AS b, :j::jsonb AS j, \
            :z::int AS z
            """
        let text = "'; DROP TABLE pedidos; --"
        let result = try await run(sql, [.string(text), 7, .double(0.5), true, ["a": 1], .null])
        #expect(
            result
                == .success(
                    .rows([
                        [
                            "t": .string(text), "same": false, "n": 8, "d": .double(0.5), "b": true, "j": ["a": 1], "z": .null,
                        ]
                    ])))
    }

    @Test("more rows than the limit are not read, and the connection goes on")
    func rowLimit() async throws {
        let action = try action(.read)
        guard case .rows(let rows) = try await Self.run("SELECT generate_series(1, 1000000) AS n", on: action, rowLimit: 3).get()
        else { return }
        #expect(rows == [["n": 1], ["n": 2], ["n": 3]])
        #expect(await Self.run("SELECT 1 AS a", on: action) == .success(.rows([["a": 1]])))
        await action.close()
    }

    @Test("a write is committed with all it returns, though the limit is lower")
    func write() async throws {
        let insert = "INSERT INTO pedidos (numero, status) VALUES (:a, 'novo'), (:b, 'novo') RETURNING numero"
        let result = try await run(insert, ["1", "2"], on: .write, isWrite: true, rowLimit: 1)
        #expect(result == .success(.rows([["numero": "1"]])))
        #expect(try await run("SELECT count(*) AS n FROM pedidos") == .success(.rows([["n": 4]])))
    }

    @Test("a tool that reads cannot write", arguments: DatabaseAccess.allCases)
    func readOnly(access: DatabaseAccess) async throws {
        let result = try await run("DELETE FROM pedidos", on: access)
        #expect(
            result == .failure(CallFailure(.misconfigured, "connection 'loja': the statement writes, and its tool only reads")))
        #expect(try await run("SELECT count(*) AS n FROM pedidos") == .success(.rows([["n": 2]])))
    }

    @Test(
        "a failure has its class and shows no values",
        arguments: [
            (
                "SELECT * FROM nada WHERE a = :v", CallFailure.Code.misconfigured,
                "SQLSTATE 42P01: relation \"nada\" does not exist"
            ),
            (
                "SELECT :v::text; SELECT 1", .misconfigured,
                "SQLSTATE 42601: cannot insert multiple commands into a prepared statement"
            ),
            ("SELECT :v::int", .refused, "SQLSTATE 22P02"),
            ("INSERT INTO pedidos (numero, status) VALUES ('12345', :v)", .refused, "SQLSTATE 23505: pedidos_pkey"),
            ("INSERT INTO pedidos (numero, status) VALUES (:v, NULL)", .refused, "SQLSTATE 23502: status"),
        ])
    func failures(sql: String, code: CallFailure.Code, message: String) async throws {
        let action = try action(.write)
        let result = await Self.run(sql, ["segredo"], on: action, isWrite: true)
        #expect(result == .failure(CallFailure(code, "connection 'loja': \(message)")))
        #expect(await Self.run("SELECT 1 AS a", on: action) == .success(.rows([["a": 1]])))
        await action.close()
    }

    @Test("a text with a null character is refused, since the server would cut it")
    func null() async throws {
        let result = try await run("SELECT :v::text AS v", ["a\0b"])
        #expect(result == .failure(CallFailure(.refused, "connection 'loja': a value holds a null character")))
    }

    @Test("a statement that takes too long is ended")
    func timeout() async throws {
        let result = try await run("SELECT pg_sleep(60)", timeout: .milliseconds(200))
        #expect(result == .failure(CallFailure(.unavailable, "connection 'loja': the statement took too long")))
    }

    @Test("a cancelled task ends its statement, and the next one gets a connection")
    func cancellation() async throws {
        let action = try action(.read)
        let failure = await withTaskGroup(of: CallFailure?.self) { group in
            group.addTask {
                guard case .failure(let failure) = await Self.run("SELECT pg_sleep(60)", on: action) else { return nil }
                return failure
            }
            group.cancelAll()
            return await group.next() ?? nil
        }
        #expect(failure == CallFailure(.unavailable, "connection 'loja': the task was cancelled"))
        #expect(await Self.run("SELECT 1 AS a", on: action) == .success(.rows([["a": 1]])))
        await action.close()
    }

    @Test("a connection that the server has closed is opened again")
    func reconnect() async throws {
        let action = try action(.write)
        guard case .rows(let rows) = try await Self.run("SELECT pg_backend_pid() AS pid", on: action).get() else { return }
        let pid = try #require(rows.first?["pid"]?.int)
        try TestPostgres.execute("SELECT pg_terminate_backend(\(pid), 10000)", at: url)
        #expect(await Self.run("SELECT 1 AS a", on: action, isWrite: true) == .success(.rows([["a": 1]])))
        await action.close()
    }

    @Test("a connection that is lost on the way is unavailable, and the next one works")
    func lost() async throws {
        let action = try action(.read)
        let result = await Self.run("SELECT pg_terminate_backend(pg_backend_pid()), pg_sleep(60)", on: action)
        guard case .failure(let failure) = result else {
            Issue.record("there are rows")
            return
        }
        #expect(failure.code == .unavailable)
        #expect(await Self.run("SELECT 1 AS a", on: action) == .success(.rows([["a": 1]])))
        await action.close()
    }

    @Test("several queries run side by side")
    func parallel() async throws {
        let action = try action(.read)
        let pids = try await withThrowingTaskGroup(of: Int64?.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    let rows = try await Self.run("SELECT pg_backend_pid() AS pid, pg_sleep(0.01)", on: action).get()
                    guard case .rows(let rows) = rows else { return nil }
                    return rows.first?["pid"]?.int
                }
            }
            return try await group.reduce(into: Set<Int64?>()) { $0.insert($1) }
        }
        #expect(pids.count == 4)
        await action.close()
    }

    @Test("a server that is not there is unavailable, and an address that cannot be read is misconfigured")
    func unreachable() async throws {
        let database = try PostgresDatabase(url: Secret("postgresql://ana:segredo@127.0.0.1:1/loja"), named: "loja")
        let action = SQLAction(name: "loja", access: .read, database: database, timeout: .seconds(30))
        guard case .failure(let failure) = await Self.run("SELECT 1", on: action) else { return }
        #expect(failure.code == .unavailable)
        #expect(!failure.message.contains("segredo"))
        await action.close()
        let unreadable = #expect(throws: CallFailure.self) {
            try PostgresDatabase(url: Secret("postgresql://ana:segredo@[host/loja"), named: "loja")
        }
        #expect(unreadable == CallFailure(.misconfigured, "connection 'loja': the database's address cannot be read"))
    }
}
