/// What a value may be at its place, by the JSON Schema of its file.
struct Grammar: Sendable {
    /// A key that a mapping may have.
    struct Key: Sendable {
        let name: String
        let about: String
        let isRequired: Bool
        let examples: [String]
        let usual: JSON?
        let grammar: Grammar
    }

    private static let depth = 16

    /// Without `$ref` and `anyOf`.
    private let alternatives: [JSONObject]
    private let definitions: JSON

    static let anything = Grammar([], .null)

    init(document: JSON) {
        let definitions = document["$defs"] ?? .null
        self.init(Grammar.flattened(document, definitions), definitions)
    }

    private init(_ alternatives: [JSONObject], _ definitions: JSON) {
        self.alternatives = alternatives
        self.definitions = definitions
    }

    private static func flattened(_ schema: JSON, _ definitions: JSON, depth: Int = 0) -> [JSONObject] {
        guard depth < Grammar.depth, case .object(let object) = schema else { return [] }
        if let name = object["$ref"]?.string?.split(separator: "/").last, let target = definitions[String(name)] {
            return flattened(target, definitions, depth: depth + 1)
        }
        guard let choices = object["anyOf"] else { return [object] }
        return choices.elements.flatMap { flattened($0, definitions, depth: depth + 1) }
    }

    private func grammar(of schemas: [JSON]) -> Grammar {
        Grammar(schemas.flatMap { Grammar.flattened($0, definitions) }, definitions)
    }

    /// Of a value that is written: what its form and its keys leave.
    func narrowed(to node: YAMLNode) -> Grammar {
        switch node {
        case .scalar: return keeping { !Grammar.isType("array", $0) && !Grammar.isType("object", $0) }
        case .sequence: return keeping { Grammar.isType("array", $0) }
        case .mapping(let mapping): return keeping { Grammar.isMapping($0) }.matching(Set(mapping.entries.map(\.key.value)))
        }
    }

    /// Of alternatives that differ by a key of which each wants its own, those whose keys are there.
    private func matching(_ keys: Set<String>) -> Grammar {
        let wanting = keeping { alternative in
            let required = alternative["required"]?.elements.compactMap(\.string) ?? []
            return !required.isEmpty && required.contains { keys.contains($0) }
        }
        let complete = wanting.keeping { alternative in
            (alternative["required"]?.elements ?? []).allSatisfy { keys.contains($0.string ?? "") }
        }
        if !complete.alternatives.isEmpty { return complete }
        return wanting.alternatives.isEmpty ? self : wanting
    }

    private func keeping(_ isKept: (JSONObject) -> Bool) -> Grammar { Grammar(alternatives.filter(isKept), definitions) }

    func value(of key: String) -> Grammar {
        grammar(
            of: alternatives.compactMap { alternative in
                if let property = alternative["properties"]?[key] { return property }
                guard case .object(let any)? = alternative["additionalProperties"] else { return nil }
                return .object(any)
            })
    }

    var element: Grammar { grammar(of: alternatives.compactMap { $0["items"] }) }

    /// The keys that are known, those that must be there first.
    var keys: [Key] {
        var keys: [Key] = []
        var seen: Set<String> = []
        for alternative in alternatives {
            let required = Set((alternative["required"]?.elements ?? []).compactMap(\.string))
            guard case .object(let properties)? = alternative["properties"] else { continue }
            for property in properties.members where seen.insert(property.key).inserted {
                keys.append(
                    Key(
                        name: property.key, about: property.value["description"]?.string ?? "",
                        isRequired: required.contains(property.key),
                        examples: property.value["examples"]?.elements.compactMap(\.string) ?? [],
                        usual: property.value["default"], grammar: grammar(of: [property.value])))
            }
        }
        return keys.filter(\.isRequired) + keys.filter { !$0.isRequired }
    }

    func key(_ name: String) -> Key? { keys.first { $0.name == name } }

    /// What is said of the whole, such as of a verb.
    var about: String? { alternatives.lazy.compactMap { $0["description"]?.string }.first }

