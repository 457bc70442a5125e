/// The parts of times and spans.
enum TimeFunctions {
    static let all: [Function] = [
        getter("getFullYear") { $0.year },
        getter("getMonth") { $0.month - 1 },
        getter("getDate") { $0.day },
        getter("getDayOfMonth") { $0.day - 1 },
        getter("getDayOfWeek") { $0.weekday },
        getter("getDayOfYear") { $0.dayOfYear },
        getter("getHours", ofSpan: { $0 / 3_600_000_000_000 }) { $0.hour },
        getter("getMinutes", ofSpan: { $0 / 60_000_000_000 }) { $0.minute },
        getter("getSeconds", ofSpan: { $0 / 1_000_000_000 }) { $0.second },
        Function(
            "getMilliseconds",
            [
                Overload([.timestamp], .int, isMethod: true), Overload([.timestamp, .string], .int, isMethod: true),
                Overload([.duration], .int, isMethod: true),
            ]
        ) { arguments throws(EvaluationError) in
            switch arguments[0] {
            case .timestamp(let time): .int(Int64(time.nanoseconds / 1_000_000))
            case .duration(let span): .int(span.nanoseconds / 1_000_000 % 1000)
            default: throw .arguments("getMilliseconds")
            }
        },
    ]

    private static func getter(
        _ name: String, ofSpan span: (@Sendable (Int64) -> Int64)? = nil, _ part: @escaping @Sendable (CalendarTime) -> Int
    ) -> Function {
        var overloads = [
            Overload([.timestamp], .int, isMethod: true), Overload([.timestamp, .string], .int, isMethod: true),
        ]
        if span != nil { overloads.append(Overload([.duration], .int, isMethod: true)) }
        return Function(name, overloads) { arguments throws(EvaluationError) in
            switch arguments[0] {
            case .timestamp(let time):
                let offset = arguments.count > 1 ? try zones.zone(named: arguments.text(1)).offset(at: time.seconds) : 0
                return .int(Int64(part(CalendarTime(seconds: time.seconds + Int64(offset)))))
            case .duration(let value):
                guard let span else { throw .arguments(name) }
                return .int(span(value.nanoseconds))
            default: throw .arguments(name)
            }
        }
    }

    private static let zones = TimeZones()
}
