/// `int`, `uint`, `double`, `string`, `bytes`, `bool`, `timestamp` and `duration`.
enum ConversionFunctions {
    static let all: [Function] = [
        convert(to: .int, from: [.int, .uint, .double, .string, .timestamp, .duration], int),
        convert(to: .uint, from: [.uint, .int, .double, .string], uint),
        convert(to: .double, from: [.double, .int, .uint, .string], double),
        convert(
            to: .string, from: [.string, .int, .uint, .double, .bool, .bytes, .timestamp, .duration], string
        ),
        convert(to: .bytes, from: [.bytes, .string], bytes),
        convert(to: .bool, from: [.bool, .string], bool),
        convert("timestamp", to: .timestamp, from: [.timestamp, .string, .int], timestamp),
        convert("duration", to: .duration, from: [.duration, .string, .int], duration),
    ]

    private static func convert(
        _ name: String? = nil, to result: Type, from kinds: [Type],
        _ convert: @escaping @Sendable (Value) throws(EvaluationError) -> Value?
    ) -> Function {
        let name = name ?? result.name
        let call: Function.Call = { arguments throws(EvaluationError) in
            guard let argument = arguments.first else { throw EvaluationError(.noOverload, "'\(name)' needs a value") }
            guard let value = try convert(argument) else {
                throw EvaluationError(.conversion, "this \(argument.type.name) does not read as \(result)")
            }
            return value
        }
        var function = Function(name, kinds.map { Overload([$0], result) }, call: call)
        function.prepare = { constants throws(EvaluationError) in
            guard constants.count == 1, let text = constants[0], case .string = text else { return nil }
            let value = try call([text])
            return { _ throws(EvaluationError) in value }
        }
        return function
    }

    private static func int(_ value: Value) throws(EvaluationError) -> Value? {
        switch value {
        case .int: return value
        case .uint(let number): return .int(try inRange(Int64(exactly: number)))
        case .double(let number):
            // Both ends are open, as in every implementation: the next double inwards is the last that fits.
            guard number > -0x1p63 else { throw outOfRange }
            return .int(try inRange(Int64(exactly: number.rounded(.towardZero))))
        case .string(let text): return Int64(text).map { .int($0) }
        case .timestamp(let time): return .int(time.seconds)
        case .duration(let span): return .int(span.nanoseconds / 1_000_000_000)
        default: return nil
        }
    }

    private static func uint(_ value: Value) throws(EvaluationError) -> Value? {
        switch value {
        case .uint: return value
        case .int(let number): return .uint(try inRange(UInt64(exactly: number)))
        case .double(let number):
            guard number >= 0 else { throw outOfRange }
            return .uint(try inRange(UInt64(exactly: number.rounded(.towardZero))))
        case .string(let text): return UInt64(text).map { .uint($0) }
        default: return nil
        }
    }

    private static func double(_ value: Value) throws(EvaluationError) -> Value? {
        switch value {
        case .double: value
        case .int(let number): .double(Double(number))
        case .uint(let number): .double(Double(number))
        case .string(let text): Double(text).map { .double($0) }
        default: nil
        }
    }

    private static func string(_ value: Value) throws(EvaluationError) -> Value? {
        switch value {
        case .string: return value
        case .bytes(let bytes):
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw EvaluationError(.conversion, "the bytes are not UTF-8")
            }
            return .string(text)
        case .int(let number): return .string(String(number))
        case .uint(let number): return .string(String(number))
        case .bool(let flag): return .string(flag ? "true" : "false")
        case .double(let number): return .string(DecimalText.shortest(number))
        case .timestamp(let time): return .string(time.description)
        case .duration(let span): return .string(span.description)
        default: return nil
        }
    }

    private static func bytes(_ value: Value) throws(EvaluationError) -> Value? {
        switch value {
        case .bytes: value
        case .string(let text): .bytes(Array(text.utf8))
        default: nil
        }
    }

    private static func bool(_ value: Value) throws(EvaluationError) -> Value? {
        switch value {
        case .bool: value
        case .string("1"), .string("t"), .string("true"), .string("TRUE"), .string("True"): .bool(true)
        case .string("0"), .string("f"), .string("false"), .string("FALSE"), .string("False"): .bool(false)
        default: nil
        }
    }

    private static func timestamp(_ value: Value) throws(EvaluationError) -> Value? {
        switch value {
        case .timestamp: return value
        case .string(let text): return Timestamp(rfc3339: text).map { .timestamp($0) }
        case .int(let seconds): return .timestamp(try inRange(Timestamp(seconds: seconds)))
        default: return nil
        }
    }

    private static func duration(_ value: Value) throws(EvaluationError) -> Value? {
        switch value {
        case .duration: return value
        case .string(let text): return TimeSpan(text).map { .duration($0) }
        case .int(let seconds): return .duration(try inRange(TimeSpan(seconds: seconds)))
        default: return nil
        }
    }

    private static func inRange<Number>(_ number: Number?) throws(EvaluationError) -> Number {
        guard let number else { throw outOfRange }
        return number
    }

    private static let outOfRange = EvaluationError(.range, "the number is out of the range of its new type")
}
