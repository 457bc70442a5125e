import CEL

/// A way for a tool to work: what its YAML declares, and what it asks of the Runtime, which carries it out.
protocol ToolKind: Sendable {
    /// The key beside `tool:` that chooses this kind.
    static var keyword: String { get }

    /// Of its own fields.
    var expressions: [Expression] { get }

    func action(of tool: Tool, locals: [Value], in turn: Turn) throws(TurnError) -> ActionRequest.Action

    /// Whether an HTTP status means success.
    func expects(_ status: Int) -> Bool

    /// Whether it always has an answer with a status, as a server gives it; else rows come.
    var answersAsServer: Bool { get }
}

extension ToolKind {
    var expressions: [Expression] { [] }
    func expects(_ status: Int) -> Bool { true }
    var answersAsServer: Bool { false }
}
