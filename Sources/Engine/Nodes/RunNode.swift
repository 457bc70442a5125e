import CEL

/// `run:` runs a sub-graph, and goes on when it has ended.
struct RunNode: NodeKind {
    static let keyword = "run"
    static let about = "runs a sub-graph, and goes on when it has ended"
    static let graph = Field.required(keyword, .identifier, "the sub-graph, a name under 'graphs'")
    static let with = Field.optional("with", .identifiers(of: .template), "its arguments")
    static let save = Field.optional("save", .identifier, "the state name that takes its output")
    static let fields = Fields(graph, with, save)

    let id: NodeID
    let graph: SubGraph
    let arguments: [Tool.Binding]
    let save: StateLayout.Entry?

    init(reading map: inout MapReader, in compiler: inout NodeCompiler) throws(Unreadable) {
        id = compiler.id
        let name = try map.read(Self.graph)
        graph = try compiler.graph(name, &map)
        var arguments: [Tool.Binding] = []
        let names = graph.parameters.map(\.name)
        for written in try map.read(Self.with) ?? [] {
            if !names.contains(written.name.value) {
                map.report(.unknownArgument(written.name, ofGraph: name.value, parameters: names))
            }
            arguments.append(.init(name: written.name.value, value: try compiler.template(written.value, for: .data, &map)))
        }
        for parameter in graph.parameters
        where parameter.isRequired && !arguments.contains(where: { $0.name == parameter.name }) {
            map.report(.missingArgument(parameter.name, ofGraph: name))
        }
        self.arguments = arguments
        save = try map.read(Self.save).map { (name) throws(Unreadable) in try compiler.stateEntry(name, &map) }
        guard let save, let place = map.span(of: Self.save) else { return }
        if graph.output.isEmpty {
            map.report(.noGraphOutput(name.value, at: place))
        } else if !graph.outputType.fits(save.type) {
            map.report(.graphOutputDoesNotFit(save, name.value, at: place))
        }
    }

    var exits: [NodeID] { [graph.start] }
    var expressions: [Expression] { arguments.flatMap(\.value.expressions) }
    var runs: [GraphName] { [graph.name] }
    var writes: [String] { save.map { [$0.name] } ?? [] }

    func enter(_ turn: inout Turn) throws(TurnError) -> Step {
        var given = JSONObject()
        for argument in arguments { given[argument.name] = JSON(try turn.value(of: argument.value)) }
        return .descend(try graph.frame(with: given, caller: id), start: graph.start)
    }

    func takeBack(_ output: Value, _ turn: inout Turn) throws(TurnError) -> Step {
        turn.result = output
        if let save { turn.write(output, to: save.name) }
        return .next
    }
}
