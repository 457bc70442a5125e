import CEL

/// The keys that every node may have beside its verb.
enum CommonNodeFields {
    static let next = Field.optional(
        "next",
        .either(
            Shape<Located<NodeID>>.node.map { NextSource.node($0) },
            Shape<Located<[EdgeSource]>>.located(.list(of: .object(EdgeSource.self))).map { NextSource.edges($0) }),
        "where to go on: a node, or a list of conditions that ends with 'else'; left out: the node below")
    static let condition = Field.optional("if", .expression, "the node is passed by when this does not hold")
    static let onError = Field.optional("on_error", .node, "where to go when the node fails")
    static let about = Field.optional("about", .text, "a remark that the drawing of the graph shows")
    static let retry = Field.optional(
        "retry", .object(RetryRule.self),
        "that the node is tried again when it fails: one that calls, and changes nothing outside",
        examples: ["{attempts: 3, backoff: 2s}"])
    static let timeout = Field.optional(
        "timeout", .duration, "how long the node may work before it fails", examples: ["20s"])
    static let fields = Fields(next, condition, onError, about, retry, timeout)
}

/// `next` as it is written.
enum NextSource: Sendable {
    case node(Located<NodeID>)
    case edges(Located<[EdgeSource]>)
}

/// One line of a list under `next`.
struct EdgeSource: MapReadable {
    static let condition = Field.optional("if", .expression, "the condition of this way")
    static let target = Field.optional("then", .node, "where it leads")
    static let otherwise = Field.optional("else", .node, "where to go when no condition above holds")
    static let fields = Fields(condition, target, otherwise)

    enum Content: Sendable {
        case condition(ExpressionSource, Located<NodeID>)
        case otherwise(Located<NodeID>)
    }

    let content: Content
    let span: SourceSpan

    init(reading map: inout MapReader) throws(Unreadable) {
        span = map.span
        let condition = try map.read(Self.condition)
        let target = try map.read(Self.target)
        let otherwise = try map.read(Self.otherwise)
        switch (condition, target, otherwise) {
        case (let condition?, let target?, nil): content = .condition(condition, target)
        case (nil, nil, let otherwise?): content = .otherwise(otherwise)
        case (_?, nil, _): throw Self.refuse(&map, missing: Self.target)
        default: throw Self.refuse(&map, missing: condition == nil && otherwise == nil ? Self.condition : Self.target)
        }
    }

    private static func refuse(_ map: inout MapReader, missing field: any FieldDeclaration) -> Unreadable {
        map.report(.missingKey(field.name, about: "an edge is '{if: …, then: NODE}' or '{else: NODE}'", at: map.span))
        return Unreadable()
    }
}

/// Reads one node: its verb, its options, and what all nodes share.
enum NodeReader {
    static func read(
        _ yaml: YAMLNode, named name: Located<String>, _ compiler: inout NodeCompiler, _ diagnostics: inout Diagnostics
    ) -> Node? {
        guard let mapping = yaml.mapping else {
            diagnostics.report(
                .wrongType(
                    expected: "a mapping with a verb such as \(Diagnostic.listed(NodeKinds.keywords, last: .or))", found: yaml))
            return nil
        }
        let keys = mapping.entries.map(\.key)
        let verbs = keys.filter { NodeKinds.kind($0.value) != nil }
        // A verb may be an option of another: 'say' of a hand-over.
        let whole = verbs.first { verb in
            let fields = NodeKinds.kind(verb.value)?.fields
            return verbs.allSatisfy { $0.value == verb.value || fields?[$0.value] != nil }
        }
        guard let verb = whole ?? verbs.first, let kind = NodeKinds.kind(verb.value) else {
            diagnostics.report(.noKind("a node", among: NodeKinds.keywords, written: keys, at: name.span))
            return nil
        }
        if whole == nil, verbs.count > 1 {
            diagnostics.report(.severalKinds("a node", verbs, at: verbs[1].span))
            return nil
        }
        return read(kind, yaml, name, &compiler, &diagnostics)
    }

