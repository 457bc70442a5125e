import CEL

/// Looks up the names in written types: those under `types` and the outputs of tools.
struct TypeResolver {
    /// Deeper than this a type is taken for one that holds itself.
    private static let maximumDepth = 32

    let types: [Named<TypeExpression>]
    /// Of tools that declare an output.
    let outputs: [String: DataType]
    /// Of JSON Schemas, by their files' paths.
    let schemas: [String: DataType]

    /// `nil` when a name in it is none, which the definition has reported, or when it never ends.
    func resolve(_ type: TypeExpression, depth: Int = 0, _ diagnostics: inout Diagnostics) -> DataType? {
        switch type {
        case .string: return .string
        case .integer: return .integer
        case .number: return .number
        case .boolean: return .boolean
        case .date: return .date
        case .datetime: return .datetime
        case .duration: return .duration
        case .list(let element): return resolve(element, depth: depth, &diagnostics).map(DataType.list)
        case .map(let value): return resolve(value, depth: depth, &diagnostics).map(DataType.map)
        case .optional(let inner): return resolve(inner, depth: depth, &diagnostics).map { $0.isOptional ? $0 : .optional($0) }
        case .object(let fields):
            var members: [DataType.Member] = []
            for field in fields {
                guard let type = resolve(field.type, depth: depth, &diagnostics) else { continue }
                members.append(.init(name: field.name.value, type: type))
            }
            return members.count == fields.count ? .object(members) : nil
        case .named(let name):
            guard let named = types.first(where: { $0.name.value == name.value }) else { return nil }
            guard depth < TypeResolver.maximumDepth else {
                diagnostics.report(.endlessType(name))
                return nil
            }
            return resolve(named.value, depth: depth + 1, &diagnostics)
        case .schema(let file): return schemas[file.value]
        case .output(let tool):
            guard let output = outputs[tool.value] else {
                diagnostics.report(.noOutput(tool, tools: outputs.keys.sorted()))
                return nil
            }
            return output
        }
    }
}

extension TypeResolver {
    /// What is wrong with a name in a type that a node writes; those of the sections are judged with the definition.
    func fault(in reference: TypeExpression) -> Diagnostic? {
        switch reference {
        case .named(let name) where !types.contains { $0.name.value == name.value }:
            let names = types.map(\.name.value) + TypeExpression.simple.map(\.name) + ["list", "map"]
            return .unknownName(.unknownType, name, among: names)
        case .schema(let file) where schemas[file.value] == nil: return .schemaInNode(file)
        default: return nil
        }
    }
}

extension Diagnostic {
    fileprivate static func schemaInNode(_ file: Located<String>) -> Diagnostic {
        Diagnostic(
            .error, .wrongReference, "a node cannot name the file of a JSON Schema", at: file.span,
            help: "give it a name under 'types', and write that name here")
    }

    fileprivate static func endlessType(_ name: Located<String>) -> Diagnostic {
        Diagnostic(
            .error, .unknownType, "the type '\(name.value)' holds itself", at: name.span, help: "take one of its fields out")
    }

    fileprivate static func noOutput(_ tool: Located<String>, tools: [String]) -> Diagnostic {
        Diagnostic(
            .error, .unknownTool, "no tool '\(tool.value)' declares an output", at: tool.span,
            help: suggestion(for: tool.value, in: tools) ?? "add 'output' to the tool")
    }
}
