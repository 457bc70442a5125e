import Hummingbird
import Logging
import ServiceLifecycle

/// A service that runs for as long as a test needs it, and is then stopped as an operator would stop it.
///
/// A server that is cancelled instead may drop a connection that it is just accepting, which SwiftNIO takes for a fault of the program.
enum RunningService {
    struct Stopped: Error {}

    static func run<Result: Sendable>(
        _ service: any Service, during body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        var configuration = ServiceGroupConfiguration(
            services: [service], logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        configuration.maximumGracefulShutdownDuration = .seconds(1)
        let services = ServiceGroup(configuration: configuration)
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                try await services.run()
                return nil
            }
            group.addTask { try await body() }
            guard let result = try await group.next() ?? nil else { throw Stopped() }
            await services.triggerGracefulShutdown()
            _ = try? await group.next()
            return result
        }
    }
}
