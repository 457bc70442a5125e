/// The macros that go over lists and maps.
extension Evaluation {
    mutating func fold(_ loop: FoldNode, at place: Range<Int>) throws(EvaluationError) -> Value {
        let items = try elements(of: try value(of: loop.range), paired: loop.hasTwoVariables, at: place)
        switch loop.kind {
        case .all, .exists: return try quantify(loop, over: items, at: place)
        case .existsOne:
            var count = 0
            for item in items where try condition(loop.body, with: item, at: place) { count += 1 }
            return .bool(count == 1)
        case .filter:
            var kept: [Value] = []
            for item in items where try condition(loop.body, with: item, at: place) { kept.append(item[0]) }
            try created(.list(kept))
            return .list(kept)
        case .map:
            var results: [Value] = []
            for item in items where try isKept(item, by: loop, at: place) {
                results.append(try value(of: loop.body, with: item))
            }
            try created(.list(results))
            return .list(results)
        case .sortBy: return try sort(items, by: loop, at: place)
        case .transformMap, .transformMapEntry: return try transform(loop, over: items, at: place)
        }
    }

    /// What the variables of the macro are for each round: the element or key, or the index or key with the value.
    private func elements(
        of range: Value, paired: Bool, at place: Range<Int>
    ) throws(EvaluationError) -> [[Value]] {
        switch range {
        case .list(let list):
            return paired ? list.enumerated().map { [.int(Int64($0)), $1] } : list.map { [$0] }
        case .map(let map): return map.entries.map { paired ? [$0.key.value, $0.value] : [$0.key.value] }
        default:
            throw EvaluationError(.noOverload, "a list or a map is needed here, not \(range.type.name)", at: place)
        }
    }

    private mutating func condition(
        _ body: Node, with item: [Value], at place: Range<Int>
    ) throws(EvaluationError) -> Bool {
        guard case .bool(let holds) = try value(of: body, with: item) else {
            throw EvaluationError(.noOverload, "the condition is neither true nor false", at: place)
        }
        return holds
    }

    private mutating func isKept(
        _ item: [Value], by loop: FoldNode, at place: Range<Int>
    ) throws(EvaluationError) -> Bool {
        guard let filter = loop.filter else { return true }
        return try condition(filter, with: item, at: place)
    }

    /// As with `&&` and `||`, an element that decides makes up for others that fail.
    private mutating func quantify(
        _ loop: FoldNode, over items: [[Value]], at place: Range<Int>
    ) throws(EvaluationError) -> Value {
        let deciding = loop.kind == .exists
        var failure: EvaluationError?
        for item in items {
            do throws(EvaluationError) {
                if try condition(loop.body, with: item, at: place) == deciding { return .bool(deciding) }
            } catch {
                guard error.code != .limit else { throw error }
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return .bool(!deciding)
    }

    private mutating func transform(
        _ loop: FoldNode, over items: [[Value]], at place: Range<Int>
    ) throws(EvaluationError) -> Value {
        var result = MapValue(isData: false)
        for item in items where try isKept(item, by: loop, at: place) {
            let value = try value(of: loop.body, with: item)
            if loop.kind == .transformMap {
                try result.insert(value, for: item[0], at: place)
                continue
            }
            guard case .map(let entries) = value else {
                throw EvaluationError(.noOverload, "'transformMapEntry' wants a map for its result", at: place)
            }
            for entry in entries.entries { try result.insert(entry.value, for: entry.key.value, at: place) }
        }
        try created(.map(result))
        return .map(result)
    }

    private mutating func sort(
        _ items: [[Value]], by loop: FoldNode, at place: Range<Int>
    ) throws(EvaluationError) -> Value {
        var keyed: [(key: Value, element: Value)] = []
        for item in items { keyed.append((try value(of: loop.body, with: item), item[0])) }
        return .list(try Operators.sorted(keyed, at: place))
    }
}
