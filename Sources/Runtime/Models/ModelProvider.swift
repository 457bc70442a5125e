public import Engine

/// Whose protocol a model is asked in. Pure: it writes requests and reads answers; `Models` sends them.
public protocol ModelProvider: Sendable {
    /// As written before the slash of `use:`.
    static var keyword: String { get }

    init(settings: ModelSettings)

    /// The request without its time limit.
    func httpRequest(for request: ModelRequest) -> HTTPClient.Request

    /// - Throws: What an answer with an error status, or one that cannot be read, means.
    func reply(in response: HTTPClient.Response) throws(ModelRefusal) -> ModelReply
}

/// An answer that is no reply.
public struct ModelRefusal: Error, Sendable, Equatable {
    public let code: CallFailure.Code
    /// For the operator: never message text or secrets.
    public let message: String
    /// Whether the same request may be answered in a moment.
    public let mayPass: Bool

    init(_ code: CallFailure.Code, _ message: String, mayPass: Bool = false) {
        self.code = code
        self.message = message
        self.mayPass = mayPass
    }
}
