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

extension StateGraph {
    /// All of the bot's expressions.
    var expressions: [Expression] {
        let ways = always.compactMap { rule in
            if case .condition(let condition) = rule.trigger { condition } else { nil }
        }
        let texts = [prompt, policies.media.other].compactMap(\.self) + policies.media.answers.values
        return nodes.values.flatMap { $0.kind.expressions + [$0.condition].compactMap(\.self) + $0.next.expressions }
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
