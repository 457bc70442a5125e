/// What a language model is asked, in the words of no particular provider.
public struct ModelRequest: Sendable, Equatable {
    /// A name under `models:`.
    public let model: String
    public let messages: [ModelMessage]
    /// Empty: the model may only answer in words.
    public let tools: [ToolDeclaration]
    /// Whether the model has to call one of `tools`; a host may not hold it to that.
    public let mustCall: Bool

    public init(model: String, messages: [ModelMessage], tools: [ToolDeclaration], mustCall: Bool = false) {
        self.model = model
        self.messages = messages
        self.tools = tools
        self.mustCall = mustCall && !tools.isEmpty
    }
}

/// Every `assistant` message with calls is followed by one `tool` message a call, as model hosts demand.
public enum ModelMessage: Sendable, Equatable {
    case system(String)
    case user(String)
    case assistant(String?, calls: [ToolCall])
    case tool(callID: String, content: String)
}

/// A tool as the model is told of it.
public struct ToolDeclaration: Sendable, Equatable {
    public let name: ToolName
    public let description: String
    /// A JSON Schema of type `object`.
    public let parameters: JSON

    public init(name: ToolName, description: String, parameters: JSON) {
        self.name = name
        self.description = description
        self.parameters = parameters
    }
}

/// A model's wish to run a tool.
public struct ToolCall: Sendable, Equatable {
    /// The provider's identifier, unique within one reply.
    public let id: String
    public let name: String
    /// JSON text as the model wrote it: it may be anything.
    public let arguments: String

    public init(id: String, name: String, arguments: String) {
        self.id = id
        self.name = name
        self.arguments = arguments
    }
}

public struct ModelReply: Sendable, Equatable {
    public let text: String?
    public let calls: [ToolCall]
    public let usage: Usage

    public struct Usage: Sendable, Equatable {
        public let promptTokens: Int
        public let completionTokens: Int

        /// Also when a host says nonsense it is not negative.
        public var total: Int {
            let (sum, isTooLarge) = max(promptTokens, 0).addingReportingOverflow(max(completionTokens, 0))
            return isTooLarge ? .max : sum
        }

        public init(promptTokens: Int, completionTokens: Int) {
            self.promptTokens = promptTokens
            self.completionTokens = completionTokens
        }
    }

    public init(text: String?, calls: [ToolCall], usage: Usage) {
        self.text = text
        self.calls = calls
        self.usage = usage
    }
}
