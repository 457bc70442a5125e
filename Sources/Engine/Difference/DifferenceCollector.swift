/// Holds the parts of two versions of a bot against each other.
struct DifferenceCollector {
    typealias Change = BotDifference.Change

    let old: BotAnatomy
    let new: BotAnatomy
    private(set) var changes: [Change] = []

    init(old: BotAnatomy, new: BotAnatomy) {
        self.old = old
        self.new = new
    }

    mutating func collect() {
        let renamed = compareNodes()
        compareEdges(renamed)
        comparePrompt()
        compareSections()
        compareTools()
    }

    private mutating func add(_ kind: Change.Kind, _ text: String) { changes.append(Change(kind: kind, text: text)) }

    // MARK: Nodes

    /// - Returns: The new names of nodes by their old ones.
    private mutating func compareNodes() -> [String: String] {
        let (before, after) = (old.nodes, new.nodes)
        let gone = before.filter { node in !after.contains { $0.id == node.id } }
        var added = after.filter { node in !before.contains { $0.id == node.id } }
        var renamed: [String: String] = [:]
        for node in gone {
            let name = node.id.rawValue
            let leaves = WrittenLeaf.all(of: node.value)
            let place = added.firstIndex { WrittenLeaf.all(of: $0.value) == leaves }
            let successor = place.map { added.remove(at: $0).id.rawValue }
            if let successor {
                renamed[name] = successor
                add(.node, "'\(name)' is now called '\(successor)'")
            } else {
                add(.node, "- '\(name)' (\(keyword(of: node.id, in: old)))")
            }
            guard old.bot.graph.nodes[node.id]?.holdsConversations == true else { continue }
            let reason = successor.map { "the node is now called '\($0)'" } ?? "the node is gone"
            add(.breaking, "conversations that stand at '\(name)' begin anew: \(reason)")
        }
        for node in added { add(.node, "+ '\(node.id.rawValue)' (\(keyword(of: node.id, in: new)))") }
        for node in after {
            guard let earlier = before.first(where: { $0.id == node.id }) else { continue }
            compare(node.id, earlier.value, node.value)
        }
        return renamed
    }

    private mutating func compare(_ id: NodeID, _ before: YAMLNode, _ after: YAMLNode) {
        let name = id.rawValue
        let (was, isNow) = (keyword(of: id, in: old), keyword(of: id, in: new))
        if was != isNow { add(.node, "'\(name)' was '\(was)' and is now '\(isNow)'") }
        let targets = Set((old.nodes + new.nodes).map(\.name.value))
        // What names other nodes is told as an edge.
        let leaves = [before, after].map { node in
            WrittenLeaf.all(of: node).filter { leaf in
                !targets.contains(leaf.text) && !leaf.path.starts(with: ["next"]) && !leaf.path.starts(with: ["routes"])
            }
        }
        for line in WrittenLeaf.differences(from: leaves[0], to: leaves[1]) {
            add(.text, "'\(name)' \(line)")
        }
    }

    private func keyword(of id: NodeID, in anatomy: BotAnatomy) -> String {
        anatomy.bot.graph.nodes[id].map { type(of: $0.kind).keyword } ?? "?"
    }

    // MARK: Edges

    private mutating func compareEdges(_ renamed: [String: String]) {
        let before = GraphDrawing.arrows(of: old).map { arrow in
            GraphDrawing.Arrow(
                from: renamed[arrow.from] ?? arrow.from, to: renamed[arrow.to] ?? arrow.to, kind: arrow.kind, label: arrow.label)
        }
        let after = GraphDrawing.arrows(of: new)
        for arrow in before where !after.contains(arrow) { add(.edge, "- \(words(of: arrow))") }
        for arrow in after where !before.contains(arrow) { add(.edge, "+ \(words(of: arrow))") }
    }

    private func words(of arrow: GraphDrawing.Arrow) -> String {
        let from = arrow.from.first == "(" ? "from anywhere" : "from '\(arrow.from)'"
        return "\(from) to '\(arrow.to)'" + (arrow.label.map { ": \($0)" } ?? "")
    }

    // MARK: The rest

    private mutating func comparePrompt() {
        let texts = [old, new].map { $0.bot.definition.prompt?.scalar.text ?? "" }
        guard texts[0] != texts[1] else { return }
        add(.text, "the prompt: \(WordDifference.text(from: texts[0], to: texts[1]))")
    }

    private mutating func compareSections() {
        let sections: [(key: String, kind: Change.Kind)] = [
            ("policies", .policy), ("models", .model), ("state", .state), ("types", .state), ("bot", .other),
            ("channels", .other),
            ("connections", .other),
        ]
        for (key, kind) in sections {
            for line in differences(between: old.root?[key], and: new.root?[key]) { add(kind, line) }
        }
        let always = [old, new].map { $0.root?["graph"]?.mapping }
        for line in differences(between: always[0]?["commands"], and: always[1]?["commands"]) { add(.other, "commands \(line)") }
        let starts = [old, new].map(\.bot.graph.start.rawValue)
        if starts[0] != starts[1] { add(.edge, "conversations begin at '\(starts[1])', no longer at '\(starts[0])'") }
    }

    private mutating func compareTools() {
        let (before, after) = (tools(of: old), tools(of: new))
        for (name, _) in before where !after.contains(where: { $0.name == name }) { add(.tool, "- '\(name)'") }
        for (name, tool) in after {
            guard let earlier = before.first(where: { $0.name == name }) else {
                add(.tool, "+ '\(name)'")
                continue
            }
            for line in differences(between: earlier.tool, and: tool) { add(.tool, "'\(name)' \(line)") }
        }
    }

    private func tools(of anatomy: BotAnatomy) -> [(name: String, tool: YAMLNode)] {
        let inline = (anatomy.root?["tools"]?.mapping?.entries ?? []).map { ($0.key.value, $0.value) }
        let files = anatomy.trees.dropFirst().compactMap { tree in
            tree.root.mapping?["tool"]?.scalar.map { ($0.text, tree.root) }
        }
        return inline + files
    }

    private func differences(between old: YAMLNode?, and new: YAMLNode?) -> [String] {
        WrittenLeaf.differences(
            from: old.map { WrittenLeaf.all(of: $0) } ?? [], to: new.map { WrittenLeaf.all(of: $0) } ?? [])
    }
}

extension Node {
    /// Whether a conversation may stand here between two events.
    fileprivate var holdsConversations: Bool {
        let waits = kind.rests || kind.stays || kind.isQuestion || !kind.runs.isEmpty || !kind.inner.isEmpty
        return waits && (kind.goesOn || !kind.exits.isEmpty)
    }
}
