/// The members of a map that is known at load, in the order of their declaration.
///
/// Two object types fit each other when their fields do; the name is for messages.
public struct ObjectType: Sendable, Hashable {
    public let name: String
    public let fields: [Field]

    public init(name: String, fields: [Field]) {
        self.name = name
        self.fields = fields
    }

    public func field(named name: String) -> Field? {
        fields.first { $0.name.hasSameScalars(as: name) }
    }
}

/// A member of an ``ObjectType``. One of type `optional(T)` may be absent; where it is present its value is a plain `T`.
public struct Field: Sendable, Hashable {
    public let name: String
    public let type: Type

    public init(_ name: String, _ type: Type) {
        self.name = name
        self.type = type
    }
}
