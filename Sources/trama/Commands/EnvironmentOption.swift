import ArgumentParser
import FoundationEssentials
import Runtime

struct EnvironmentOption: ParsableArguments {
    @Option(help: "A file of settings, one NAME=value a line. The environment wins over it.")
    var envFile: String?

    /// The process's environment over the file's values. Without a name the file is `.env`, where there is one.
    func read() throws -> [String: String] {
        let environment = ProcessInfo.processInfo.environment
        let path = envFile ?? ".env"
        guard envFile != nil || FileManager.default.fileExists(atPath: path) else { return environment }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            Output.complain("\(path): it cannot be read")
            throw ExitStatus.unable
        }
        do {
            return try EnvironmentFile(parsing: text).merged(under: environment)
        } catch {
            Output.complain("\(path):\(error.line): \(error.reason)")
            throw ExitStatus.unable
        }
    }
}
