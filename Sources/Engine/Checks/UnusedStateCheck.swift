/// Finds state that no expression reads.
enum UnusedStateCheck {
    /// - Parameter names: The state with the places of the names, in the order of the file.
    static func run(_ graph: StateGraph, names: [Located<String>], _ diagnostics: inout Diagnostics) {
        var read: Set<String> = []
        for path in graph.expressions.flatMap(\.paths) {
            guard path[0] == FixedNames.state else {
                read.insert(path[0])
                continue
            }
            // The state as a whole is read.
            guard path.count > 1 else { return }
            read.insert(path[1])
        }
        let written = Set(graph.nodes.values.flatMap(\.kind.writes))
        for name in names where !read.contains(name.value) {
            diagnostics.report(.unusedState(name, isWritten: written.contains(name.value)))
        }
    }
}

extension UnusedStateCheck {
    /// Of a sub-graph's own state.
    static func run(
        _ graph: StateGraph, _ name: GraphName, names: [Located<String>], _ diagnostics: inout Diagnostics
    ) {
        let nodes = graph.nodes.values.filter { node in
            var around = node.graph
            while let inner = around, graph.graphs[inner]?.seesAround == true {
                around = NodeID(rawValue: inner.rawValue).graphAround
            }
            return around == name
        }
        let outputs = graph.graphs[name]?.output.map(\.value) ?? []
        let read = Set((nodes.flatMap(\.expressions) + outputs).flatMap(\.reads))
        let written = Set(nodes.flatMap(\.kind.writes))
        for name in names where !read.contains(name.value) {
            diagnostics.report(.unusedState(name, isWritten: written.contains(name.value)))
        }
    }
}

extension Node {
    var expressions: [Expression] { kind.expressions + [condition].compactMap(\.self) + next.expressions }
}

extension StateGraph {
    /// All of the bot's expressions.
    var expressions: [Expression] {
        let ways = always.compactMap { rule in
            if case .condition(let condition) = rule.trigger { condition } else { nil }
        }
        let texts = [prompt].compactMap(\.self) + policies.templates
        return nodes.values.flatMap(\.expressions) + graphs.values.flatMap(\.output).map(\.value)
            + tools.values.flatMap(\.expressions) + ways + commands.expressions + texts.flatMap(\.expressions)
    }
}

extension Tool {
    /// Of all its parts.
    var expressions: [Expression] {
        let texts = [empty, confirmation?.text].compactMap(\.self) + bindings.map(\.value) + errors.map(\.text)
        return texts.flatMap(\.expressions) + kind.expressions + [requires].compactMap(\.self) + output.expressions
    }
}

extension ToolOutput {
    fileprivate var expressions: [Expression] {
        switch content {
        case .fields(let fields): fields.compactMap(\.from)
        case .whole: []
        }
    }
}
