/// The functions that a call may mean, told apart by the kinds of the arguments.
struct Callable: Sendable {
    let name: String
    let candidates: [(parameters: [Type], call: Function.Call)]
}
