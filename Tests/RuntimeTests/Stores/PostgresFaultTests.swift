import Engine
import Testing

@testable import Runtime

@Suite("what is told of a PostgreSQL database that does not do what it is asked", .timeLimit(.minutes(1)))
struct PostgresFaultTests {
    private static func words(on url: String) async -> String {
        do throws(StoreError) {
            await (try await PostgresStore.visit(at: Secret(url))).close()
            return ""
        } catch {
            return error.message
        }
    }

    @Test("a server that is not reached is named by its address and port")
    func address() async {
        let words = await Self.words(on: "postgres://ana:segredo@127.10.2.3:1/loja")
        #expect(words.hasPrefix("connect: connection to server at \"127.10.2.3\", port 1 failed: "), "\(words)")
    }

    @Test("a database that is not there is named")
    func database() async throws {
        let server = try TestPostgres.newDatabase()
        let words = await Self.words(on: "host=\(server.folder) user=trama dbname=loja20261201")
        #expect(words.hasSuffix("database \"loja20261201\" does not exist"), "\(words)")
    }

    @Test(
        "no end of a password whose signs are not escaped is told, but how to escape them",
        arguments: [
            "postgres://ana:For@te@127.0.0.1:1/loja", "postgres://ana:a/For@te@127.0.0.1:1/loja",
            "postgres://ana:a/Forte@127.0.0.1:1/loja", "postgres://ana:Forte%1@127.0.0.1:1/loja", "postgres://ana:Forte/loja",
            "postgres://ana:a?Forte@127.0.0.1@127.0.0.1:1/loja",
        ])
    func password(url: String) async {
        let words = await Self.words(on: url)
        #expect(words == "connect: the address cannot be read: \(PostgresAddress.advice)")
        let error = #expect(throws: WrongSettings.self) { try ServerSettings(from: ["DATABASE_URL": url]) }
        #expect(error?.problems == ["DATABASE_URL cannot be read: \(PostgresAddress.advice)"])
    }

    @Test(
        "an address is read in each of its forms",
        arguments: [
            "postgres://ana:a%40b%2Fc@db:5432/loja", "postgresql:///loja?host=/run/postgresql&user=ana@loja", "postgres://db",
            "postgresql://ana@%2Frun/loja", "postgresql://a:b@one:5432,two:5433/loja?sslmode=require", "host=db password=a@b/c@d",
        ])
    func readable(url: String) {
        #expect(PostgresAddress.isReadable(Secret(url)))
    }

    @Test("a database that only reads is told so in words")
    func readOnly() async throws {
        let url = try TestPostgres.database()
        await (try await PostgresStore.open(at: Secret(url))).close()
        let name = url.split(separator: "=").last ?? ""
        try TestPostgres.execute("ALTER DATABASE \(name) SET default_transaction_read_only = on", at: url)
        let words = await Self.words(on: url)
        #expect(words.hasSuffix("session is read-only: if it is a standby, point DATABASE_URL at its primary"), "\(words)")
        let fault = PostgresFault.refused(state: "25006", "")
        #expect(fault.words == "the database only reads (SQLSTATE 25006): if it is a standby, point DATABASE_URL at its primary")
    }
}
