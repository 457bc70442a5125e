/// A value of a file or a key, with what its place allows.
struct TreePlace {
    /// A mapping or list around the place.
    struct Step {
        let node: YAMLNode
        let grammar: Grammar
        /// The key or the number of the element on the way to the place.
        let name: String
    }

    enum Content {
        case key(YAMLMapping.Entry)
        case value(YAMLNode)
    }

    let content: Content
    /// Of the value; of the mapping that holds a key.
    let grammar: Grammar
    /// From the file's root on.
    let steps: [Step]

    var path: [String] { steps.map(\.name) }

    var node: YAMLNode? {
        if case .value(let node) = content { node } else { nil }
    }

    var span: SourceSpan {
        switch content {
        case .key(let entry): entry.key.span
        case .value(let node): node.span
        }
    }
}

extension Grammar {
    /// Visits all keys and values of a file; what an alias stands for is visited where it is written alone.
    func walk(_ root: YAMLNode, _ visit: (TreePlace) -> Void) {
        var seen: Set<SourceSpan> = []
        walk(root, steps: [], &seen, visit)
    }

    private func walk(
        _ node: YAMLNode, steps: [TreePlace.Step], _ seen: inout Set<SourceSpan>, _ visit: (TreePlace) -> Void
    ) {
        if node.span.offsets.isEmpty == false, !seen.insert(node.span).inserted, node.isCollection { return }
        let grammar = narrowed(to: node)
        visit(TreePlace(content: .value(node), grammar: self, steps: steps))
        switch node {
        case .scalar: break
        case .sequence(let sequence):
            let element = grammar.element
            for (place, node) in sequence.elements.enumerated() {
                let step = TreePlace.Step(node: .sequence(sequence), grammar: grammar, name: "\(place)")
                element.walk(node, steps: steps + [step], &seen, visit)
            }
        case .mapping(let mapping):
            for entry in mapping.entries {
                let step = TreePlace.Step(node: node, grammar: grammar, name: entry.key.value)
                visit(TreePlace(content: .key(entry), grammar: grammar, steps: steps + [step]))
                grammar.value(of: entry.key.value).walk(entry.value, steps: steps + [step], &seen, visit)
            }
        }
    }
}

extension YAMLNode {
    fileprivate var isCollection: Bool { scalar == nil }
}
