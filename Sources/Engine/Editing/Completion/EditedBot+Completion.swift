/// What may be written at a place.
extension EditedBot {
    /// - Returns: `nil` where nothing is known of the place.
    public func completions(in path: String, at offset: Int) -> Completions? {
        guard let file = files[path], let grammar = BotSchemas.grammar(of: path),
            let cursor = Cursor(in: file, at: offset, grammar)
        else { return nil }
        let items = taking(cursor.root, for: path).items(at: cursor, in: path)
        return Completions(items: items, replaced: SourceSpan(file: file, offsets: cursor.word))
    }

    private func items(at cursor: Cursor, in path: String) -> [Completion] {
        guard case .key(let entry) = cursor.place.content else { return values(at: cursor, in: path) }
        guard cursor.isWhole, let mapping = cursor.place.steps.last?.node.mapping else { return [] }
        return keys(of: cursor.place.grammar, beside: mapping, but: entry, cursor)
    }

    private func keys(of grammar: Grammar, beside mapping: YAMLMapping, but entry: YAMLMapping.Entry, _ cursor: Cursor)
        -> [Completion]
    {
        let taken = Set(mapping.entries.map(\.key.value)).subtracting([entry.key.value])
        var items: [Completion] = []
        for case .name(let kind) in grammar.keyMeanings {
            items += names(of: kind).filter { !taken.contains($0) && $0 != entry.key.value }.map { name in
                completion(of: name, kind, suffix: cursor.hasColon ? "" : ": $0")
            }
        }
        let others = mapping.entries.filter { $0.key.value != entry.key.value }
        let fitting = YAMLMapping(entries: others, anchor: nil, span: mapping.span)
        items += grammar.narrowed(to: .mapping(fitting)).keys.filter { !taken.contains($0.name) }.map { key in
            completion(of: key, cursor)
        }
        return items
    }

    private func completion(of key: Grammar.Key, _ cursor: Cursor) -> Completion {
        let value: String
        if cursor.hasColon {
            value = ""
        } else if !cursor.isInBrackets, !key.grammar.takesScalar, key.grammar.takesMapping {
            value = ":\n  $0"
        } else if !cursor.isInBrackets, !key.grammar.takesScalar, key.grammar.takesSequence {
            value = ":\n  - $0"
        } else {
            value = ": $0"
        }
        return Completion(
            key.name, .key, detail: key.isRequired ? "required" : "", about: key.words, snippet: key.name + value)
    }

    private func values(at cursor: Cursor, in path: String) -> [Completion] {
        let grammar = cursor.place.grammar
        let meanings = Set(grammar.meanings)
        if meanings.contains(.expression) || cursor.place.isOpenTemplate(before: cursor.before) {
            let scope = scopes.scope(at: cursor.place.steps, in: path, cursor.root)
            let text = meanings.contains(.expression) ? cursor.before : cursor.before.afterLastBraces
            return ExpressionCompletion(in: scope).items(after: text)
        }
        var items: [Completion] = []
        if cursor.isWhole {
            for case .name(let kind) in grammar.meanings {
                items += names(of: kind).map { completion(of: $0, kind, suffix: "") }
            }
            // A list of names may hold each once.
            if let list = cursor.place.steps.last?.node.sequence {
                let taken = Set(list.elements.compactMap { $0.scalar?.text })
                items.removeAll { taken.contains($0.label) }
            }
            items += grammar.words.map { Completion($0, .word) }
            if grammar.takesBoolean { items += ["true", "false"].map { Completion($0, .word) } }
            if grammar.takesMapping, !cursor.isInBrackets {
                items += grammar.keys.map { completion(of: $0, cursor) }
            }
        }
        if meanings.contains(.type) {
            items += TypeExpression.simple.map { Completion($0.name, .word) }
            items += [
                Completion("list", .word, detail: "list(T)", snippet: "list($0)"),
                Completion("map", .word, detail: "map(T)", snippet: "map($0)"),
            ]
            items += names(of: .type).map { Completion($0, .name) }
            items += scopes.outputs.keys.sorted().map { Completion("\($0).output", .tool) }
        }
        return items.once
    }

    private func completion(of name: String, _ kind: NameKind, suffix: String) -> Completion {
        let words = description(of: name, kind)
        return Completion(name, Completion.Kind(kind), detail: words.detail, about: words.about, snippet: name + suffix)
    }
}

extension Completion.Kind {
    fileprivate init(_ kind: NameKind) {
        switch kind {
        case .node, .route: self = .node
        case .tool: self = .tool
        case .state: self = .state
        case .model, .connection, .type, .graph, .template: self = .name
        }
    }
}

extension [Completion] {
    /// Without a second of one label.
    fileprivate var once: [Completion] {
        var seen: Set<String> = []
        return filter { seen.insert($0.label).inserted }
    }
}

extension TreePlace {
    /// Whether a text stands here in which an expression is open.
    fileprivate func isOpenTemplate(before text: String) -> Bool {
        guard let open = text.ranges(of: "{{").last else { return false }
        return !text[open.upperBound...].contains("}}") && !path.contains("query")
    }
}

extension String {
    fileprivate var afterLastBraces: String {
        ranges(of: "{{").last.map { String(self[$0.upperBound...]) } ?? self
    }
}
