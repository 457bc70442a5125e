/// What an edit of a bot changes for its customers.
public struct BotDifference: Sendable {
    public struct Change: Sendable, Equatable {
        public enum Kind: String, Sendable, CaseIterable {
            /// Conversations that are under way lose their place.
            case breaking
            case node, text, edge, tool, policy, model, state
            case other
        }

        public let kind: Kind
        /// One line, in which names are quoted.
        public let text: String
    }

    /// By kind, and within each in the order of the files.
    public let changes: [Change]

    public var isBreaking: Bool { changes.contains { $0.kind == .breaking } }

    public init(from old: Bot, in oldFiles: BotFiles, to new: Bot, in newFiles: BotFiles) {
        var collector = DifferenceCollector(
            old: BotAnatomy(of: old, in: oldFiles), new: BotAnatomy(of: new, in: newFiles))
        collector.collect()
        let found = collector.changes
        changes = Change.Kind.allCases.flatMap { kind in found.filter { $0.kind == kind } }
    }

    /// A heading for each kind with its changes below; one line when there are none.
    public var text: String {
        guard !changes.isEmpty else { return "nothing changes for customers\n" }
        return Change.Kind.allCases.map { kind in
            let lines = changes.filter { $0.kind == kind }.map { "  \($0.text)\n" }
            return lines.isEmpty ? "" : "\(kind.heading):\n\(lines.joined())"
        }.joined()
    }
}

extension BotDifference.Change.Kind {
    fileprivate var heading: String {
        switch self {
        case .breaking: "breaking"
        case .node: "nodes"
        case .text: "texts"
        case .edge: "edges"
        case .tool: "tools"
        case .policy: "policies"
        case .model: "models"
        case .state: "state"
        case .other: "other"
        }
    }
}
