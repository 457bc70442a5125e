import CEL

/// A name of an author's where it is given or used.
struct NameOccurrence: Sendable {
    let kind: NameKind
    let name: String
    /// Of the name alone, without quotes.
    let span: SourceSpan
    let isDefinition: Bool
    /// Within the bot's folder.
    let path: String

    /// In the order of the files and in them.
    static func all(in trees: [String: YAMLNode], _ scopes: EditingScopes) -> [NameOccurrence] {
        var all: [NameOccurrence] = []
        for (path, root) in trees.sorted(by: { $0.key < $1.key }) {
            guard let grammar = BotSchemas.grammar(of: path) else { continue }
            grammar.walk(root) { place in all += found(at: place, in: path, root, scopes) }
        }
        let routes = Set(all.filter { $0.kind == .route && $0.isDefinition }.map(\.name))
        return all.map { $0.kind == .route && !$0.isDefinition && !routes.contains($0.name) ? $0.renamed(to: .node) : $0 }
    }

    /// What a model takes that is no route of `choose` is a node's name.
    private func renamed(to kind: NameKind) -> NameOccurrence {
        NameOccurrence(kind: kind, name: name, span: span, isDefinition: isDefinition, path: path)
    }

    private static func found(
        at place: TreePlace, in path: String, _ root: YAMLNode, _ scopes: EditingScopes
    ) -> [NameOccurrence] {
        switch place.content {
        case .key(let entry):
            let key = entry.key
            return place.grammar.keyMeanings.prefix(1).compactMap { use in named(use, key.value, key.span.inner(key.value), path)
            }
        case .value(.scalar(let scalar)):
            let meanings = Set(place.grammar.narrowed(to: .scalar(scalar)).meanings)
            var all = meanings.compactMap { use in
                scalar.isNull ? nil : named(use, scalar.text, scalar.span.inner(scalar.text), path)
            }
            if meanings.contains(.type) { all += types(in: scalar, path) }
            for expression in WrittenExpression.all(in: scalar, meanings) {
                all += expression.stateNames(in: scopes.scope(at: place.steps, in: path, root), scopes).map { name, span in
                    NameOccurrence(kind: .state, name: name, span: span, isDefinition: false, path: path)
                }
            }
            return all
        case .value: return []
        }
    }

    private static func named(_ use: NameUse, _ name: String, _ span: SourceSpan, _ path: String) -> NameOccurrence? {
        switch use {
        case .name(let kind): NameOccurrence(kind: kind, name: name, span: span, isDefinition: false, path: path)
        case .definition(let kind): NameOccurrence(kind: kind, name: name, span: span, isDefinition: true, path: path)
        case .expression, .template, .type: nil
        }
    }

    private static func types(in scalar: YAMLScalar, _ path: String) -> [NameOccurrence] {
        guard let type = try? TypeParser.parse(scalar) else { return [] }
        return type.references.compactMap { reference in
            switch reference {
            case .named(let name):
                NameOccurrence(kind: .type, name: name.value, span: name.span, isDefinition: false, path: path)
            case .output(let tool):
                NameOccurrence(kind: .tool, name: tool.value, span: tool.span, isDefinition: false, path: path)
            default: nil
            }
        }
    }
}

extension SourceSpan {
    /// Without the quotes around `text`.
    func inner(_ text: String) -> SourceSpan {
        let length = text.unicodeScalars.count
        guard offsets.count == length + 2, let first = self.text.first, first == "'" || first == "\"" else { return self }
        return SourceSpan(file: file, offsets: (start.offset + 1)..<(end.offset - 1))
    }
}
