import Logging
import ServiceLifecycle

extension Service {
    /// Runs for as long as `body` does, and is then stopped as an operator would stop it: what is under way ends first.
    ///
    /// - Parameter limit: How long it may take to stop; then it is cut off.
    /// - Returns: What `body` returns; it goes on by itself when the service is shut down from outside.
    /// - Throws: What `body` throws, once the service has stopped, or what the service does; `body` is cancelled then.
    func run<Result: Sendable>(
        stoppingWithin limit: Duration, logger: Logger, during body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        var configuration = ServiceGroupConfiguration(
            services: [
                ServiceGroupConfiguration.ServiceConfiguration(
                    service: self, successTerminationBehavior: .gracefullyShutdownGroup,
                    failureTerminationBehavior: .gracefullyShutdownGroup)
            ], logger: logger)
        configuration.maximumGracefulShutdownDuration = limit
        let services = ServiceGroup(configuration: configuration)
        return try await withThrowingTaskGroup(of: Swift.Result<Result, any Error>?.self) { tasks in
            tasks.addTask {
                try await services.run()
                return nil
            }
            tasks.addTask {
                do {
                    return .success(try await body())
                } catch {
                    return .failure(error)
                }
            }
            var result: Swift.Result<Result, any Error>?
            while !tasks.isEmpty {
                do {
                    guard case let ended?? = try await tasks.next() else { continue }
                    result = ended
                    await services.triggerGracefulShutdown()
                } catch let error where error is CancellationError && result != nil {
                    // What was cut off at the limit says so; that takes nothing from what `body` has brought.
                    continue
                }
            }
            guard let result else { throw CancellationError() }
            return try result.get()
        }
    }
}
