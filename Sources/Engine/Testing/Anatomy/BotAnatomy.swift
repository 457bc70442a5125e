import CEL

/// The parts of a bot with the places where they are written.
struct BotAnatomy {
    let bot: Bot
    /// Of `bot.yaml`, of `graphs/` and of `tools/`, by the paths that their spans show.
    let trees: [(path: String, root: YAMLNode)]

    init(of bot: Bot, in files: BotFiles) {
        self.bot = bot
        var ignored = Diagnostics()
        let sources =
            [files[BotFiles.main]].compactMap(\.self) + files.yamlFiles(in: "graphs")
            + files.yamlFiles(in: "tools")
        trees = sources.compactMap { file in YAMLReader.read(file, into: &ignored).map { (file.path, $0) } }
    }

    /// In the order of the kinds, and within each in the order of the files.
    var parts: [BotPart] {
        let nodes = self.nodes.flatMap { node -> [BotPart] in
            let inner = bot.graph.nodes[node.id]?.kind.inner ?? []
            return ([(node.id, node.name.span)] + inner.map { ($0.id, $0.span) }).map { id, span in
                BotPart(name: "'\(id.rawValue)'", span: span, mark: .node(id))
            }
        }
        let edges = self.edges.map { BotPart(name: $0.words, span: $0.span, mark: .passage($0.passage)) }
        let tools = bot.definition.tools.entries.map { tool in
            BotPart(name: "'\(tool.name.value)'", span: tool.name.span, mark: .tool(ToolName(rawValue: tool.name.value)))
        }
        let policies = self.policies.filter { $0.value.scalar?.boolean != false }.map { policy in
            BotPart(name: "'\(policy.name.value)'", span: policy.name.span, mark: .policy(policy.name.value))
        }
        return nodes + edges + tools + policies
    }

    /// A node as it is written.
    struct WrittenNode {
        let id: NodeID
        let name: Located<String>
        let value: YAMLNode
    }

    /// Of the bot's own graph, then of the sub-graphs.
    var nodes: [WrittenNode] {
        let own = (bot.definition.graph?.nodes ?? []).map { node in
            WrittenNode(id: NodeID(rawValue: node.name.value), name: node.name, value: node.value)
        }
        return own
            + bot.definition.graphs.entries.flatMap { graph in
                (graph.value?.nodes ?? []).map { node in
                    let id = NodeID(rawValue: node.name.value).within(GraphName(rawValue: graph.name.value))
                    return WrittenNode(id: id, name: node.name, value: node.value)
                }
            }
    }

    // MARK: Edges

    /// A way between two nodes, where its end is written.
    struct Edge {
        let passage: Passage
        /// Of the target's name; of the node's own where the way leads to the node below without a word.
        let span: SourceSpan
        let isWritten: Bool

        var words: Wording {
            guard let from = passage.from else { return "from anywhere to '\(passage.to.rawValue)'" }
            return "from '\(from.rawValue)' to '\(passage.to.rawValue)'"
        }
    }

    var edges: [Edge] {
        always.enumerated().compactMap { place, element in
            let rules = bot.graph.always
            guard rules.indices.contains(place) else { return nil }
            let span = element.mapping?["goto"]?.span ?? element.span
            return Edge(passage: Passage(from: nil, way: .always(place), to: rules[place].target), span: span, isWritten: true)
        } + nodes.flatMap(edges)
    }

    /// The ways that are open everywhere.
    var always: [YAMLNode] { root?["graph"]?.mapping?["always"]?.sequence?.elements ?? [] }

