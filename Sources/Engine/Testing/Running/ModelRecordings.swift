/// Answers that a model gave before, for tests with `model: recorded`.
public protocol ModelRecordings: Sendable {
    /// `nil` when the model was never asked exactly this.
    func answer(to request: ModelRequest) -> ModelReply?
}

/// No answers at all.
public struct NoRecordings: ModelRecordings {
    public init() {}

    public func answer(to request: ModelRequest) -> ModelReply? { nil }
}
