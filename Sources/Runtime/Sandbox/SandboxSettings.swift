public import CEL

/// How the sandbox behaves.
public struct SandboxSettings: Sendable {
    public struct GraphRules: Sendable {
        /// Refuse anything but a template to a contact who has not written through the sandbox within 24 hours.
        public var enforcesWindow = false
        /// Refuse a burst of more than 45 messages to one contact, as Meta does.
        public var enforcesPairRate = false
    }

    /// Where a bot's WhatsApp webhook answers, such as `http://127.0.0.1:8080/webhook/whatsapp`.
    public struct Callback: Sendable {
        public var url: String
        /// Tell of each accepted message that it was sent, then that it was delivered.
        public var sendsStatuses = true

        public init(url: String) { self.url = url }
    }

    /// Script steps and refusals that may wait; further ones are dropped.
    static let scriptLimit = 1000

    /// On 127.0.0.1; 0 takes a free one.
    public var port = 0
    public var graph = GraphRules()
    public var callback: Callback?
    /// What the model does first; after it the model goes by the tools it is offered.
    public var script: [ScriptedModel.Step] = []
    /// How many events are kept; older ones are forgotten.
    public var eventLimit = 10_000
    public var now: @Sendable () -> Timestamp

    public init(now: @escaping @Sendable () -> Timestamp) { self.now = now }
}
