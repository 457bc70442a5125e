/// The macros that go over lists and maps.
extension Evaluation {
    mutating func fold(_ loop: Loop) throws(EvaluationError) -> Value {
        let rounds = try Rounds(try value(of: loop.range), isPaired: loop.hasTwoVariables)
        switch loop.kind {
        case .all, .exists: return try quantify(loop, over: rounds)
        case .existsOne:
            var count = 0
            for round in 0..<rounds.count where try condition(loop.body, of: loop, in: rounds, round) { count += 1 }
            return .bool(count == 1)
        case .filter:
            var kept: [Value] = []
            for round in 0..<rounds.count where try condition(loop.body, of: loop, in: rounds, round) {
                kept.append(rounds.first(round))
            }
            return try created(.list(kept))
        case .map:
            var results: [Value] = []
            for round in 0..<rounds.count where try isKept(by: loop, in: rounds, round) {
                results.append(try value(of: loop.body, of: loop, in: rounds, round))
            }
            return try created(.list(results))
        case .sortBy:
            var keyed: [(key: Value, element: Value)] = []
            for round in 0..<rounds.count {
                keyed.append((try value(of: loop.body, of: loop, in: rounds, round), rounds.first(round)))
            }
            return .list(try Operators.sorted(keyed))
        case .transformMap, .transformMapEntry: return try transform(loop, over: rounds)
        }
    }

    private mutating func condition(
        _ body: Int, of loop: Loop, in rounds: Rounds, _ round: Int
    ) throws(EvaluationError) -> Bool {
        guard case .bool(let holds) = try value(of: body, of: loop, in: rounds, round) else {
            throw EvaluationError(.noOverload, "the condition is neither true nor false")
        }
        return holds
    }

    private mutating func isKept(
        by loop: Loop, in rounds: Rounds, _ round: Int
    ) throws(EvaluationError) -> Bool {
        guard let filter = loop.filter else { return true }
        return try condition(filter, of: loop, in: rounds, round)
    }

    /// As with `&&` and `||`, an element that decides makes up for others that fail.
    private mutating func quantify(
        _ loop: Loop, over rounds: Rounds
    ) throws(EvaluationError) -> Value {
        let deciding = loop.kind == .exists
        var failure: EvaluationError?
        for round in 0..<rounds.count {
            do throws(EvaluationError) {
                if try condition(loop.body, of: loop, in: rounds, round) == deciding { return .bool(deciding) }
            } catch {
                guard error.code != .limit else { throw error }
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return .bool(!deciding)
    }

    private mutating func transform(
        _ loop: Loop, over rounds: Rounds
    ) throws(EvaluationError) -> Value {
        var result = MapEntries()
        for round in 0..<rounds.count where try isKept(by: loop, in: rounds, round) {
            let value = try value(of: loop.body, of: loop, in: rounds, round)
            if loop.kind == .transformMap {
                try result.insert(value, for: rounds.first(round))
                continue
            }
            guard case .map(let entries) = value else {
                throw EvaluationError(.noOverload, "'transformMapEntry' wants a map for its result")
            }
            for entry in entries.entries { try result.insert(entry.value, for: entry.key.value) }
        }
        return try created(.map(MapValue(result, isData: false)))
    }
}
