/// The arguments of a function as what they must be.
extension [Value] {
    func text(_ index: Int) throws(EvaluationError) -> String {
        guard index < count, case .string(let value) = self[index] else { throw .kind("a string", index) }
        return value
    }

    func int(_ index: Int) throws(EvaluationError) -> Int64 {
        guard index < count, case .int(let value) = self[index] else { throw .kind("an int", index) }
        return value
    }

    func double(_ index: Int) throws(EvaluationError) -> Double {
        guard index < count, case .double(let value) = self[index] else { throw .kind("a double", index) }
        return value
    }

    func list(_ index: Int) throws(EvaluationError) -> [Value] {
        guard index < count, case .list(let value) = self[index] else { throw .kind("a list", index) }
        return value
    }

    func bytes(_ index: Int) throws(EvaluationError) -> [UInt8] {
        guard index < count, case .bytes(let value) = self[index] else { throw .kind("bytes", index) }
        return value
    }

    func optional(_ index: Int) throws(EvaluationError) -> Value? {
        guard index < count, case .optional(let value) = self[index] else { throw .kind("an optional", index) }
        return value
    }

    /// A whole number that is a size or a position, zero through a billion.
    func size(_ index: Int) throws(EvaluationError) -> Int {
        let value = try int(index)
        guard (0...1_000_000_000).contains(value) else { throw EvaluationError(.range, "\(value) is out of range") }
        return Int(value)
    }
}

extension EvaluationError {
    /// Only a caller without a checker can bring this about.
    fileprivate static func kind(_ wanted: String, _ index: Int) -> EvaluationError {
        EvaluationError(.noOverload, "argument \(index + 1) has to be \(wanted)")
    }
}
