import CEL

/// The name of the environment variable that holds a secret; the secret itself never stands in a file.
public struct SecretReference: Sendable, Hashable {
    public let variable: String
    public let span: SourceSpan
}

extension Shape where Value == SecretReference {
    /// Only `${NAME}`. What stands there instead is hidden in every message.
    static var secret: Shape<SecretReference> {
        let schema = JSONSchema.type("string").with("pattern", .string("^\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}$"))
        return Shape("'${NAME}'", .scalar, schema) { (node, diagnostics) throws(Unreadable) in
            if let scalar = node.scalar, let setting = try? Setting(scalar), setting.parts.count == 1,
                case .variable(let name, default: nil)? = setting.parts.first
            {
                return SecretReference(variable: name, span: scalar.span)
            }
            if node.isNull { throw diagnostics.refuse(.wrongType(expected: "'${NAME}'", found: node)) }
            diagnostics.hide(node.span)
            throw diagnostics.refuse(.literalSecret(at: node.span))
        }
    }
}
