import CEL

/// `history:` looks up what this contact and this bot said to each other before. It is bound to the conversation's own contact.
struct HistoryTool: ToolKind {
    static let keyword = "history"

    let query: ActionRequest.HistoryAction

    func action(of tool: Tool, locals: [Value], in turn: Turn) throws(TurnError) -> ActionRequest.Action {
        .history(query)
    }
}