    private static func read<Kind: NodeKind>(
        _: Kind.Type, _ yaml: YAMLNode, _ name: Located<String>, _ compiler: inout NodeCompiler, _ diagnostics: inout Diagnostics
    ) -> Node? {
        let fields = Kind.fields.adding(CommonNodeFields.fields)
        return try? MapReader.read(yaml, fields, into: &diagnostics) { map throws(Unreadable) in
            let kind = Result { () throws(Unreadable) in try Kind(reading: &map, in: &compiler) }
            // Of a node that cannot be read it is not known whether it stays.
            let stays = (try? kind.get())?.stays ?? true
            let ownNext = (try? kind.get())?.ownNext
            let falls = (try? kind.get())?.fallsThrough ?? true
            let next = Result { () throws(Unreadable) in
                if let ownNext { return Next.to(ownNext) }
                return try self.next(compiler, &map, stays: stays, falls: falls)
            }
            let condition = try map.read(CommonNodeFields.condition).map { source throws(Unreadable) in
                try compiler.expression(source, as: .condition, &map)
            }
            let (retry, timeout) = try self.bounds(kind: try kind.get(), &map)
            let onError = try compiler.optionalNode(try map.read(CommonNodeFields.onError), &map)
            return Node(
                id: compiler.id, kind: try kind.get(), condition: condition, next: try next.get(), onError: onError,
                retry: retry, timeout: timeout, graph: compiler.graphName,
                about: try map.read(CommonNodeFields.about), span: name.span)
        }
    }

    /// How often the node is tried, and how long it may work.
    private static func bounds(
        kind: any NodeKind, _ map: inout MapReader
    ) throws(Unreadable) -> (RetryRule?, Duration?) {
        // Where the kind has a field of one of these names, that is meant.
        let fields = type(of: kind).fields
        let retry = fields[CommonNodeFields.retry.name] == nil ? try map.read(CommonNodeFields.retry) : nil
        if retry != nil, let fault = kind.retryFault, let key = map.key(of: CommonNodeFields.retry) {
            switch fault {
            case .idle: map.report(.nothingToRetry(type(of: kind).keyword, at: key.span))
            case .writes(let tool): map.report(.repeatedWrite(tool, at: key.span))
            }
        }
        let timeout = fields[CommonNodeFields.timeout.name] == nil ? try map.read(CommonNodeFields.timeout) : nil
        if timeout != nil, !kind.works, let key = map.key(of: CommonNodeFields.timeout) {
            map.report(.nothingToLimit(type(of: kind).keyword, at: key.span))
        }
        return (retry, timeout)
    }

    private static func next(
        _ compiler: NodeCompiler, _ map: inout MapReader, stays: Bool, falls: Bool
    ) throws(Unreadable) -> Next {
        guard let written = try map.read(CommonNodeFields.next) else {
            if stays { return .stay([]) }
            return falls ? compiler.below.map(Next.to) ?? .end : .end
        }
        guard case .edges(let list) = written else {
            guard case .node(let name) = written else { return .end }
            return .to(try compiler.node(name, &map))
        }
        var edges: [Next.Edge] = []
        var otherwise: NodeID?
        for (place, edge) in list.value.enumerated() {
            switch edge.content {
            case .condition(let condition, let target):
                edges.append(
                    .init(condition: try compiler.edge(condition, &map), target: try compiler.node(target, &map)))
            case .otherwise(let target):
                otherwise = try compiler.node(target, &map)
                if place != list.value.count - 1 { map.report(.elseNotLast(at: edge.span)) }
            }
        }
        if let otherwise { return .choice(edges, otherwise: otherwise) }
        if stays { return .stay(edges) }
        map.report(.missingElse(at: list.span))
        throw Unreadable()
    }
}