    private func edges(of written: WrittenNode) -> [Edge] {
        guard let node = bot.graph.nodes[written.id], let mapping = written.value.mapping else {
            return []
        }
        func edge(_ way: Passage.Way, _ target: NodeID, _ place: SourceSpan?) -> Edge {
            Edge(
                passage: Passage(from: node.id, way: way, to: target), span: place ?? written.name.span,
                isWritten: place != nil)
        }
        let list = mapping["next"]?.sequence?.elements ?? []
        let places = list.map { $0.mapping?["then"]?.span ?? $0.mapping?["else"]?.span }
        var edges: [Edge] = []
        switch node.next {
        case .end: break
        case _ where !node.kind.goesOn && node.condition == nil: break
        case .to(let target): edges.append(edge(.next, target, mapping[node.kind.ownNext == nil ? "next" : "join"]?.span))
        case .choice, .stay:
            for (place, target) in node.next.targets.enumerated() where places.indices.contains(place) {
                edges.append(edge(.edge(place), target, places[place]))
            }
        }
        if let handler = node.onError { edges.append(edge(.error, handler, mapping["on_error"]?.span)) }
        if let late = mapping[AnswerTimeout.field.name]?.mapping?["goto"], let name = late.scalar?.text,
            let target = node.kind.exits.first(where: { $0.localName == name })
        {
            edges.append(edge(.timeout, target, late.span))
        }
        // What a node runs is reached when the node is.
        guard node.kind.inner.isEmpty else { return edges.sorted { $0.span.start < $1.span.start } }
        var seen: Set<NodeID> = []
        for target in bot.graph.waysOut(of: node) where seen.insert(target).inserted {
            for place in BotAnatomy.places(of: target.localName, in: mapping, isNode: true) {
                edges.append(edge(.exit, target, place))
            }
        }
        return edges.sorted { $0.span.start < $1.span.start }
    }

    /// The keys of a node under which no name of a node stands, or one that is told apart otherwise.
    private static let otherKeys = Set(NodeKinds.keywords).subtracting([ParallelNode.keyword])
        .union([
            "next", "join", "on_error", "on_timeout", "as", "do", "save", "with", "if", "about", "tools", "model", "type",
            "choices",
        ])
        .union([SayNode.link.name, SayNode.location.name])
        .union(MediaDefinition.Kind.allCases.map(\.rawValue) + ["header", "footer", "button"])

    /// Where the rows of a list lead to a node.
    private static func rows(to name: String, in node: YAMLNode) -> [SourceSpan] {
        switch node {
        case .scalar: []
        case .sequence(let sequence): sequence.elements.flatMap { rows(to: name, in: $0) }
        case .mapping(let mapping):
            mapping.entries.flatMap { entry -> [SourceSpan] in
                let leads = [ChoiceListDefinition.target.name, ChoiceListDefinition.empty.name].contains(entry.key.value)
                guard leads, let scalar = entry.value.scalar else { return rows(to: name, in: entry.value) }
                return scalar.text == name ? [scalar.span] : []
            }
        }
    }

    private static func places(of name: String, in mapping: YAMLMapping, isNode: Bool = false) -> [SourceSpan] {
        mapping.entries.flatMap { entry -> [SourceSpan] in
            if isNode, otherKeys.contains(entry.key.value) { return [] }
            if isNode, entry.key.value == SayNode.list.name { return rows(to: name, in: entry.value) }
            if isNode, entry.key.value == SayNode.template.name {
                return entry.value.mapping?[TemplateMessageDefinition.buttons.name]?.mapping.map { places(of: name, in: $0) }
                    ?? []
            }
            let key = !isNode && entry.key.value == name ? [entry.key.span] : []
            switch entry.value {
            case .scalar(let scalar): return key + (scalar.text == name ? [scalar.span] : [])
            case .mapping(let inner): return key + places(of: name, in: inner)
            case .sequence(let sequence):
                return key
                    + sequence.elements.flatMap { element in
                        element.mapping.map { places(of: name, in: $0) }
                            ?? (element.scalar?.text == name ? [element.span] : [])
                    }
            }
        }
    }

    // MARK: Policies

    /// What the Runtime alone does, which no conversation shows.
    private static let unseen: Set = [
        "turns.while_busy", "errors.attempts", "errors.backoff", "errors.time_limit", "privacy.keep",
    ]

    /// The written keys of policies that a conversation can show, by their paths from `policies` on, with their values; of a policy
    /// that is a list its elements, by their places.
    var policies: [Named<YAMLNode>] {
        (root?["policies"]?.mapping?.entries ?? []).flatMap { policy -> [Named<YAMLNode>] in
            if let elements = policy.value.sequence?.elements {
                return elements.enumerated().map { place, element in
                    Named(name: Located("\(policy.key.value).\(place)", at: element.span), value: element)
                }
            }
            guard let fields = PolicyDefinitions.parts[policy.key.value], let keys = policy.value.mapping?.entries else {
                return []
            }
            return keys.compactMap { entry in
                let path = "\(policy.key.value).\(entry.key.value)"
                guard fields[entry.key.value] != nil, !BotAnatomy.unseen.contains(path) else { return nil }
                return Named(name: Located(path, at: entry.key.span), value: entry.value)
            }
        }
    }

    var root: YAMLMapping? { trees.first?.root.mapping }
}
