/// A name whose value each evaluation is given.
public struct Variable: Sendable, Hashable {
    public let name: String
    /// In the host profile the value of an `optional(T)` may be a plain `T` or null instead of an optional.
    public let type: Type

    public init(_ name: String, _ type: Type) {
        self.name = name
        self.type = type
    }
}
