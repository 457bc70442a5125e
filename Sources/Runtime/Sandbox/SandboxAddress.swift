/// Where a running sandbox answers.
public struct SandboxAddress: Sendable, Equatable {
    /// On 127.0.0.1.
    public let port: Int

    /// Without a slash at its end.
    public var url: String { "http://127.0.0.1:\(port)" }

    /// What points a bot at the sandbox.
    ///
    /// - Parameter orders: The path of a file that `OrderDatabase.create` made.
    public func environment(orders: String) -> SandboxEnvironment { SandboxEnvironment(url: url, orders: orders) }
}
