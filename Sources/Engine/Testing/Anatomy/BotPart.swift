public import CEL

/// Something of a bot that a test can reach.
public struct BotPart: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case node, edge, tool, policy
    }

    enum Mark: Sendable {
        case node(NodeID)
        case passage(Passage)
        case tool(ToolName)
        case policy(String)
    }

    /// In words, such as `from 'menu' to 'fim'`.
    public let name: Wording
    /// Where it is written.
    public let span: SourceSpan
    let mark: Mark

    public var kind: Kind {
        switch mark {
        case .node: .node
        case .passage: .edge
        case .tool: .tool
        case .policy: .policy
        }
    }

    func isReached(by reach: Reach) -> Bool {
        switch mark {
        case .node(let id): reach.nodes.contains(id)
        case .passage(let passage): reach.passages.contains(passage)
        case .tool(let name): reach.tools.contains(name)
        case .policy(let key): reach.policies.contains(key)
        }
    }
}
