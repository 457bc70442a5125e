import CEL

/// `graph:` has a sub-graph do the work. It runs within the conversation, on a track of its own, so that it outlives restarts and may
/// ask the person; nothing of it is the Runtime's.
struct GraphTool: ToolKind {
    static let keyword = "graph"

    let graph: GraphName

    func action(of tool: Tool, locals: [Value], in turn: Turn) throws(TurnError) -> ActionRequest.Action {
        throw TurnError(
            code: .tool,
            message: "the tool '\(tool.name.rawValue)' is the graph '\(graph.rawValue)', which only a conversation runs")
    }

    /// The track on which it runs.
    ///
    /// - Parameter place: Which of its node's parts it is.
    func branch(of tool: Tool, with arguments: JSONObject, at place: Int, in turn: Turn) throws(TurnError) -> Branch {
        guard let graph = turn.graph.graphs[graph] else {
            throw TurnError(code: .tool, message: "there is no graph '\(graph.rawValue)'")
        }
        let names = tool.parameters.map(\.name) + tool.bindings.map(\.name)
        let given = zip(names, try tool.locals(for: arguments, in: turn)).map { ($0, JSON($1)) }.filter { $0.1 != .null }
        return Branch(place: place, start: graph.start, frame: try graph.frame(with: JSONObject(given), caller: nil))
    }
}

extension Tool {
    /// The graph that does its work; `nil`: the Runtime does it.
    var graph: GraphTool? { kind as? GraphTool }

    /// What the end of its graph means to this tool. A graph that gives only missing values has found nothing; one that declares no
    /// output has done its work when it ends.
    func outcome(
        ofGraph result: Result<Value, TurnError>, arguments: JSONObject, in turn: Turn
    ) throws(TurnError) -> ToolOutcome {
        switch result {
        case .failure(let error): return .failed(told: error.told, message: error.message)
        case .success(let value):
            let gives = graph.flatMap { turn.graph.graphs[$0.graph] }?.output.isEmpty == false
            guard gives, case .object(let members) = JSON(value) else { return .found(["done": true]) }
            let hasFound = members.members.contains { $0.value != .null }
            return try outcome(of: .action(.rows(hasFound ? [.object(members)] : [])), arguments: arguments, in: turn)
        }
    }
}

extension StateGraph {
    /// The ways out of a node beside `next`, but for those into the graphs that it runs.
    func waysOut(of node: Node) -> [NodeID] {
        let starts = node.kind.runs.compactMap { graphs[$0]?.start }
        return starts.isEmpty ? node.kind.exits : node.kind.exits.filter { !starts.contains($0) }
    }
}
