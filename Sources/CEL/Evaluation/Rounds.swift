/// What the variables of a macro are for each round: the element or key, or the index or key with the value.
struct Rounds {
    private enum Source {
        case list([Value])
        case map([MapValue.Entry])
    }

    private let source: Source
    private let isPaired: Bool
    let count: Int

    init(_ range: Value, isPaired: Bool) throws(EvaluationError) {
        switch range {
        case .list(let list):
            source = .list(list)
            count = list.count
        case .map(let map):
            source = .map(map.entries)
            count = map.count
        default:
            throw EvaluationError(.noOverload, "a list or a map is needed here, not \(range.type.name)")
        }
        self.isPaired = isPaired
    }

    func first(_ round: Int) -> Value {
        switch source {
        case .list(let list): isPaired ? .int(Int64(round)) : list[round]
        case .map(let entries): entries[round].key.value
        }
    }

    /// Only of two variables.
    func second(_ round: Int) -> Value {
        switch source {
        case .list(let list): list[round]
        case .map(let entries): entries[round].value
        }
    }
}
