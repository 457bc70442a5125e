/// A member of an ``ObjectType``. One of type `optional(T)` may be absent; where it is present its value is a plain `T`.
public struct Field: Sendable, Hashable {
    public let name: String
    public let type: Type

    public init(_ name: String, _ type: Type) {
        self.name = name
        self.type = type
    }
}
