public import CEL

/// One call of a tool by itself, outside of any conversation.
public struct ToolTrial: Sendable {
    /// Why the tool cannot be called so.
    public struct Refusal: Error, Sendable, Equatable {
        /// One sentence without a full stop.
        public let message: String
    }

    public enum Outcome: Sendable, Equatable {
        /// What `output` lets through.
        case found(JSON)
        /// Nothing was found; the author's words for it, which may be empty.
        case empty(String)
        /// The author's words for people, where there are some, and those for the operator.
        case failed(told: String?, message: String)
    }

    public let request: ActionRequest
    private let tool: Tool
    private let arguments: JSONObject
    private let turn: Turn

    /// - Parameters:
    ///   - written: Arguments as they are typed: a text in the form that the parameter's type has as JSON.
    ///   - contact: What `bind` is filled from.
    public init(of name: String, in bot: Bot, with written: [(name: String, text: String)], contact: Contact, at time: Timestamp)
        throws(Refusal)
    {
        guard let tool = bot.graph.tools[ToolName(rawValue: name)] else {
            let names = bot.toolNames.map(\.rawValue)
            let known = names.isEmpty ? "the bot has none" : "the bot has \(Diagnostic.listed(names).english)"
            throw Refusal(message: "no tool is named '\(name)'; \(known)")
        }
        var given = JSONObject()
        for (name, text) in written {
            given[name] = tool.parameters.first { $0.name == name }?.value(typed: text) ?? .string(text)
        }
        let turn = Turn(
            Conversation(id: ConversationID(rawValue: 1), startedAt: time, contact: contact), at: time, in: bot.sharedGraph)
        do {
            arguments = try Parameter.arguments(of: tool.parameters, from: given)
            request = try tool.request(with: arguments, in: turn)
        } catch let refusal as Parameter.Refusal {
            throw Refusal(message: refusal.message)
        } catch {
            throw Refusal(message: (error as? TurnError)?.message ?? "\(error)")
        }
        self.tool = tool
        self.turn = turn
    }

    /// The name under `connections:` that is used; `nil` for none.
    public var connection: String? {
        switch request.action {
        case .http(let action): action.connection
        case .sql(let action): action.connection
        case .mcp(let action): action.connection
        case .history: nil
        }
    }

    public func outcome(of result: CallResult) -> Outcome {
        do throws(TurnError) {
            switch try tool.outcome(of: result, arguments: arguments, in: turn) {
            case .found(let value): return .found(value)
            case .empty(let text): return .empty(text)
            case .failed(let told, let message): return .failed(told: told, message: message)
            }
        } catch {
            return .failed(told: error.told, message: error.message)
        }
    }
}

extension Bot {
    /// Sorted.
    public var toolNames: [ToolName] { graph.tools.keys.sorted { $0.rawValue < $1.rawValue } }
}

extension Parameter {
    /// What was typed for this parameter: a text where one is wanted, else what it says as JSON.
    fileprivate func value(typed text: String) -> JSON {
        if type.coerced(.string(text)) != nil { return .string(text) }
        return (try? JSON(parsing: text)) ?? .string(text)
    }
}
