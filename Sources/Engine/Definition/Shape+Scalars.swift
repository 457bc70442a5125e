import CEL

extension Shape {
    /// A shape of one scalar that has a value.
    ///
    /// - Parameter parse: `nil` is reported as a value that is not what `words` say.
    static func scalar(
        _ words: Wording,
        _ schema: JSONSchema,
        document: @escaping @Sendable (Value) -> JSON? = { _ in nil },
        parse: @escaping @Sendable (YAMLScalar) -> Value?
    ) -> Shape {
        Shape(words, .scalar, schema, document: document) { (node, diagnostics) throws(Unreadable) in
            let scalar = try node.written(words, &diagnostics)
            guard let value = parse(scalar) else { throw diagnostics.refuse(.wrongValue(expected: words, found: node)) }
            return value
        }
    }
}

extension Shape where Value == String {
    /// A text without expressions, also when YAML would take it for a number.
    static var text: Shape<String> {
        Shape("a text", .scalar, .scalar, document: { .string($0) }) { (node, diagnostics) throws(Unreadable) in
            try node.uncut("a text", &diagnostics).text
        }
    }

    /// One of some words.
    static func oneOf(_ words: [String]) -> Shape<String> {
        let schema = JSONSchema.anything.with("enum", .array(words.map { .string($0) }))
        return Shape(Diagnostic.listed(words, last: .or), .scalar, schema, document: { .string($0) }) {
            (node, diagnostics) throws(Unreadable) in
            let scalar = try node.written(Diagnostic.listed(words, last: .or), &diagnostics)
            guard words.contains(scalar.text) else { throw diagnostics.refuse(.notAmong(words, scalar)) }
            return scalar.text
        }
    }
}

extension Shape {
    /// One of an enumeration's words.
    static func oneOf(_ choices: Value.Type) -> Shape where Value: CaseIterable & RawRepresentable<String> {
        let words = Value.allCases.map(\.rawValue)
        let shape = Shape<String>.oneOf(words)
        return Shape(shape.words, shape.forms, shape.schema, document: { .string($0.rawValue) }) {
            (node, diagnostics) throws(Unreadable) in
            guard let choice = Value(rawValue: try shape.read(node, &diagnostics)) else { throw Unreadable() }
            return choice
        }
    }
}

extension Shape where Value == YAMLScalar {
    /// A text with the places of its characters.
    static var verbatim: Shape<YAMLScalar> {
        Shape("a text", .scalar, .scalar) { (node, diagnostics) throws(Unreadable) in try node.uncut("a text", &diagnostics) }
    }
}

extension Shape where Value == Bool {
    static var boolean: Shape<Bool> {
        .scalar("'true' or 'false'", .type("boolean"), document: { .bool($0) }) { $0.boolean }
    }
}

extension Shape where Value == Int {
    static func integer(_ range: ClosedRange<Int>) -> Shape<Int> {
        let schema = JSONSchema.type("integer").with("minimum", .int(Int64(range.lowerBound))).with(
            "maximum", .int(Int64(range.upperBound)))
        let isOne = range.lowerBound == range.upperBound
        let words: Wording = isOne ? "\(range.lowerBound)" : "a whole number from \(range.lowerBound) to \(range.upperBound)"
        return .scalar(words, schema, document: { .int(Int64($0)) }) {
            $0.integer.flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension Shape where Value == Double {
    static var number: Shape<Double> {
        .scalar("a number", .type("number"), document: { .double($0) }) { $0.number }
    }

    static func number(_ range: ClosedRange<Double>) -> Shape<Double> {
        let schema = JSONSchema.type("number").with("minimum", .double(range.lowerBound)).with(
            "maximum", .double(range.upperBound))
        let bounds: Wording = "\(JSON.double(range.lowerBound).text) to \(JSON.double(range.upperBound).text)"
        return .scalar("a number from \(bounds)", schema, document: { .double($0) }) {
            $0.number.flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension Shape where Value == Duration {
    /// A whole number with its unit, at most ten years.
    static var duration: Shape<Duration> {
        let schema = JSONSchema.type("string").with("pattern", .string("^[0-9]+(ms|s|m|h|d)$"))
        return .scalar(
            "a time span such as '1500ms', '8s', '15m', '2h' or '180d'", schema, document: { .string(Duration.written($0)) }
        ) {
            Duration.parsed($0.text)
        }
    }
}

extension Shape where Value == Located<NodeID> {
    /// The name of a node.
    static var node: Shape<Located<NodeID>> {
        Shape<Located<String>>.name(of: .node).map { $0.map { NodeID(rawValue: $0) } }
    }
}

extension Shape where Value == Located<NodeID> {
    /// The name of a node in any graph, such as `menu` or `endereco/cep`.
    static var anyNode: Shape<Located<NodeID>> {
        let schema = JSONSchema.type("string").with("pattern", "^[a-z][a-z0-9_]*(/[a-z][a-z0-9_]*)?(\\.do)?$")
        return Shape("a name", .scalar, schema) { (node, diagnostics) throws(Unreadable) in
            let scalar = try node.written("a name", &diagnostics)
            return Located(NodeID(rawValue: scalar.text), at: scalar.span)
        }
        .marked(NameKind.node.use)
    }
}

extension Shape where Value == Located<String> {
    /// A name that authors invent: lower-case letters, digits and `_`, first a letter.
    static var identifier: Shape<Located<String>> {
        let schema = JSONSchema.type("string").with("pattern", .string(Identifier.pattern))
        return Shape("a name", .scalar, schema) { (node, diagnostics) throws(Unreadable) in
            let scalar = try node.written("a name", &diagnostics)
            let name = Located(scalar.text, at: scalar.span)
            guard Identifier.isValid(name.value) else { throw diagnostics.refuse(.invalidName(name)) }
            return name
        }
    }
}

extension Shape where Value == ExpressionSource {
    /// A condition or a value in the expression language, without braces.
    static var expression: Shape<ExpressionSource> {
        Shape("an expression", .scalar, .scalar.with("format", "expression")) { (node, diagnostics) throws(Unreadable) in
            if case .sequence = node { throw diagnostics.refuse(.listOfConditions(at: node.span)) }
            let scalar = try node.uncut("an expression", &diagnostics)
            let source = ExpressionSource(scalar)
            if source.isInBraces { diagnostics.report(.bracesInExpression(source.text, at: scalar.span)) }
            return source
        }
    }
}

extension Shape where Value == TemplateSource {
    /// A text that may hold `{{ expressions }}`.
    static var template: Shape<TemplateSource> {
        Shape("a text", .scalar, .scalar.with("format", "text-with-expressions")) { (node, diagnostics) throws(Unreadable) in
            TemplateSource(try node.uncut("a text", &diagnostics))
        }
    }
}
