/// One way to call a function.
public struct Overload: Sendable, Hashable {
    /// With a method the first one is what stands before the dot.
    public let parameters: [Type]
    public let result: Type
    /// `target.name(…)` rather than `name(target, …)`.
    public let isMethod: Bool

    public init(_ parameters: [Type], _ result: Type, isMethod: Bool = false) {
        self.parameters = parameters
        self.result = result
        self.isMethod = isMethod
    }
}
