/// A JSON Schema of draft 2020-12, as far as field lists need one.
///
/// - SeeAlso: https://json-schema.org/draft/2020-12
struct JSONSchema: Sendable {
    private var keywords: [(name: String, value: JSON)]
    /// What `$ref` in it refers to.
    private var definitions: [String: JSON] = [:]

    private init(_ keywords: [(name: String, value: JSON)]) {
        self.keywords = keywords
    }

    static let anything = JSONSchema([])

    static func type(_ name: String) -> JSONSchema { JSONSchema([("type", .string(name))]) }

    /// What YAML has as a scalar: an editor must not complain of a number where its text is meant.
    static let scalar = JSONSchema([("type", .array([.string("string"), .string("number"), .string("boolean")]))])

    static func array(of element: JSONSchema) -> JSONSchema {
        var schema = JSONSchema([("type", .string("array")), ("items", element.inner)])
        schema.adopt(element)
        return schema
    }

    static func object(properties: [(String, JSONSchema)]) -> JSONSchema {
        var schema = JSONSchema([
            ("type", .string("object")), ("properties", .object(JSONObject(properties.map { ($0.0, $0.1.inner) }))),
        ])
        for property in properties { schema.adopt(property.1) }
        return schema
    }

    /// - Parameter key: A regular expression for the keys; `nil` allows every key.
    static func map(of value: JSONSchema, keys key: String?) -> JSONSchema {
        var schema = JSONSchema([("type", .string("object")), ("additionalProperties", value.inner)])
        if let key { schema = schema.with("propertyNames", ["pattern": .string(key)]) }
        schema.adopt(value)
        return schema
    }

    static func anyOf(_ alternatives: [JSONSchema]) -> JSONSchema {
        var schema = JSONSchema([("anyOf", .array(alternatives.map(\.inner)))])
        for alternative in alternatives { schema.adopt(alternative) }
        return schema
    }

    /// - Parameters:
    ///   - name: What other schemas refer to it by.
    ///   - schema: May refer to itself by `reference(to:)`.
    static func named(_ name: String, _ schema: JSONSchema) -> JSONSchema {
        reference(to: name).defining(name, as: schema)
    }

    static func reference(to name: String) -> JSONSchema {
        JSONSchema([("$ref", .string("#/$defs/\(name)"))])
    }

    /// The same, with what `reference(to: name)` in it refers to.
    func defining(_ name: String, as schema: JSONSchema) -> JSONSchema {
        var copy = self
        copy.adopt(schema)
        copy.definitions[name] = schema.inner
        return copy
    }

    func with(_ keyword: String, _ value: JSON?) -> JSONSchema {
        guard let value else { return self }
        var copy = self
        copy.keywords.removeAll { $0.name == keyword }
        copy.keywords.append((keyword, value))
        return copy
    }

    func described(_ about: String, examples: [String]) -> JSONSchema {
        let described = with("description", .string(about))
        return examples.isEmpty ? described : described.with("examples", .array(examples.map { .string($0) }))
    }

    /// The whole document.
    ///
    /// - Parameter title: What files it describes.
    func document(title: String) -> JSON {
        var members: [(String, JSON)] = [
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")), ("title", .string(title)),
        ]
        members += keywords.map { ($0.name, $0.value) }
        if !definitions.isEmpty {
            members.append(("$defs", .object(JSONObject(definitions.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))))
        }
        return .object(JSONObject(members))
    }

    private var inner: JSON { .object(JSONObject(keywords.map { ($0.name, $0.value) })) }

    private mutating func adopt(_ other: JSONSchema) {
        definitions.merge(other.definitions) { first, _ in first }
    }
}
