public import Engine

/// What a bot was told in a turn, so that it can be told again.
public struct ToldEvent: Sendable, Equatable {
    /// What a tool was asked.
    public struct Use: Sendable, Equatable {
        public let tool: ToolName
        public let arguments: JSONObject

        public init(tool: ToolName, arguments: JSONObject) {
            self.tool = tool
            self.arguments = arguments
        }
    }

    public let event: Event
    /// The use of a tool whose end the event is; `nil` for any other event.
    public let use: Use?

    public init(_ event: Event, use: Use? = nil) {
        self.event = event
        self.use = use
    }
}

extension [ToldEvent] {
    /// Of all that a bot was told in a turn, the message that began it; all the texts of a burst together.
    ///
    /// `nil` when it is not known or no message began the turn.
    var heard: InboundMessage? {
        guard case .message(let message) = first?.event.kind else { return nil }
        return message
    }
}

extension ToldEvent.Use {
    /// `nil` when the call asks a model.
    init?(of call: Call) {
        guard case .action(let request) = call.work else { return nil }
        self.init(tool: request.tool, arguments: request.arguments)
    }
}
