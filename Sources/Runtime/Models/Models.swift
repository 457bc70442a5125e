import CEL
public import Engine

/// The models of one bot, by the names under its `models:`.
public struct Models: ModelClient {
    /// Tries of one request at one model, the first included.
    static let tries = 4

    private struct Entry {
        let provider: any ModelProvider
        let timeout: Duration
        let fallback: String?
    }

    private let entries: [String: Entry]
    private let client: HTTPClient
    private let backoff: Backoff
    private let time: any TimeSource

    /// - Throws: `misconfigured` when a provider or a fallback is not known.
    public init(
        _ settings: [String: ModelSettings], client: HTTPClient,
        backoff: Backoff = Backoff(first: .milliseconds(500), limit: .seconds(8)),
        time: any TimeSource = SystemTime()
    ) throws(CallFailure) {
        var entries: [String: Entry] = [:]
        for (name, model) in settings {
            guard let kind = ModelProviders.all.first(where: { $0.keyword == model.provider }) else {
                let known = ModelProviders.all.map { "'\($0.keyword)'" }.sorted().joined(separator: ", ")
                throw CallFailure(.misconfigured, "model '\(name)': the provider '\(model.provider)' is none of \(known)")
            }
            if let fallback = model.fallback, settings[fallback] == nil {
                throw CallFailure(.misconfigured, "model '\(name)': no model is named '\(fallback)'")
            }
            entries[name] = Entry(provider: kind.init(settings: model), timeout: model.timeout, fallback: model.fallback)
        }
        self.entries = entries
        self.client = client
        self.backoff = backoff
        self.time = time
    }

    public func complete(_ request: ModelRequest) async throws(CallFailure) -> ModelReply {
        var asked: Set<String> = []
        var name = request.model
        while true {
            guard let entry = entries[name] else { throw CallFailure(.misconfigured, "no model is named '\(name)'") }
            asked.insert(name)
            do {
                return try await ask(entry, named: name, request)
            } catch {
                guard error.code == .unavailable, !Task.isCancelled, let fallback = entry.fallback, !asked.contains(fallback)
                else {
                    throw error
                }
                name = fallback
            }
        }
    }

    private func ask(_ entry: Entry, named name: String, _ request: ModelRequest) async throws(CallFailure) -> ModelReply {
        let deadline = time.uptime + entry.timeout
        var outgoing = entry.provider.httpRequest(for: request)
        var tries = 0
        while true {
            tries += 1
            outgoing.timeout = deadline - time.uptime
            let (failure, mayPass) = await attempt(entry.provider, outgoing, named: name)
            switch failure {
            case .success(let reply): return reply
            case .failure(let failure):
                let wait = backoff.delay(after: tries, asked: failure.retryAfter).spread(by: .random(in: 0...1))
                guard mayPass, tries < Models.tries, time.uptime + wait < deadline, await time.pause(for: wait) else {
                    throw failure
                }
            }
        }
    }

    /// One try, and whether another may go better.
    private func attempt(
        _ provider: any ModelProvider, _ request: HTTPClient.Request, named name: String
    ) async -> (Result<ModelReply, CallFailure>, mayPass: Bool) {
        let response: HTTPClient.Response
        do {
            response = try await client.send(request)
        } catch {
            let failure = CallFailure(error, of: "model '\(name)'")
            return (.failure(failure), failure.code == .unavailable && error.code != .cancelled)
        }
        do {
            return (.success(try provider.reply(in: response)), false)
        } catch {
            let delay = error.code == .unavailable ? RetryAfter.delay(in: response, now: time.now) : nil
            return (.failure(CallFailure(error.code, "model '\(name)': \(error.message)", retryAfter: delay)), error.mayPass)
        }
    }
}
