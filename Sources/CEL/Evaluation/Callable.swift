/// The functions that a call may mean, told apart by the kinds of the arguments.
struct Callable: Sendable {
    /// A class, so that it is called by one reference.
    final class Candidate: Sendable {
        private let parameters: [Kinds]
        let call: Function.Call
        /// The steps of a call beyond reading its arguments.
        let cost: (@Sendable ([Value]) -> Int)?

        init(parameters: [Type], call: @escaping Function.Call, cost: (@Sendable ([Value]) -> Int)?) {
            self.parameters = parameters.map(\.kinds)
            self.call = call
            self.cost = cost
        }

        func accepts(_ arguments: [Value]) -> Bool {
            for place in parameters.indices where !parameters[place].contains(arguments[place].kind) { return false }
            return true
        }
    }

    let name: String
    let candidates: [Candidate]

    /// Of literals alone; nil when one is none, or the call fails.
    func value(for literals: [Value?]) -> Value? {
        let arguments = literals.compactMap(\.self)
        guard arguments.count == literals.count, let candidate = candidates.first(where: { $0.accepts(arguments) }) else {
            return nil
        }
        return try? candidate.call(arguments)
    }
}
