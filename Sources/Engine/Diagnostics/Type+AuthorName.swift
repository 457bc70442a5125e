import CEL

extension Type {
    /// As authors declare it: `integer`, `list(string)`, and with `?` what may be missing.
    var authorName: String {
        switch self {
        case .dyn, .parameter: "any"
        case .null: "null"
        case .bool: "boolean"
        case .int, .uint: "integer"
        case .double: "number"
        case .string: "string"
        case .bytes: "bytes"
        case .timestamp: "datetime"
        case .duration: "duration"
        case .type: "a type"
        case .list(let element): element.isOpen ? "list" : "list(\(element.authorName))"
        case .map(_, let value): value.isOpen ? "map" : "map(\(value.authorName))"
        case .object(let object): object.authorName
        case .optional(let type), .wrapper(let type): "\(type.authorName)?"
        case .opaque(let name, _): name
        }
    }

    private var isOpen: Bool {
        switch self {
        case .dyn, .parameter: true
        default: false
        }
    }
}

extension ObjectType {
    /// One that authors write in place has no name, and is known by its first fields.
    fileprivate var authorName: String {
        guard name.isEmpty else { return name }
        return "{\(fields.prefix(3).map(\.name).joined(separator: ", "))\(fields.count > 3 ? ", …" : "")}"
    }
}
