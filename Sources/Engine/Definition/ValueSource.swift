import CEL

/// A value written as YAML that becomes JSON when the bot runs, such as the body of a request.
indirect enum ValueSource: Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    /// A text that is one `{{ expression }}` keeps the expression's type.
    case text(TemplateSource)
    case list([ValueSource])
    case object([Named<ValueSource>])

    init(_ node: YAMLNode) {
        switch node {
        case .scalar(let scalar):
            if scalar.isNull {
                self = .null
            } else if let boolean = scalar.boolean {
                self = .boolean(boolean)
            } else if let integer = scalar.integer {
                self = .integer(integer)
            } else if let number = scalar.number {
                self = .number(number)
            } else {
                self = .text(TemplateSource(scalar))
            }
        case .sequence(let sequence):
            self = .list(sequence.elements.map(ValueSource.init))
        case .mapping(let mapping):
            self = .object(mapping.entries.map { Named(name: $0.key, value: ValueSource($0.value)) })
        }
    }
}

extension Shape where Value == ValueSource {
    static var any: Shape<ValueSource> {
        Shape("a value", [.scalar, .sequence, .mapping], .anything) { (node, _) throws(Unreadable) in ValueSource(node) }
    }
}
