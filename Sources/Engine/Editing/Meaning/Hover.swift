import CEL

/// What is told of a place when an author points at it.
public struct Hover: Sendable {
    /// Markdown.
    public let text: String
    public let span: SourceSpan
}

extension EditedBot {
    /// - Returns: `nil` where nothing is known of the place.
    public func hover(in path: String, at offset: Int) -> Hover? {
        for place in places(in: path, at: offset).reversed() {
            if let hover = hover(on: place, in: path, at: offset) { return hover }
        }
        return nil
    }

    private func hover(on place: TreePlace, in path: String, at offset: Int) -> Hover? {
        if case .value(.scalar(let scalar)) = place.content, let root = trees[path] {
            let meanings = Set(place.grammar.narrowed(to: .scalar(scalar)).meanings)
            for expression in WrittenExpression.all(in: scalar, meanings) {
                let scope = scopes.scope(at: place.steps, in: path, root)
                if let hover = hover(on: expression, in: scope, at: offset) { return hover }
            }
        }
        if let name = name(in: path, at: offset), name.span.offsets.upperBound <= place.span.end.offset {
            let words = description(of: name.name, name.kind)
            let lines = ["**\(name.name)** \(words.detail)", words.about].filter { !$0.isEmpty }
            return Hover(text: lines.joined(separator: "\n\n"), span: name.span)
        }
        guard case .key(let entry) = place.content, let key = place.grammar.key(entry.key.value) else { return nil }
        return Hover(text: "**\(key.name)**\(key.isRequired ? " (required)" : "")\n\n\(key.words)", span: entry.key.span)
    }

    private func hover(on expression: WrittenExpression, in scope: Scope, at offset: Int) -> Hover? {
        let parts = scope.environment.parts(of: expression.text)
        let under = parts.filter {
            let span = expression.span(of: $0.anchor).offsets
            return span.contains(offset) || span.upperBound == offset
        }
        guard let part = under.min(by: { $0.anchor.count < $1.anchor.count }) else { return nil }
        let text: String
        switch part.kind {
        case .call(let name):
            let function = scope.environment.callable.first { $0.name == name || $0.name.hasSuffix("." + name) }
            let signatures = (function?.overloads ?? []).map { "`\($0.signature(name))`" }
            let about = FunctionWords.about(function?.name ?? name)
            text = (signatures + [about]).filter { !$0.isEmpty }.joined(separator: "\n\n")
        case .name(let name, isBound: _):
            let about = scopes.isState(name, in: scope) ? description(of: name, .state).about : ""
            text = ["`\(name): \(part.type.authorName)`", about].filter { !$0.isEmpty }.joined(separator: "\n\n")
        case .field(let name, of: let path):
            let about = path == [FixedNames.state] ? description(of: name, .state).about : ""
            text = ["`\(name): \(part.type.authorName)`", about].filter { !$0.isEmpty }.joined(separator: "\n\n")
        case .other: text = "`\(part.type.authorName)`"
        }
        return text.isEmpty ? nil : Hover(text: text, span: expression.span(of: part.anchor))
    }

    /// What is known of a name: a few words, and what its author says of it.
    func description(of name: String, _ kind: NameKind) -> (detail: String, about: String) {
        let definition = names.first { $0.isDefinition && $0.kind == kind && $0.name == name }
        guard let definition, let node = definedValue(at: definition) else { return (kind.rawValue, "") }
        let about = (node.mapping?["about"] ?? node.mapping?["description"])?.scalar?.text ?? ""
        switch kind {
        case .node:
            let verb = node.mapping?.entries.first { NodeKinds.kind($0.key.value) != nil }
            let words = verb.map { "`\($0.key.value)` \(NodeKinds.kind($0.key.value)?.about ?? "")" } ?? "node"
            let said = verb?.value.scalar.map { Diagnostic.shortened($0.text) } ?? ""
            return (words, about.isEmpty ? said : about)
        case .tool:
            let parameters = node.mapping?[ToolDefinition.parameters.name]?.mapping?.entries.map(\.key.value) ?? []
            return ("tool(\(parameters.joined(separator: ", ")))", about)
        case .state: return (scopes.stateTypes[name]?.type.authorName ?? "state", about)
        case .model: return ("model \(node.mapping?[ModelDefinition.use.name]?.scalar?.text ?? "")", about)
        case .type: return ("type \(node.span.text.prefix(120))", about)
        case .connection, .graph, .template, .route: return (kind.rawValue, about)
        }
    }

    /// What stands under a name, or the file that names itself so.
    private func definedValue(at definition: NameOccurrence) -> YAMLNode? {
        guard let root = trees[definition.path], let grammar = BotSchemas.grammar(of: definition.path) else { return nil }
        var found: YAMLNode?
        grammar.walk(root) { place in
            switch place.content {
            case .key(let entry)
            where entry.key.span.start.offset <= definition.span.start.offset
                && definition.span.end.offset <= entry.key.span.end.offset:
                found = entry.value
            case .value(let node)
            where node.span.offsets.contains(definition.span.start.offset) && node.scalar != nil && found == nil:
                found = place.steps.last?.node
            default: break
            }
        }
        return found
    }
}

extension Grammar.Key {
    /// In Markdown.
    var words: String {
        var lines = [about]
        if !grammar.words.isEmpty { lines.append("One of " + grammar.words.map { "`\($0)`" }.joined(separator: ", ")) }
        if let usual { lines.append("Left out: `\(usual.text)`") }
        if !examples.isEmpty { lines.append("For example " + examples.map { "`\($0)`" }.joined(separator: ", ")) }
        return lines.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }
}
