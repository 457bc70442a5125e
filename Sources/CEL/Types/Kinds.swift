/// Kinds of values, as the types of functions tell them apart.
struct Kinds: OptionSet {
    let rawValue: UInt16

    static let null = Kinds(rawValue: 1)
    static let bool = Kinds(rawValue: 1 << 1)
    static let int = Kinds(rawValue: 1 << 2)
    static let uint = Kinds(rawValue: 1 << 3)
    static let double = Kinds(rawValue: 1 << 4)
    static let string = Kinds(rawValue: 1 << 5)
    static let bytes = Kinds(rawValue: 1 << 6)
    static let list = Kinds(rawValue: 1 << 7)
    static let map = Kinds(rawValue: 1 << 8)
    static let timestamp = Kinds(rawValue: 1 << 9)
    static let duration = Kinds(rawValue: 1 << 10)
    static let type = Kinds(rawValue: 1 << 11)
    static let optional = Kinds(rawValue: 1 << 12)
    static let any = Kinds(rawValue: .max)
}

extension Type {
    /// The values that may be passed where this type is declared; only their kind is looked at.
    var kinds: Kinds {
        switch self {
        case .dyn, .parameter, .opaque: .any
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        case .list: .list
        case .map, .object: .map
        case .timestamp: .timestamp
        case .duration: .duration
        case .type: .type
        case .optional: .optional
        case .wrapper(let type): type.kinds.union(.null)
        }
    }
}

extension Value {
    var kind: Kinds {
        switch self {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        case .list: .list
        case .map: .map
        case .timestamp: .timestamp
        case .duration: .duration
        case .type: .type
        case .optional: .optional
        }
    }
}
