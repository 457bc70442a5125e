/// How the sandbox behaves.
public struct SandboxSettings: Sendable {
    public struct GraphRules: Sendable {
        /// Refuse anything but a template to a contact who has not written through the sandbox within 24 hours.
        public var enforcesWindow = false
        /// Refuse a burst of more than 45 messages to one contact, as Meta does.
        public var enforcesPairRate = false
    }

    /// Script steps and refusals that may wait; further ones are dropped.
    static let scriptLimit = 1000

    /// On 127.0.0.1; 0 takes a free one.
    public var port = 0
    public var graph = GraphRules()
    /// Tell the bot of each accepted message that it was sent, then that it was delivered.
    public var sendsStatuses = true
    /// What the model does first; after it the model goes by the tools it is offered.
    public var script: [ScriptedModel.Step] = []
    /// The first calls of the messages endpoint are refused with these, one each.
    public var refusals: [GraphFault] = []
    /// How many events are kept; older ones are forgotten.
    public var eventLimit = 10_000
    let time: any TimeSource

    public init(time: any TimeSource = SystemTime()) { self.time = time }
}
