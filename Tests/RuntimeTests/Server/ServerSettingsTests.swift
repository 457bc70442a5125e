import Engine
import Logging
import Runtime
import Testing

@Suite("the server's settings")
struct ServerSettingsTests {
    @Test("have defaults that keep the server on this machine")
    func defaults() throws {
        let settings = try ServerSettings(from: ["TRAMA_HOST": ""])
        #expect(settings.host == "127.0.0.1")
        #expect(settings.port == 8080)
        #expect(settings.database == .sqlite(path: "var/trama.sqlite"))
        #expect(settings.logLevel == .info)
    }

    @Test(
        "name an SQLite file by its path",
        arguments: [
            ("sqlite:a.sqlite", "a.sqlite"), ("sqlite:/var/a", "/var/a"), ("sqlite:///var/a", "/var/a"), ("sqlite://a", "a"),
        ])
    func database(url: String, path: String) throws {
        #expect(try ServerSettings(from: ["DATABASE_URL": url]).database == .sqlite(path: path))
    }

    @Test("are told of all at once when they are wrong")
    func wrong() {
        let environment = ["TRAMA_PORT": "http", "TRAMA_WORKERS": "0", "TRAMA_LOG_LEVEL": "loud", "DATABASE_URL": "mysql:x"]
        let error = #expect(throws: WrongSettings.self) { try ServerSettings(from: environment) }
        #expect(error?.problems.count == 4)
        #expect(error?.problems.contains("TRAMA_PORT is 'http'; a whole number from 0 through 65535 is expected") == true)
    }

    @Test("take the address of a PostgreSQL database as it is", arguments: ["postgres://ana:segredo@db/x", "postgresql://db/x"])
    func postgres(url: String) throws {
        let settings = try ServerSettings(from: ["DATABASE_URL": url])
        #expect(settings.database == .postgres(url: Secret(url)))
        #expect(!"\(settings)".contains("segredo"))
    }

    @Test("do not tell the password of a database", arguments: ["ana:segredo@db/x", "mysql://ana:segredo@db/x", "segredo"])
    func password(url: String) {
        let error = #expect(throws: WrongSettings.self) { try ServerSettings(from: ["DATABASE_URL": url]) }
        #expect(error?.problems.contains { $0.contains("segredo") } == false)
    }
}
