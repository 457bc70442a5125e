/// What is known of a key without its type.
protocol FieldDeclaration: Sendable {
    var name: String { get }
    var isRequired: Bool { get }
    var about: String { get }
    var schema: JSONSchema { get }
    /// Reports what is wrong with a value that is not read.
    func check(_ node: YAMLNode, key: Located<String>, into diagnostics: inout Diagnostics)
}

/// A key of the language that this release takes and does nothing with, and says so.
struct LaterField: FieldDeclaration {
    let name: String
    let about: String
    var isRequired: Bool { false }
    var schema: JSONSchema { JSONSchema.anything.described("\(about); not yet supported", examples: []) }

    static func unenforced(_ name: String, _ about: String) -> LaterField {
        LaterField(name: name, about: about)
    }

    func check(_ node: YAMLNode, key: Located<String>, into diagnostics: inout Diagnostics) {
        diagnostics.report(.later(name, at: key.span))
    }
}
