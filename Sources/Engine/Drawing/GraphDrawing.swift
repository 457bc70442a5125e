/// A bot's graph as it is drawn: what stands in each box and on each arrow, before it is known in which form.
public struct GraphDrawing: Sendable, Equatable {
    struct Box: Sendable, Equatable {
        enum Shape: Sendable, Equatable {
            /// With the verb of the node.
            case node(NodeRole, keyword: String)
            /// Where conversations begin, before the first node.
            case start
            /// From here ways lead off wherever a conversation stands.
            case anywhere
            /// Where a conversation ends without a node that says so.
            case end
        }

        /// Unique in the drawing. Only those of nodes are made of letters, digits, `_` and `/`.
        let id: String
        let name: String
        let shape: Shape
        /// What the node says or does, cut to a few short lines.
        var lines: [String] = []
        var about: String?
        /// The sub-graph that it is part of.
        var group: String?
    }

    struct Arrow: Sendable, Equatable {
        enum Kind: Sendable, Equatable {
            case usual
            /// By `on_error` or a time that ran out.
            case exceptional
            /// From anywhere, or back to where that was.
            case anywhere
        }

        let from: String
        let to: String
        let kind: Kind
        var label: String?
    }

    let title: String
    private(set) var boxes: [Box] = []
    private(set) var arrows: [Arrow] = []

    static let start = "(start)"
    static let anywhere = "(always)"
    static let end = "(end)"

    public init(of bot: Bot, in files: BotFiles) {
        title = bot.name
        let anatomy = BotAnatomy(of: bot, in: files)
        boxes.append(Box(id: GraphDrawing.start, name: "", shape: .start))
        let edges = anatomy.edges
        if edges.contains(where: { $0.passage.from == nil }) || bot.graph.commands.cancelTarget != nil {
            boxes.append(Box(id: GraphDrawing.anywhere, name: "always", shape: .anywhere))
        }
        arrows.append(Arrow(from: GraphDrawing.start, to: bot.graph.start.rawValue, kind: .usual))
        for written in anatomy.nodes {
            guard let node = bot.graph.nodes[written.id] else { continue }
            boxes.append(Box(node, written.value.mapping))
        }
        arrows += GraphDrawing.arrows(of: anatomy)
        let last = anatomy.nodes.compactMap { bot.graph.nodes[$0.id] }.filter(\.endsUnsaid)
        guard !last.isEmpty else { return }
        boxes.append(Box(id: GraphDrawing.end, name: "", shape: .end))
        arrows += last.map { Arrow(from: $0.id.rawValue, to: GraphDrawing.end, kind: .usual) }
    }

    /// From node to node and from anywhere.
    static func arrows(of anatomy: BotAnatomy) -> [Arrow] {
        let cancelled = anatomy.bot.graph.commands.cancelTarget.map {
            Arrow(from: anywhere, to: $0.rawValue, kind: .anywhere, label: "cancel")
        }
        return anatomy.edges.map { arrow(for: $0, in: anatomy) } + [cancelled].compactMap(\.self)
    }

    private static func arrow(for edge: BotAnatomy.Edge, in anatomy: BotAnatomy) -> Arrow {
        let to = edge.passage.to.rawValue
        guard let from = edge.passage.from else {
            guard case .always(let place) = edge.passage.way, anatomy.always.indices.contains(place),
                let mapping = anatomy.always[place].mapping
            else { return Arrow(from: GraphDrawing.anywhere, to: to, kind: .anywhere) }
            return Arrow(from: GraphDrawing.anywhere, to: to, kind: .anywhere, label: ArrowLabel.ofOpenWay(mapping))
        }
        let mapping = anatomy.nodes.first { $0.id == from }?.value.mapping
        let place = edge.isWritten ? mapping.flatMap { WrittenPlace(of: edge.span, in: $0) } : nil
        return Arrow(
            from: from.rawValue, to: to, kind: place?.isExceptional == true ? .exceptional : .usual, label: place?.label)
    }

    /// The roles that are drawn, in the order of the legend.
    var roles: [NodeRole] {
        let drawn = boxes.compactMap { box in
            if case .node(let role, _) = box.shape { role } else { nil }
        }
        return NodeRole.allCases.filter(drawn.contains)
    }

    /// Sub-graphs in the order of their first nodes.
    var groups: [String] {
        boxes.compactMap(\.group).reduce(into: []) { groups, group in
            if !groups.contains(group) { groups.append(group) }
        }
    }
}

extension Node {
    /// Whether the conversation ends behind it without a word of the author's.
    fileprivate var endsUnsaid: Bool {
        if case .end = next { kind.goesOn || condition != nil } else { false }
    }
}

extension GraphDrawing.Box {
    fileprivate init(_ node: Node, _ mapping: YAMLMapping?) {
        let keyword = type(of: node.kind).keyword
        id = node.id.rawValue
        let parts = id.split(separator: "/").map(String.init)
        name = parts.last ?? id
        group = parts.count > 1 ? parts.dropLast().joined(separator: "/") : nil
        shape = .node(type(of: node.kind).role, keyword: keyword)
        about = node.about.map { $0.shortened(to: 120) }
        var lines: [String] = []
        if let condition = mapping?["if"]?.scalar?.text { lines.append("if " + condition.shortened(to: 60)) }
        switch mapping?[keyword] {
        case .scalar(let scalar)?: lines += scalar.text.shortened(to: 90).wrapped(at: 34)
        case .sequence(let sequence)?:
            let texts = sequence.elements.compactMap(\.scalar?.text)
            lines += texts.joined(separator: " ").shortened(to: 90).wrapped(at: 34)
        case .mapping(let values)?:
            let written = values.entries.map { entry in
                "\(entry.key.value) = \(entry.value.scalar?.text ?? "…")".shortened(to: 34)
            }
            lines += written.prefix(4) + (written.count > 4 ? ["…"] : [])
        case nil: break
        }
        let tools = mapping?["tools"]?.sequence?.elements.compactMap(\.scalar?.text) ?? []
        lines += tools.map { "→ \($0)" }
        self.lines = lines
    }
}
