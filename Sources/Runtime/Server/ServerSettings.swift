public import Engine
public import Logging

/// How this process runs, from its environment: nothing of it belongs to a bot.
public struct ServerSettings: Sendable, Equatable {
    /// Where conversations are kept.
    public enum Database: Sendable, Equatable {
        /// For one process.
        case sqlite(path: String)
        /// For any number of processes. The address may hold a password.
        case postgres(url: Secret)
    }

    /// The address to listen on.
    public let host: String
    /// 0 through 65535; 0 takes any free one.
    public let port: Int
    public let database: Database
    /// How many conversations are worked on at once.
    public let workers: Int
    public let logLevel: Logger.Level

    public init(host: String, port: Int, database: Database, workers: Int, logLevel: Logger.Level) {
        self.host = host
        self.port = port
        self.database = database
        self.workers = workers
        self.logLevel = logLevel
    }

    /// - Parameter environment: An empty value counts as not set.
    /// - Throws: Everything that is wrong, at once.
    public init(from environment: [String: String]) throws(WrongSettings) {
        var reader = Reader(environment: environment)
        host = reader.text("TRAMA_HOST") ?? "127.0.0.1"
        port = reader.number("TRAMA_PORT", in: 0...65_535) ?? 8080
        database = reader.database("DATABASE_URL") ?? .sqlite(path: "var/trama.sqlite")
        workers = reader.number("TRAMA_WORKERS", in: 1...10_000) ?? 256
        logLevel = reader.level("TRAMA_LOG_LEVEL") ?? .info
        if !reader.problems.isEmpty { throw WrongSettings(problems: reader.problems) }
    }
}

/// Settings that are there and cannot be used.
public struct WrongSettings: Error, Sendable, Equatable {
    /// One sentence each, without a full stop.
    public let problems: [String]
}

extension ServerSettings {
    private struct Reader {
        let environment: [String: String]
        var problems: [String] = []

        func text(_ name: String) -> String? {
            guard let text = environment[name], !text.isEmpty else { return nil }
            return text
        }

        mutating func number(_ name: String, in range: ClosedRange<Int>) -> Int? {
            guard let text = text(name) else { return nil }
            guard let number = Int(text), range.contains(number) else {
                let expected = "a whole number from \(range.lowerBound) through \(range.upperBound)"
                problems.append("\(name) is '\(text)'; \(expected) is expected")
                return nil
            }
            return number
        }

        mutating func level(_ name: String) -> Logger.Level? {
            guard let text = text(name) else { return nil }
            guard let level = Logger.Level(rawValue: text) else {
                let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
                problems.append("\(name) is '\(text)'; one of \(levels) is expected")
                return nil
            }
            return level
        }

        /// The value may hold a password and is never told.
        mutating func database(_ name: String) -> Database? {
            guard let text = text(name) else { return nil }
            let parts = text.split(separator: ":", maxSplits: 1)
            switch parts.first {
            case "sqlite" where parts.count == 2:
                let path = parts[1].hasPrefix("//") ? parts[1].dropFirst(2) : parts[1]
                if !path.isEmpty { return .sqlite(path: String(path)) }
            case "postgres", "postgresql":
                if PostgresAddress.isReadable(Secret(text)) { return .postgres(url: Secret(text)) }
                problems.append("\(name) cannot be read: \(PostgresAddress.advice)")
                return nil
            default: break
            }
            problems.append("\(name) is of neither form: sqlite:PATH, postgres://USER:PASSWORD@HOST/DATABASE")
            return nil
        }
    }
}
