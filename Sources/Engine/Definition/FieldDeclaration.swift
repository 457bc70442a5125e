/// What is known of a key without its type.
protocol FieldDeclaration: Sendable {
    var name: String { get }
    var isRequired: Bool { get }
    var about: String { get }
    var schema: JSONSchema { get }
    /// Reports what is wrong with a value that is not read.
    func check(_ node: YAMLNode, key: Located<String>, into diagnostics: inout Diagnostics)
}
