/// A member of an ``ObjectType``. One of type `optional(T)` may be absent; where it is present its value is a plain `T`.
public struct Field: Sendable, Hashable {
    public let name: String
    public let type: Type
    /// The only texts that it holds; empty where it may hold any. Lints compare with them, nothing else does.
    public let choices: [String]

    public init(_ name: String, _ type: Type, choices: [String] = []) {
        self.name = name
        self.type = type
        self.choices = choices
    }
}
