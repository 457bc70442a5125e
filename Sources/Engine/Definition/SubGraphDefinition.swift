/// One of `graphs:`, a graph that nodes run.
struct SubGraphDefinition: MapReadable {
    let parameters: [Named<ParameterDefinition>]
    let state: [Named<StateDefinition>]
    let start: Located<NodeID>
    let nodes: [Named<YAMLNode>]
    let output: [Named<ExpressionSource>]
    let span: SourceSpan

    static let name = Field.required("graph", .identifier, "the graph's name", examples: ["endereco"])
    static let about = Field.optional("about", .text, "a remark for people")
    static let parameters = Field.defaulted(
        "parameters", .identifiers(of: Shape<ParameterDefinition>.declared), default: [],
        "what it is told, by names that its nodes see", examples: ["{cep: string}"])
    static let state = Field.defaulted(
        "state", .identifiers(of: Shape<StateDefinition>.declared), default: [],
        "values of its own, which are gone when it has ended")
    static let start = Field.required("start", .node, "the node with which it begins")
    static let nodes = GraphDefinition.nodes
    static let output = Field.defaulted(
        "output", .identifiers(of: .expression), default: [], "what it gives to the node that runs it, worked out at its end",
        examples: ["{rua: rua, numero: numero}"])
    /// Of one under `graphs:`.
    static let fields = Fields(about, parameters, state, start, nodes, output)
    /// Of a file in `graphs/`.
    static let file = Shape<SubGraphDefinition>.object(Fields(name).adding(fields)) { (map) throws(Unreadable) in
        _ = try map.read(name)
        return try SubGraphDefinition(reading: &map)
    }

    init(reading map: inout MapReader) throws(Unreadable) {
        span = map.span
        _ = try map.read(Self.about)
        parameters = try map.read(Self.parameters)
        state = try map.read(Self.state)
        start = try map.read(Self.start)
        nodes = try map.read(Self.nodes)
        output = try map.read(Self.output)
    }
}
