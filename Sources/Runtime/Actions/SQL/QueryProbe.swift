public import Engine
import Glibc

/// Has the databases of a bot prepare the statements of its tools, so that what is wrong with one is told before a customer meets it.
public struct QueryProbe: Sendable {
    public struct Findings: Sendable {
        public var answers: [ToolName: QueryAnswer] = [:]
        /// Why a tool's statement was not tried, as a sentence without a full stop.
        public var untried: [(tool: ToolName, reason: String)] = []
    }

    /// For one statement, the way to the database included.
    private static let limit = Duration.seconds(5)

    /// - Parameter environment: What the connections' settings are filled in from; a database whose settings are missing is not asked.
    public static func ask(_ bot: Bot, environment: [String: String]) async -> Findings {
        let settings = bot.connections(from: environment)
        var findings = Findings()
        for (name, queries) in Dictionary(grouping: bot.queries, by: \.connection).sorted(by: { $0.key < $1.key }) {
            do throws(CallFailure) {
                let action = try database(settings[name], named: name)
                for query in queries { await ask(action, query, &findings) }
                await action.close()
            } catch {
                findings.untried += queries.map { ($0.tool, error.message) }
            }
        }
        return findings
    }

    private static func database(_ settings: ConnectionSettings?, named name: String) throws(CallFailure) -> SQLAction {
        guard let settings, let action = try SQLAction(settings, named: name) else {
            throw CallFailure(.misconfigured, "the settings of the connection '\(name)' are missing")
        }
        if case .sqlite(let path, _, _) = settings, access(path, R_OK) != 0 {
            throw CallFailure(.misconfigured, "connection '\(name)': there is no file to be read at its path")
        }
        return action
    }

    private static func ask(_ action: SQLAction, _ query: Bot.Query, _ findings: inout Findings) async {
        do throws(CallFailure) {
            let columns = try await action.columns(of: query.statement, isWrite: query.isWrite, within: limit)
            findings.answers[query.tool] = .columns(columns)
        } catch {
            // A database that is not there says nothing of the statement.
            switch error.code {
            case .refused, .misconfigured: findings.answers[query.tool] = .refused(error.message)
            default: findings.untried.append((query.tool, error.message))
            }
        }
    }
}
