/// A loop; its variables are the locals from `local` on.
struct FoldNode: Sendable {
    let kind: Fold.Kind
    let range: Node
    let local: Int
    let hasTwoVariables: Bool
    let filter: Node?
    let body: Node
}
