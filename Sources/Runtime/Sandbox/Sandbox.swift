import Engine
import Hummingbird
import Logging
import NIOCore
public import ServiceLifecycle

/// Stand-ins for all that a bot needs outside, on one port of 127.0.0.1: the Graph API of WhatsApp, a language model behind
/// OpenAI's interface, and a ticket system. A bot reaches them through its usual clients, by its settings alone.
public struct Sandbox: Service {
    private let settings: SandboxSettings
    private let client: HTTPClient
    private let state: SandboxState

    /// - Parameter client: Delivers the webhooks.
    public init(settings: SandboxSettings, client: HTTPClient) {
        self.settings = settings
        self.client = client
        state = SandboxState(settings: settings)
    }

    /// Serves until it is cancelled or shut down.
    ///
    /// - Throws: When the port is taken.
    public func run() async throws {
        let server = Hummingbird.Application(
            router: SandboxRoutes(state: state, say: { await answer(to: $0, from: $1) }).router(),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: settings.port)),
            onServerRunning: { channel in
                await ListenerGate.stand(before: channel)
                guard let port = channel.localAddress?.port else { return }
                await state.listening(on: port)
            },
            logger: Logger(label: "trama.sandbox") { _ in SwiftLogNoOpLogHandler() }
        )
        let outcome = await withTaskGroup(of: Result<Void, any Error>?.self) { group in
            group.addTask {
                do {
                    try await server.run()
                    return .success(())
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                await tellStatuses()
                return nil
            }
            group.addTask {
                // Ends by cancellation or by shutdown; open event streams would hold up the server's own end.
                try? await gracefulShutdown()
                await state.stop()
                return nil
            }
            for await outcome in group {
                guard let outcome else { continue }
                group.cancelAll()
                return outcome
            }
            return .success(())
        }
        await state.stop()
        // A server that was cancelled reports the connections that it cut off, which is what was asked of it.
        if !Task.isCancelled { try outcome.get() }
    }

    /// Waits until it listens.
    ///
    /// - Returns: `nil` when it stopped before.
    public func address() async -> SandboxAddress? { await state.address() }

    /// Where customers' messages and statuses are told, such as `http://127.0.0.1:8080/webhook/whatsapp`.
    public func connect(webhook url: String) async { await state.connect(WebhookDelivery(url: url, client: client)) }

    /// What happened after the event `number`, then what happens, until the sandbox stops.
    public func events(after number: Int = 0) async -> AsyncStream<SandboxEvent> { await state.events(after: number) }

    /// Puts steps before the model's rules, behind those that wait.
    public func script(_ steps: [ScriptedModel.Step]) async { await state.script(steps) }

    /// The next calls of the messages endpoint are refused with these, one each.
    public func refuseNext(_ faults: [GraphFault]) async { await state.refuseNext(faults) }

    /// Writes to the bot as a customer does: a signed webhook.
    ///
    /// - Returns: Why the bot did not take it; `nil` when it did.
    @discardableResult
    public func say(_ content: CustomerMessage.Content, from customer: Customer = Customer()) async -> String? {
        let message = await state.compose(content, from: customer)
        guard let webhook = await state.webhook else { return "no bot's webhook is connected to the sandbox" }
        let body = message.webhook(phoneNumberID: SandboxCredentials.phoneNumberID, at: settings.time.now)
        let refusal = await webhook.deliver(body)
        if let refusal { await state.note(.webhookRefused(reason: refusal)) }
        return refusal
    }

    /// The button or row titled `title` of the latest message that offers one to `customer`.
    public func option(titled title: String, for customer: Customer) async -> CustomerMessage.Content? {
        await state.option(titled: title, for: customer)
    }

    private func answer(to content: CustomerMessage.Content, from customer: Customer) async -> SandboxAnswer {
        guard let refusal = await say(content, from: customer) else { return SandboxAnswer(200, ["delivered": true]) }
        return SandboxAnswer(502, ["delivered": false, "reason": .string(refusal)])
    }

    /// Tells of each accepted message that it was sent, then that it was delivered.
    private func tellStatuses() async {
        let envelope = WebhookEnvelope(phoneNumberID: SandboxCredentials.phoneNumberID)
        for await message in state.accepted {
            guard let webhook = await state.webhook else { continue }
            for stage in ["sent", "delivered"] {
                let refusal = await webhook.deliver(envelope.status(stage, of: message, at: settings.time.now))
                await state.note(refusal.map { .webhookRefused(reason: $0) } ?? .statusTold(stage))
            }
        }
    }
}
