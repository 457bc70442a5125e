/// The macros that go over lists and maps.
extension Evaluation {
    mutating func fold(_ loop: FoldNode, at place: Range<Int>) throws(EvaluationError) -> Value {
        let rounds = try Rounds(try value(of: loop.range), isPaired: loop.hasTwoVariables, at: place)
        switch loop.kind {
        case .all, .exists: return try quantify(loop, over: rounds, at: place)
        case .existsOne:
            var count = 0
            for round in 0..<rounds.count where try condition(loop.body, in: rounds, round, at: place) { count += 1 }
            return .bool(count == 1)
        case .filter:
            var kept: [Value] = []
            for round in 0..<rounds.count where try condition(loop.body, in: rounds, round, at: place) {
                kept.append(rounds.first(round))
            }
            try created(.list(kept))
            return .list(kept)
        case .map:
            var results: [Value] = []
            for round in 0..<rounds.count where try isKept(by: loop, in: rounds, round, at: place) {
                results.append(try value(of: loop.body, in: rounds, round))
            }
            try created(.list(results))
            return .list(results)
        case .sortBy:
            var keyed: [(key: Value, element: Value)] = []
            for round in 0..<rounds.count {
                keyed.append((try value(of: loop.body, in: rounds, round), rounds.first(round)))
            }
            return .list(try Operators.sorted(keyed, at: place))
        case .transformMap, .transformMapEntry: return try transform(loop, over: rounds, at: place)
        }
    }

    private mutating func value(of body: Node, in rounds: Rounds, _ round: Int) throws(EvaluationError) -> Value {
        try value(of: body, with: rounds.first(round), rounds.second(round))
    }

    private mutating func condition(
        _ body: Node, in rounds: Rounds, _ round: Int, at place: Range<Int>
    ) throws(EvaluationError) -> Bool {
        guard case .bool(let holds) = try value(of: body, in: rounds, round) else {
            throw EvaluationError(.noOverload, "the condition is neither true nor false", at: place)
        }
        return holds
    }

    private mutating func isKept(
        by loop: FoldNode, in rounds: Rounds, _ round: Int, at place: Range<Int>
    ) throws(EvaluationError) -> Bool {
        guard let filter = loop.filter else { return true }
        return try condition(filter, in: rounds, round, at: place)
    }

    /// As with `&&` and `||`, an element that decides makes up for others that fail.
    private mutating func quantify(
        _ loop: FoldNode, over rounds: Rounds, at place: Range<Int>
    ) throws(EvaluationError) -> Value {
        let deciding = loop.kind == .exists
        var failure: EvaluationError?
        for round in 0..<rounds.count {
            do throws(EvaluationError) {
                if try condition(loop.body, in: rounds, round, at: place) == deciding { return .bool(deciding) }
            } catch {
                guard error.code != .limit else { throw error }
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return .bool(!deciding)
    }

    private mutating func transform(
        _ loop: FoldNode, over rounds: Rounds, at place: Range<Int>
    ) throws(EvaluationError) -> Value {
        var result = MapValue(isData: false)
        for round in 0..<rounds.count where try isKept(by: loop, in: rounds, round, at: place) {
            let value = try value(of: loop.body, in: rounds, round)
            if loop.kind == .transformMap {
                try result.insert(value, for: rounds.first(round), at: place)
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
}
