public import CEL

/// One change of a bot that its tests should notice.
public struct Mutation: Sendable {
    /// What is changed, as in `'menu' never leads to 'fim'`.
    public let words: Wording
    public let span: SourceSpan
    /// What a policy does is compared: a change may leave it as it was.
    let policy: String?
    let edits: [YAMLEdit]

    init(_ words: Wording, at span: SourceSpan, policy: String? = nil, _ edits: YAMLEdit...) {
        self.words = words
        self.span = span
        self.policy = policy
        self.edits = edits
    }

    init(_ words: Wording, at span: SourceSpan, _ edits: [YAMLEdit]) {
        self.words = words
        self.span = span
        policy = nil
        self.edits = edits
    }
}

extension BotAnatomy {
    /// Every change of one edge, condition, policy, tool or node; in the order of the files.
    var mutations: [Mutation] {
        let all = edgeMutations + conditionMutations + policyMutations + toolMutations + nodeMutations
        let order = Dictionary(trees.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
        return all.sorted { left, right in
            let files = (order[left.span.file.path] ?? 0, order[right.span.file.path] ?? 0)
            return files.0 != files.1
                ? files.0 < files.1 : (left.span.start, left.words.english) < (right.span.start, right.words.english)
        }
    }

    // MARK: Edges

    private var edgeMutations: [Mutation] {
        edges.compactMap { edge in
            if case .always(let place) = edge.passage.way {
                return Mutation("the way \(edge.words) is taken away", at: edge.span, .remove(always[place].span))
            }
            guard let from = edge.passage.from, let (name, definition) = destination(insteadOf: edge.passage.to, from: from)
            else {
                return nil
            }
            let (source, target) = (from.rawValue, edge.passage.to.rawValue)
            let words: Wording =
                definition == nil
                ? "'\(source)' leads to the start, not to '\(target)'" : "'\(source)' leads to the end, not to '\(target)'"
            guard let nodes = nodesPlace(of: from.graphAround) else { return nil }
            var edits: [YAMLEdit] = []
            if let definition { edits.append(.add(key: name, value: definition, to: nodes)) }
            if edge.isWritten {
                edits.append(.replace(edge.span, name))
            } else if let node = self.nodes.first(where: { $0.id == from }) {
                let target = YAMLNode.scalar(YAMLScalar(plain: name, at: edge.span))
                edits.append(.add(key: "next", value: target, to: node.value.span))
            }
            return Mutation(words, at: edge.span, edits)
        }
    }

    /// Where a way leads that is changed: to a new end, or from an end to the start.
    private func destination(insteadOf target: NodeID, from: NodeID) -> (name: String, definition: YAMLNode?)? {
        guard let node = bot.graph.nodes[target] else { return nil }
        if node.kind is EndNode { return (start(of: from.graphAround).localName, nil) }
        var name = "mutant_end"
        while bot.graph.nodes.keys.contains(where: { $0.localName == name }) { name += "_" }
        let reason = YAMLMapping.Entry(
            key: Located(EndNode.keyword, at: node.span), value: .scalar(YAMLScalar(plain: "mutant", at: node.span)))
        return (name, .mapping(YAMLMapping(entries: [reason], anchor: nil, span: node.span)))
    }

    private func start(of graph: GraphName?) -> NodeID {
        graph.flatMap { bot.graph.graphs[$0] }?.start ?? bot.graph.start
    }

    /// Of the mapping in which a graph's nodes stand.
    private func nodesPlace(of graph: GraphName?) -> SourceSpan? {
        guard let graph else { return root?["graph"]?.mapping?["nodes"]?.span }
        return graphs.first { $0.name == graph.rawValue }?.value.mapping?["nodes"]?.span
    }

    /// The sub-graphs as they are written, wherever they stand.
    private var graphs: [(name: String, value: YAMLNode)] {
        let inline = (root?["graphs"]?.mapping?.entries ?? []).map { ($0.key.value, $0.value) }
        return inline
            + trees.dropFirst().compactMap { tree in
                (tree.root.mapping?[SubGraphDefinition.name.name]?.scalar?.text).map { ($0, tree.root) }
            }
    }

    // MARK: Conditions

    private var conditionMutations: [Mutation] {
        let places = [root?["graph"]].compactMap(\.self) + (graphs + tools).map(\.value)
        return places.flatMap(BotAnatomy.conditions).map { scalar in
            let source = ExpressionSource(scalar)
            let words: Wording = "the condition '\(Diagnostic.shortened(source.text))' is turned round"
            return Mutation(words, at: scalar.span, .replace(scalar.span, "!(\(source.text))"))
        }
    }

    private static func conditions(in node: YAMLNode) -> [YAMLScalar] {
        switch node {
        case .scalar: []
        case .sequence(let sequence): sequence.elements.flatMap(conditions)
        case .mapping(let mapping):
            mapping.entries.flatMap { entry in
                if ["if", "requires"].contains(entry.key.value), let scalar = entry.value.scalar { return [scalar] }
                return conditions(in: entry.value)
            }
        }
    }

    // MARK: Policies

    private var policyMutations: [Mutation] {
        policies.map { policy in
            let name = policy.name.value
            guard let scalar = policy.value.scalar, let truth = scalar.boolean else {
                return Mutation(
                    "the policy '\(name)' is taken away", at: policy.name.span, policy: name, .remove(policy.name.span))
            }
            let words: Wording = "the policy '\(name)' is \(!truth)"
            return Mutation(words, at: policy.name.span, policy: name, .replace(scalar.span, "\(!truth)"))
        }
    }

    // MARK: Tools and nodes

    private var toolMutations: [Mutation] {
        let offers = nodes.flatMap { node in
            (node.value.mapping?["tools"]?.sequence?.elements ?? []).map { element in
                Mutation(
                    "'\(node.name.value)' has no tool '\(element.scalar?.text ?? "")'", at: element.span, .remove(element.span))
            }
        }
        let parts = tools.flatMap { tool -> [Mutation] in
            let entries = tool.value.mapping?.entries ?? []
            let whole = entries.filter { ["confirm", "empty"].contains($0.key.value) }.map(\.key)
            let errors = (entries.first { $0.key.value == "errors" }?.value.mapping?.entries ?? []).map(\.key)
            return (whole + errors).map { key in
                Mutation("'\(key.value)' of the tool '\(tool.name)' is taken away", at: key.span, .remove(key.span))
            }
        }
        return offers + parts
    }

    /// As they are written, wherever they stand.
    private var tools: [(name: String, value: YAMLNode)] {
        let inline = (root?["tools"]?.mapping?.entries ?? []).map { ($0.key.value, $0.value) }
        return inline
            + trees.dropFirst().compactMap { tree in
                (tree.root.mapping?[ToolDefinition.name.name]?.scalar?.text).map { ($0, tree.root) }
            }
    }

    private var nodeMutations: [Mutation] {
        nodes.compactMap { node in
            guard let mapping = node.value.mapping, mapping["if"] == nil, mapping[EndNode.keyword] == nil else { return nil }
            let never = YAMLNode.scalar(YAMLScalar(plain: "false", at: node.name.span))
            return Mutation(
                "'\(node.name.value)' is passed by", at: node.name.span, .add(key: "if", value: never, to: mapping.span))
        }
    }
}
