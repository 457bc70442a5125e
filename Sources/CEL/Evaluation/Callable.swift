/// The functions that a call may mean, told apart by the kinds of the arguments.
struct Callable: Sendable {
    struct Candidate: Sendable {
        let parameters: [Type]
        let call: Function.Call
        /// The steps of a call beyond reading its arguments.
        let cost: (@Sendable ([Value]) -> Int)?

        func accepts(_ arguments: [Value]) -> Bool {
            zip(parameters, arguments).allSatisfy { $0.accepts($1) }
        }
    }

    let name: String
    let candidates: [Candidate]
}
