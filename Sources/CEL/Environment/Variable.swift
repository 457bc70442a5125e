/// A name whose value each evaluation is given.
public struct Variable: Sendable, Hashable {
    public let name: String
    /// In the host profile the value of an `optional(T)` may be a plain `T` or null instead of an optional.
    public let type: Type
    /// The only texts that it holds; empty where it may hold any. Lints compare with them, nothing else does.
    public let choices: [String]

    public init(_ name: String, _ type: Type, choices: [String] = []) {
        self.name = name
        self.type = type
        self.choices = choices
    }
}
