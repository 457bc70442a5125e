extension BotDefinition {
    /// A tool that changes something outside and that a graph calls, by itself or in what it runs.
    func write(within graph: String) -> String? {
        var seen: Set<String> = []
        var open = [graph]
        while let name = open.popLast() {
            guard seen.insert(name).inserted, let nodes = graphs[name]?.nodes else { continue }
            for node in nodes {
                open += node.value.names(under: ["run", "do"])
                for name in node.value.names(under: ["tool", "tools"]) {
                    guard let tool = tools[name] else { continue }
                    if case .graph(let inner) = tool.kind {
                        open.append(inner.value)
                    } else if tool.isWrite {
                        return name
                    }
                }
            }
        }
        return nil
    }

    /// Whether a call of a tool changes something outside.
    func isWrite(_ tool: ToolDefinition) -> Bool {
        guard case .graph(let graph) = tool.kind else { return tool.isWrite }
        return write(within: graph.value) != nil
    }
}

extension YAMLNode {
    /// The texts under some keys, however deep.
    func names(under keys: Set<String>) -> [String] {
        switch self {
        case .scalar: []
        case .sequence(let sequence): sequence.elements.flatMap { $0.names(under: keys) }
        case .mapping(let mapping):
            mapping.entries.flatMap { entry in
                (keys.contains(entry.key.value) ? entry.value.texts : []) + entry.value.names(under: keys)
            }
        }
    }

    private var texts: [String] {
        switch self {
        case .scalar(let scalar): [scalar.text]
        case .sequence(let sequence): sequence.elements.compactMap { $0.scalar?.text }
        case .mapping: []
        }
    }
}
