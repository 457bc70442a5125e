/// A type of the expression language, as a checker sees it.
public indirect enum Type: Sendable, Hashable {
    /// Any value; decided when the expression is evaluated.
    case dyn
    case null, bool, int, uint, double, string, bytes, timestamp, duration
    /// The type of types.
    case type
    case list(Type)
    case map(Type, Type)
    /// A map whose members are known by name.
    case object(ObjectType)
    case optional(Type)
    /// A value that may be missing or null where the type alone may not.
    case wrapper(Type)
    /// A type of the host that values do not show.
    case opaque(String, [Type])
    /// A type variable of a function's signature.
    case parameter(String)
}

extension Type {
    /// The name by which `type(x)` knows it, without what is in it.
    public var name: String {
        switch self {
        case .dyn: "dyn"
        case .null: "null_type"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .timestamp: "google.protobuf.Timestamp"
        case .duration: "google.protobuf.Duration"
        case .type: "type"
        case .list: "list"
        case .map: "map"
        case .object(let object): object.name
        case .optional: "optional_type"
        case .wrapper(let type): type.name
        case .opaque(let name, _): name
        case .parameter(let name): name
        }
    }

    /// The types that expressions name, as in `type(x) == string`.
    static let named: [String: Type] = Dictionary(
        [
            .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type,
            .list(.dyn), .map(.dyn, .dyn), .optional(.dyn),
        ].map { ($0.name, $0) },
        uniquingKeysWith: { first, _ in first }
    )
}

extension Type: CustomStringConvertible {
    /// As authors write it: `list(map(string, int))`.
    public var description: String {
        switch self {
        case .timestamp: "timestamp"
        case .duration: "duration"
        case .list(let element): "list(\(element))"
        case .map(let key, let value): "map(\(key), \(value))"
        case .optional(let type): "optional_type(\(type))"
        case .wrapper(let type): "wrapper(\(type))"
        case .opaque(let name, let parameters):
            parameters.isEmpty ? name : "\(name)(\(parameters.map(\.description).joined(separator: ", ")))"
        case .dyn, .null, .bool, .int, .uint, .double, .string, .bytes, .type, .object, .parameter: name
        }
    }
}