    /// The words of which the value is one.
    var words: [String] {
        alternatives.flatMap { ($0["enum"]?.elements ?? []).compactMap(\.string) }
    }

    var takesBoolean: Bool { alternatives.contains { $0["type"]?.string == "boolean" } }

    var takesMapping: Bool { alternatives.contains(where: Grammar.isMapping) }

    var takesSequence: Bool { alternatives.contains { Grammar.isType("array", $0) } }

    var takesScalar: Bool {
        alternatives.contains { !Grammar.isType("array", $0) && !Grammar.isType("object", $0) }
    }

    /// Whether a scalar is a text here, whatever it looks like.
    var isText: Bool {
        let scalars = keeping { !Grammar.isType("array", $0) && !Grammar.isType("object", $0) && !Grammar.isType("null", $0) }
            .alternatives
        return !scalars.isEmpty && scalars.allSatisfy { $0["type"]?.elements.count == 3 && $0["enum"] == nil }
    }

    /// What a scalar stands for.
    var meanings: [NameUse] { alternatives.compactMap { $0["format"]?.string }.compactMap(NameUse.init) }

    /// What the keys of a mapping stand for.
    var keyMeanings: [NameUse] {
        alternatives.compactMap { $0["propertyNames"]?["format"]?.string }.compactMap(NameUse.init)
    }

    /// Each mapping that it may be, alone.
    var mappings: [Grammar] { alternatives.filter(Grammar.isMapping).map { Grammar([$0], definitions) } }

    /// Those also that stand in its lists and under its authors' names.
    var nestedMappings: [Grammar] {
        let inner = grammar(of: alternatives.flatMap { [$0["items"], $0["additionalProperties"]].compactMap(\.self) })
        return mappings + (inner.alternatives.isEmpty ? [] : inner.mappings + inner.elementMappings)
    }

    private var elementMappings: [Grammar] { takesSequence ? element.mappings : [] }

    /// The keys with all that is known of them.
    var properties: JSON { .array(alternatives.map { $0["properties"] ?? .null }) }

    /// The key by which this one is told from others.
    func kindKey(among others: [Grammar]) -> String? {
        let required = keys.filter(\.isRequired).map(\.name)
        return required.first { name in others.filter { $0.key(name)?.isRequired == true }.count == 1 } ?? required.first
    }

    /// What scalars it takes that have no meaning beyond themselves.
    var plain: [String] {
        alternatives.filter { $0["format"] == nil && $0["enum"] == nil }.compactMap { alternative in
            switch alternative["type"] {
            case "string"?: alternative["pattern"]?.string == "^[0-9]+(ms|s|m|h|d)$" ? "a time span" : "a text"
            case "integer"?: Grammar.bounds("a whole number", alternative)
            case "number"?: Grammar.bounds("a number", alternative)
            case .array?: "a text"
            default: nil
            }
        }
    }

    private static func bounds(_ words: String, _ schema: JSONObject) -> String {
        guard let least = schema["minimum"], let greatest = schema["maximum"] else { return words }
        return "\(words) from \(least.text) to \(greatest.text)"
    }

    private static func isType(_ name: String, _ schema: JSONObject) -> Bool { schema["type"]?.string == name }

    /// Also one that says only what keys there are.
    private static func isMapping(_ schema: JSONObject) -> Bool {
        isType("object", schema) || (schema["type"] == nil && schema["required"] != nil)
    }
}

/// What a field list says of a text that is more than a text.
enum NameUse: Hashable, Sendable {
    case name(NameKind)
    case definition(NameKind)
    case expression, template, type

    init?(_ format: String) {
        switch format {
        case "expression": self = .expression
        case "text-with-expressions": self = .template
        case "type": self = .type
        default:
            guard format.hasSuffix("-name") else { return nil }
            let name = format.dropLast("-name".count)
            if let kind = NameKind(rawValue: String(name)) {
                self = .name(kind)
            } else if name.hasPrefix("new-"), let kind = NameKind(rawValue: String(name.dropFirst("new-".count))) {
                self = .definition(kind)
            } else {
                return nil
            }
        }
    }
}
