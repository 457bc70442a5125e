import CEL
import Engine

/// Has an MCP server run its tools.
struct MCPAction: Sendable {
    let server: MCPServer

    /// The status that stands for a tool's own word that it failed.
    static let failedStatus = 500

    func run(
        _ action: ActionRequest.MCPAction, isWrite: Bool, for context: ActionContext
    ) async throws(CallFailure) -> ActionResult {
        let result = try await server.ask(
            "tools/call", ["name": .string(action.tool), "arguments": .object(action.arguments)],
            for: isWrite ? context : nil)
        let isFailure = result["isError"] == true
        return .http(status: isFailure ? MCPAction.failedStatus : 200, body: MCPAction.body(of: result))
    }

    /// The structured answer; else its texts, read as JSON where they are that.
    private static func body(of result: JSON) -> JSON {
        if let structured = result["structuredContent"], case .object = structured { return structured }
        let text = (result["content"] ?? .null).elements.compactMap { item in
            item["type"] == "text" ? item["text"]?.string : nil
        }.joined(separator: "\n")
        return (try? JSON(parsing: Array(text.utf8))) ?? .string(text)
    }
}
