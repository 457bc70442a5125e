import CEL

/// Reads a JSON Schema as a type. The file is read as YAML, of which JSON is a part, so that everything in it has its place.
///
/// What is not in `required` may be absent, and so may be what allows `null`. Where a schema leaves open what a value is, any is.
///
/// - SeeAlso: https://json-schema.org/draft/2020-12, and `nullable` of OpenAPI 3.0.
struct SchemaReader {
    /// Schemas inside one another, and all together: references multiply. Beyond them any value is let through.
    private static let maximumDepth = 16
    private static let maximumCount = 10_000
    private static let types = ["string", "integer", "number", "boolean", "array", "object", "null"]
    /// They say what a value must be like, and are not checked.
    private static let unchecked: Set<String> = [
        "allOf", "not", "if", "then", "else", "patternProperties", "propertyNames", "dependentRequired", "dependentSchemas",
        "prefixItems", "contains", "uniqueItems", "multipleOf", "exclusiveMinimum", "exclusiveMaximum", "minProperties",
        "maxProperties", "unevaluatedProperties", "unevaluatedItems",
    ]

    let root: YAMLNode
    private var count = 0
    /// The references that lead to the schema that is read; one that is among them already leads in a circle.
    private var trail: [String] = []

    init(root: YAMLNode) { self.root = root }

    /// `nil` when it is no schema, which is reported.
    mutating func type(_ diagnostics: inout Diagnostics) -> DataType? {
        type(of: root, depth: 0, &diagnostics)
    }

    mutating func type(of node: YAMLNode, depth: Int, _ diagnostics: inout Diagnostics) -> DataType? {
        if node.scalar?.boolean == true { return .any }
        guard let schema = node.mapping else {
            diagnostics.report(.wrongType(expected: "a JSON Schema: a mapping with 'type' and more", found: node))
            return nil
        }
        count += 1
        guard depth < SchemaReader.maximumDepth, count < SchemaReader.maximumCount else { return .any }
        for entry in schema.entries where SchemaReader.unchecked.contains(entry.key.value) {
            diagnostics.report(.uncheckedKeyword(entry.key))
        }
        if let reference = schema["$ref"] { return target(of: reference, depth: depth, &diagnostics) }
        if let alternatives = schema["oneOf"] ?? schema["anyOf"] {
            return union(alternatives.sequence?.elements ?? [], depth: depth, &diagnostics)
        }
        guard let names = typeNames(schema, &diagnostics) else { return nil }
        let stated = names.filter { $0 != "null" }
        guard stated.count == 1, let name = stated.first else {
            return names.contains("null") ? .optional(.any) : .any
        }
        guard let type = type(named: name, schema, depth: depth, &diagnostics) else { return nil }
        let checked = type.checked(by: check(of: schema, &diagnostics))
        return names.count > 1 || schema["nullable"]?.scalar?.boolean == true ? .optional(checked) : checked
    }

    private mutating func type(
        named name: String, _ schema: YAMLMapping, depth: Int, _ diagnostics: inout Diagnostics
    ) -> DataType? {
        switch name {
        case "string":
            switch schema["format"]?.scalar?.text {
            case "date": return .date
            case "date-time": return .datetime
            default: return .string
            }
        case "integer": return .integer
        case "number": return .number
        case "boolean": return .boolean
        case "array":
            guard let items = schema["items"] else { return .list(.any) }
            return type(of: items, depth: depth + 1, &diagnostics).map(DataType.list)
        default: return object(schema, depth: depth, &diagnostics)
        }
    }

    private mutating func object(_ schema: YAMLMapping, depth: Int, _ diagnostics: inout Diagnostics) -> DataType? {
        guard let properties = schema["properties"]?.mapping else {
            guard let values = schema["additionalProperties"], values.mapping != nil else { return .map(.any) }
            return type(of: values, depth: depth + 1, &diagnostics).map(DataType.map)
        }
        let required = Set((schema["required"]?.sequence?.elements ?? []).compactMap { $0.scalar?.text })
        var members: [DataType.Member] = []
        for property in properties.entries {
            guard let type = type(of: property.value, depth: depth + 1, &diagnostics) else { continue }
            let isOptional = !required.contains(property.key.value) && !type.isOptional
            members.append(.init(name: property.key.value, type: isOptional ? .optional(type) : type))
        }
        return members.count == properties.entries.count ? .object(members) : nil
    }

