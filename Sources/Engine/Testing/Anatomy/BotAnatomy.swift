import CEL

/// The parts of a bot with the places where they are written.
struct BotAnatomy {
    let bot: Bot
    /// Of `bot.yaml` and of `tools/`, by the paths that their spans show.
    let trees: [(path: String, root: YAMLNode)]

    init(of bot: Bot, in files: BotFiles) {
        self.bot = bot
        var ignored = Diagnostics()
        let sources = [files[BotFiles.main]].compactMap(\.self) + files.yamlFiles(in: "tools")
        trees = sources.compactMap { file in YAMLReader.read(file, into: &ignored).map { (file.path, $0) } }
    }

    /// In the order of the kinds, and within each in the order of the files.
    var parts: [BotPart] {
        let nodes = self.nodes.map { node in
            BotPart(
                name: "'\(node.name.value)'", span: node.name.span, mark: .node(NodeID(rawValue: node.name.value)))
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

    var nodes: [Named<YAMLNode>] { bot.definition.graph?.nodes ?? [] }

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

    private func edges(of written: Named<YAMLNode>) -> [Edge] {
        guard let node = bot.graph.nodes[NodeID(rawValue: written.name.value)], let mapping = written.value.mapping else {
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
        case .to(let target): edges.append(edge(.next, target, mapping["next"]?.span))
        case .choice, .stay:
            for (place, target) in node.next.targets.enumerated() where places.indices.contains(place) {
                edges.append(edge(.edge(place), target, places[place]))
            }
        }
        if let handler = node.onError { edges.append(edge(.error, handler, mapping["on_error"]?.span)) }
        var seen: Set<NodeID> = []
        for target in node.kind.exits where seen.insert(target).inserted {
            for place in BotAnatomy.places(of: target.rawValue, in: mapping, isNode: true) {
                edges.append(edge(.exit, target, place))
            }
        }
        return edges.sorted { $0.span.start < $1.span.start }
    }

    /// The keys of a node under which no name of a node stands, or one that is told apart otherwise.
    private static let otherKeys = Set(NodeKinds.keywords + NodeKinds.later).subtracting(["parallel", "run"])
        .union(["next", "on_error", "save", "with", "if", "about", "tools", "model", "type", "choices"])

    private static func places(of name: String, in mapping: YAMLMapping, isNode: Bool = false) -> [SourceSpan] {
        mapping.entries.flatMap { entry -> [SourceSpan] in
            if isNode, otherKeys.contains(entry.key.value) { return [] }
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
    private static let unseen: Set = ["errors.attempts", "errors.backoff", "errors.time_limit"]

    /// The written keys of policies that a conversation can show, by their paths from `policies` on, with their values.
    var policies: [Named<YAMLNode>] {
        (root?["policies"]?.mapping?.entries ?? []).flatMap { policy -> [Named<YAMLNode>] in
            guard !(PolicyDefinitions.fields[policy.key.value] is LaterField), let keys = policy.value.mapping?.entries else {
                return []
            }
            return keys.compactMap { entry in
                let path = "\(policy.key.value).\(entry.key.value)"
                let isLater = PolicyDefinitions.parts[policy.key.value]?[entry.key.value] is LaterField
                guard !isLater, !BotAnatomy.unseen.contains(path) else { return nil }
                return Named(name: Located(path, at: entry.key.span), value: entry.value)
            }
        }
    }

    var root: YAMLMapping? { trees.first?.root.mapping }
}

extension PolicyDefinitions {
    /// The fields of each policy.
    fileprivate static let parts = [
        receive.name: ReceivePolicy.fields, reply.name: ReplyPolicy.fields, media.name: MediaPolicy.fields,
        errors.name: ErrorPolicy.fields,
    ]
}
