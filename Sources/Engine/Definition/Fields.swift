/// The keys that a mapping may have.
struct Fields: Sendable {
    let declarations: [any FieldDeclaration]

    init(_ declarations: any FieldDeclaration...) {
        self.declarations = declarations
    }

    private init(all declarations: [any FieldDeclaration]) {
        self.declarations = declarations
    }

    /// Those of both; where both have one of a name, it is this one's.
    func adding(_ other: Fields) -> Fields {
        Fields(all: declarations + other.declarations.filter { self[$0.name] == nil })
    }

    /// The same, first those with these names, in their order.
    func ordered(by names: [String]) -> Fields {
        Fields(all: names.compactMap { self[$0] } + declarations.filter { !names.contains($0.name) })
    }

    var names: [String] { declarations.map(\.name) }

    subscript(name: String) -> (any FieldDeclaration)? { declarations.first { $0.name == name } }

    /// Of a mapping with these keys and no others.
    var schema: JSONSchema {
        var schema = JSONSchema.object(properties: declarations.map { ($0.name, $0.schema) })
        let required = declarations.filter(\.isRequired).map { JSON.string($0.name) }
        if !required.isEmpty { schema = schema.with("required", .array(required)) }
        return schema.with("additionalProperties", false)
    }
}