    /// A type with `null` beside it may be absent; several types are any value.
    private mutating func union(_ alternatives: [YAMLNode], depth: Int, _ diagnostics: inout Diagnostics) -> DataType? {
        let others = alternatives.filter { $0.mapping?["type"]?.scalar?.text != "null" }
        let isOptional = others.count < alternatives.count
        guard others.count == 1, let only = others.first else { return isOptional ? .optional(.any) : .any }
        guard let type = type(of: only, depth: depth + 1, &diagnostics) else { return nil }
        return isOptional && !type.isOptional ? .optional(type) : type
    }

    /// `#/$defs/Item`: only within the file.
    private mutating func target(of reference: YAMLNode, depth: Int, _ diagnostics: inout Diagnostics) -> DataType? {
        guard let text = reference.scalar?.text, text.hasPrefix("#") else {
            diagnostics.report(.foreignReference(at: reference.span))
            return nil
        }
        guard !trail.contains(text) else { return .any }
        var found = root
        for step in text.dropFirst().split(separator: "/") {
            guard let next = found.mapping?[String(step).replacing("~1", with: "/").replacing("~0", with: "~")] else {
                diagnostics.report(.lostReference(text, at: reference.span))
                return nil
            }
            found = next
        }
        trail.append(text)
        defer { trail.removeLast() }
        return type(of: found, depth: depth + 1, &diagnostics)
    }

    /// The values of `type`; what is not stated follows from the other keywords. `nil` when one of them is no type.
    private func typeNames(_ schema: YAMLMapping, _ diagnostics: inout Diagnostics) -> [String]? {
        guard let written = schema["type"] else {
            if schema["properties"] != nil { return ["object"] }
            if schema["items"] != nil { return ["array"] }
            let values = (schema["enum"]?.sequence?.elements ?? []) + [schema["const"]].compactMap(\.self)
            let areTexts = !values.isEmpty && values.allSatisfy { ValueSource($0).constant?.string != nil }
            return areTexts ? ["string"] : []
        }
        let names = written.sequence?.elements ?? [written]
        for name in names where !SchemaReader.types.contains(name.scalar?.text ?? "") {
            diagnostics.report(.wrongValue(expected: Diagnostic.listed(SchemaReader.types, last: .or), found: name))
            return nil
        }
        return names.compactMap { $0.scalar?.text }
    }

    private func check(of schema: YAMLMapping, _ diagnostics: inout Diagnostics) -> ValueCheck {
        var pattern: ValueCheck.Pattern?
        if let written = schema["pattern"]?.scalar {
            pattern = ValueCheck.Pattern(written.text)
            if pattern == nil { diagnostics.report(.wrongPattern(Located(written.text, at: written.span))) }
        }
        func number(_ names: String...) -> Double? {
            names.lazy.compactMap { schema[$0]?.scalar?.number }.first
        }
        let values = schema["enum"]?.sequence?.elements ?? [schema["const"]].compactMap(\.self)
        return ValueCheck(
            allowed: values.compactMap { ValueSource($0).constant }, pattern: pattern,
            minimum: number("minimum", "minLength", "minItems"), maximum: number("maximum", "maxLength", "maxItems"))
    }
}

extension Diagnostic {
    fileprivate static func uncheckedKeyword(_ keyword: Located<String>) -> Diagnostic {
        Diagnostic(
            .warning, .notYetEnforced, "'\(keyword.value)' of a JSON Schema is not checked", at: keyword.span,
            help: "what it says is not relied on; values that break it are let through")
    }

    fileprivate static func foreignReference(at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, .wrongReference, "a schema can refer to its own file only, as in '#/$defs/Item'", at: span,
            help: "copy what it refers to under '$defs'")
    }

    fileprivate static func lostReference(_ path: String, at span: SourceSpan) -> Diagnostic {
        Diagnostic(.error, .wrongReference, "there is nothing at '\(path)' in this file", at: span)
    }
}
