/// Functions of the host profile that change texts.
struct HostFunctions {
    let conventions: Conventions

    var all: [Function] {
        let smallWords = conventions.locale.smallWords
        return [
            HostFunctions.text("fold") { $0.folded },
            HostFunctions.text("upper") { $0.uppercased() },
            HostFunctions.text("lower") { $0.lowercased() },
            HostFunctions.text("title") { $0.titled(butFor: smallWords) },
            HostFunctions.text("trim") { $0.trimmed },
            HostFunctions.text("urlEncode") { $0.percentEncoded },
            HostFunctions.mask,
            Function("json", [Overload([.dyn], .string)]) { arguments throws(EvaluationError) in
                .string(try JSONText.text(of: arguments[0]))
            },
        ]
    }

    private static func text(_ name: String, _ change: @escaping @Sendable (String) -> String) -> Function {
        Function(name, [Overload([.string], .string)]) { arguments throws(EvaluationError) in
            let text = change(try arguments.text(0))
            try StandardLibrary.check(size: text.utf8.count)
            return .string(text)
        }
    }

    /// `mask(text)` shows the last four letters, `mask(text, n)` the last n, `mask(text, pattern)` those at a `#` of the pattern.
    private static let mask: Function = {
        let overloads = [[Type.string], [.string, .int], [.string, .string]].map { Overload($0, .string) }
        var function = Function("mask", overloads) { arguments throws(EvaluationError) in
            let text = try arguments.text(0)
            switch arguments.count > 1 ? arguments[1] : .int(4) {
            case .int(let shown): return .string(text.masked(showing: Int(clamping: max(0, shown))))
            case .string(let pattern): return .string(try text.masked(by: pattern))
            default: throw .arguments("mask")
            }
        }
        function.prepare = { constants throws(EvaluationError) in
            if constants.count > 1, case .string(let pattern)? = constants[1], !pattern.contains(where: { "#*".contains($0) }) {
                throw EvaluationError(.argument, "a mask shows a letter or digit at '#' and hides one at '*'; it has neither")
            }
            return nil
        }
        return function
    }()
}
