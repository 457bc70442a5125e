import CEL

/// An OpenAPI document, of which operations are read.
///
/// - SeeAlso: https://spec.openapis.org/oas/v3.1.1, and 3.0.4
public struct OpenAPIDocument: Sendable {
    let root: YAMLNode
    private static let methods = ["get", "post", "put", "patch", "delete"]
    private static let limits = YAMLLimits(fileBytes: 16 << 20, depth: 96, aliases: 1000, nodes: 2_000_000, repairs: 0)

    struct Operation {
        let method: String
        let path: String
        let node: YAMLMapping
        /// Of the path, for all its operations.
        let shared: [YAMLNode]
    }

    /// - Parameter text: JSON, which is YAML too, or YAML.
    public init(_ text: String, named path: String) throws(ToolProposal.Fault) {
        var diagnostics = Diagnostics()
        let file = SourceFile(path: path, text: text)
        guard let root = YAMLReader.read(file, limits: OpenAPIDocument.limits, into: &diagnostics), !diagnostics.hasErrors else {
            let first = diagnostics.sorted.first
            throw .init(message: "\(first.map { "\($0.span): \($0.message.english)" } ?? "\(path) cannot be read")")
        }
        guard let version = root.mapping?["openapi"]?.scalar?.text, version.hasPrefix("3.") else {
            throw .init(message: "\(path) is no OpenAPI document of version 3")
        }
        self.root = root
    }

    /// By `operationId`, or as `get /pedidos/{id}`.
    func operation(_ name: String) throws(ToolProposal.Fault) -> Operation {
        let all = operations
        let wanted = name.lowercased()
        if let found = all.first(where: { $0.id == name })
            ?? all.first(where: { "\($0.operation.method) \($0.operation.path)".lowercased() == wanted })
        {
            return found.operation
        }
        let names = all.map { $0.id ?? "\($0.operation.method) \($0.operation.path)" }
        let others = "the document has \(Diagnostic.listed(names).english)"
        let near = NameSuggestion.nearest(to: name, in: names).map { "did you mean '\($0)'?" }
        throw .init(message: "no operation is '\(name)'; \(near ?? others)")
    }

    private var operations: [(id: String?, operation: Operation)] {
        (root.mapping?["paths"]?.mapping?.entries ?? []).flatMap { path in
            let item = resolved(path.value)?.mapping
            return Self.methods.compactMap { method in
                item?[method]?.mapping.map { node in
                    let shared = item?["parameters"]?.sequence?.elements ?? []
                    return (
                        node["operationId"]?.scalar?.text,
                        Operation(method: method, path: path.key.value, node: node, shared: shared)
                    )
                }
            }
        }
    }

    /// Follows `$ref` within the document.
    func resolved(_ node: YAMLNode?) -> YAMLNode? {
        var node = node
        for _ in 0..<16 {
            guard let reference = node?.mapping?["$ref"]?.scalar?.text else { return node }
            guard reference.hasPrefix("#") else { return nil }
            var found: YAMLNode? = root
            for step in reference.dropFirst().split(separator: "/") {
                found = found?.mapping?[URLParts.decoded(step).replacing("~1", with: "/").replacing("~0", with: "~")]
            }
            node = found
        }
        return nil
    }

    /// - Returns: `any` for what says nothing.
    func type(of schema: YAMLNode) -> DataType {
        var reader = SchemaReader(root: root)
        var ignored = Diagnostics()
        return reader.type(of: merged(schema), &ignored) ?? .any
    }

    /// `allOf` of objects is one object: their members together.
    private func merged(_ schema: YAMLNode) -> YAMLNode {
        guard let mapping = resolved(schema)?.mapping, let parts = mapping["allOf"]?.sequence?.elements else { return schema }
        var properties: [YAMLMapping.Entry] = mapping["properties"]?.mapping?.entries ?? []
        var required: [YAMLNode] = mapping["required"]?.sequence?.elements ?? []
        for part in parts.prefix(32) {
            guard let part = resolved(part)?.mapping else { continue }
            properties += part["properties"]?.mapping?.entries ?? []
            required += part["required"]?.sequence?.elements ?? []
        }
        guard !properties.isEmpty else { return schema }
        func entry(_ key: String, _ value: YAMLNode) -> YAMLMapping.Entry {
            .init(key: Located(key, at: mapping.span), value: value)
        }
        return .mapping(
            YAMLMapping(
                entries: [
                    entry("properties", .mapping(YAMLMapping(entries: properties, anchor: nil, span: mapping.span))),
                    entry("required", .sequence(YAMLSequence(elements: required, anchor: nil, span: mapping.span))),
                ], anchor: nil, span: mapping.span))
    }
}

extension SchemaReader {
    /// The type that a schema somewhere in the document says.
    mutating func type(of schema: YAMLNode, _ diagnostics: inout Diagnostics) -> DataType? {
        type(of: schema, depth: 0, &diagnostics)
    }
}
