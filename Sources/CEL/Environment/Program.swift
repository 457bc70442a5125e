/// A compiled expression; evaluated many times, by many tasks at once.
public struct Program: Sendable {
    /// The type of the result; `dyn` where only the evaluation shows it.
    public let type: Type
    public let text: String
    /// The declared variables that it reads, in the order of their slots.
    public let variables: [String]
    let plan: Plan

    /// - Parameter slots: The values of the environment's variables in the order of their declaration; one that the program
    ///   does not read may hold anything, and trailing ones may be left out.
    public func evaluate(_ slots: [Value]) throws(EvaluationError) -> Value {
        var evaluation = Evaluation(plan, slots: slots)
        let result = try evaluation.value(of: plan.root)
        return plan.profile == .host ? result.asData : result
    }
}
