public import Engine

/// How a conversation looks in a terminal, and what a typed line means in it.
public struct ConsoleDialogue: Sendable {
    /// A line that ends the conversation.
    public static let ending = "/sair"
    /// Lines that ask why the bot said what it said last.
    public static let questions = ["/why", "/porque"]

    private let name: String
    /// What the bot's last message offers to tap.
    private var buttons: [OutboundMessage.Button] = []

    /// - Parameter name: The bot's, before each of its messages.
    public init(name: String) { self.name = name }

    /// The lines that show a message of the bot's; from now on a line may choose one of its buttons or rows.
    public mutating func show(_ message: OutboundMessage) -> [String] {
        buttons = message.options
        var lines = message.above + message.shown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines[0] = "\(name): \(lines[0])"
        return lines + message.below
    }

    /// The lines that show what the model called.
    public func show(_ call: ToolCall) -> [String] {
        guard case .object(let object)? = try? JSON(parsing: call.arguments) else {
            return ["  [\(call.name) \(call.arguments)]"]
        }
        let arguments = object.members.map { "\($0.key): \($0.value.text)" }.joined(separator: ", ")
        return ["  [\(call.name)(\(arguments))]"]
    }

    /// A button's number or a text.
    ///
    /// - Returns: `nil` for a line in which nothing stands.
    public func meaning(of line: String) -> InboundMessage.Content? {
        let text = String(line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        guard !text.isEmpty else { return nil }
        guard let number = Int(text), buttons.indices.contains(number - 1) else { return .text(text) }
        return .choice(id: buttons[number - 1].id, title: buttons[number - 1].title)
    }
}
