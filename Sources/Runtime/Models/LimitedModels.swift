import Engine

/// The models of one bot, of which only so many requests are under way at once; the others wait their turn, in order.
struct LimitedModels: ModelClient {
    private let models: any ModelClient
    private let places: Turnstile
    private let timeouts: [String: Duration]
    private let time: any TimeSource

    /// - Parameters:
    ///   - limit: Positive.
    ///   - settings: Of the models; for a turn a request waits no longer than its model's timeout.
    init(_ models: any ModelClient, limit: Int, settings: [String: ModelSettings], time: any TimeSource) {
        self.models = models
        places = Turnstile(places: limit)
        timeouts = settings.mapValues(\.timeout)
        self.time = time
    }

    func complete(_ request: ModelRequest) async throws(CallFailure) -> ModelReply {
        guard let timeout = timeouts[request.model] else { return try await models.complete(request) }
        guard await places.enter(within: timeout, by: time) else {
            throw CallFailure(
                .unavailable,
                "model '\(request.model)': no turn came within its timeout; 'limits.model_calls' lets no more requests be under way"
            )
        }
        defer { places.leave() }
        return try await models.complete(request)
    }
}
