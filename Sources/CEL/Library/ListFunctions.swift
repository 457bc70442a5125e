/// The `lists` and `sets` extensions.
enum ListFunctions {
    static let all: [Function] = [
        Function("lists.range", [Overload([.int], .list(.int))]) { arguments throws(EvaluationError) in
            let count = try arguments.size(0)
            try StandardLibrary.check(size: count * 16)
            return .list((0..<count).map { .int(Int64($0)) })
        },
        method("reverse", [list], list) { list, _ throws(EvaluationError) in .list(list.reversed()) },
        distinct,
        method("sort", [list], list) { list, _ throws(EvaluationError) in
            .list(try Operators.sorted(list.map { ($0, $0) }))
        },
        method("slice", [list, .int, .int], list) { list, arguments throws(EvaluationError) in
            let (start, end) = (try arguments.size(1), try arguments.size(2))
            guard start <= end, end <= list.count else { throw EvaluationError(.range, "the list has no such part") }
            return .list(Array(list[start..<end]))
        },
        method("flatten", [.list(.list(a))], list) { list, _ throws(EvaluationError) in .list(try flattened(list, levels: 1)) },
        method("flatten", [.list(.dyn), .int], .list(.dyn)) { list, arguments throws(EvaluationError) in
            .list(try flattened(list, levels: try arguments.size(1)))
        },
        method("first", [list], .optional(a)) { list, _ throws(EvaluationError) in .optional(list.first) },
        method("last", [list], .optional(a)) { list, _ throws(EvaluationError) in .optional(list.last) },
        set("sets.contains") { left, right in right.allSatisfy { left.has($0) } },
        set("sets.intersects") { left, right in right.contains { left.has($0) } },
        set("sets.equivalent") { left, right in
            right.allSatisfy { left.has($0) } && left.allSatisfy { right.has($0) }
        },
    ]

    private static let a = Type.parameter("A")
    private static let list = Type.list(a)

    /// Comparisons of elements that count as one step.
    private static let comparisonsOfStep = 32

    private static let distinct: Function = {
        var function = method("distinct", [list], list) { list, _ throws(EvaluationError) in
            var kept: [Value] = []
            for element in list where !kept.has(element) { kept.append(element) }
            return .list(kept)
        }
        function.cost = { arguments, _ in
            let count = arguments.first?.extent ?? 0
            return count.multipliedSaturating(by: count) / comparisonsOfStep
        }
        return function
    }()

    private static func method(
        _ name: String, _ parameters: [Type], _ result: Type,
        _ body: @escaping @Sendable ([Value], [Value]) throws(EvaluationError) -> Value
    ) -> Function {
        Function(name, [Overload(parameters, result, isMethod: true)]) { arguments throws(EvaluationError) in
            try body(try arguments.list(0), arguments)
        }
    }

    private static func set(_ name: String, _ test: @escaping @Sendable ([Value], [Value]) -> Bool) -> Function {
        Function(name, [Overload([list, list], .bool)]) { arguments throws(EvaluationError) in
            .bool(test(try arguments.list(0), try arguments.list(1)))
        }.costingProduct(share: comparisonsOfStep)
    }

    private static func flattened(_ list: [Value], levels: Int) throws(EvaluationError) -> [Value] {
        var flat = list
        for _ in 0..<levels {
            var next: [Value] = []
            var isDone = true
            for element in flat {
                if case .list(let inner) = element {
                    next += inner
                    isDone = false
                } else {
                    next.append(element)
                }
                try StandardLibrary.check(size: next.count * 16)
            }
            flat = next
            if isDone { break }
        }
        return flat
    }
}

extension [Value] {
    fileprivate func has(_ element: Value) -> Bool { contains { $0.isEqual(to: element) } }
}
