/// Fields, keys and elements.
extension Evaluation {
    func select(
        _ field: String, of operand: Value, isOptional: Bool, at place: Range<Int>
    ) throws(EvaluationError) -> Value {
        switch operand {
        case .map(let map):
            if let value = map[field], !(isOptional && isAbsent(value, in: map)) {
                return isOptional ? .optional(value) : value
            }
            guard !isOptional else { return .optional(nil) }
            throw EvaluationError(.missing, "there is no field '\(field)'", at: place)
        case .optional(let inner):
            guard let inner else { return .optional(nil) }
            // A null that an optional holds was written by the expression, for one of the data is missing.
            if case .null = inner { break }
            return try select(field, of: inner, isOptional: true, at: place)
        case .null where profile == .host:
            guard !isOptional else { return .optional(nil) }
            throw EvaluationError(.missing, "there is no value to read '\(field)' of", at: place)
        default: break
        }
        throw EvaluationError(
            .noOverload, "'\(field)' cannot be read of \(operand.type.name), which has no fields", at: place)
    }

    func has(_ field: String, in operand: Value, at place: Range<Int>) throws(EvaluationError) -> Bool {
        switch operand {
        case .map(let map): return map[field].map { !isAbsent($0, in: map) } ?? false
        case .optional(let inner):
            guard let inner else { return false }
            return try has(field, in: inner, at: place)
        case .null where profile == .host: return false
        default: throw EvaluationError(.noOverload, "\(operand.type.name) has no fields", at: place)
        }
    }

    func element(
        _ key: Value, of operand: Value, isOptional: Bool, at place: Range<Int>
    ) throws(EvaluationError) -> Value {
        switch operand {
        case .map(let map):
            let value = MapValue.Key(finding: key).flatMap { map[$0] }
            if let value, !(isOptional && isAbsent(value, in: map)) { return isOptional ? .optional(value) : value }
            guard !isOptional else { return .optional(nil) }
            throw EvaluationError(.missing, "the key is not in the map", at: place)
        case .list(let list):
            guard let position = key.position else {
                throw EvaluationError(.noOverload, "a list is read by a whole number, not by \(key.type.name)", at: place)
            }
            guard list.indices.contains(position) else {
                guard !isOptional else { return .optional(nil) }
                throw EvaluationError(.missing, "the list has \(list.count) elements, there is none at this place", at: place)
            }
            return isOptional ? .optional(list[position]) : list[position]
        case .optional(let inner):
            guard let inner else { return .optional(nil) }
            return try element(key, of: inner, isOptional: true, at: place)
        default: throw EvaluationError(.noOverload, "\(operand.type.name) has no elements", at: place)
        }
    }

    /// In the host profile a null in the data is the same as nothing.
    private func isAbsent(_ value: Value, in map: MapValue) -> Bool {
        guard profile == .host, map.isData, case .null = value else { return false }
        return true
    }
}

extension Value {
    /// Where in a list the value points; a number without a fraction does, of whatever kind.
    fileprivate var position: Int? {
        switch self {
        case .int(let value): Int(exactly: value)
        case .uint(let value): Int(exactly: value)
        case .double(let value): Int(exactly: value)
        default: nil
        }
    }
}

extension MapValue {
    /// - Throws: When the value can be no key, or the map has it already.
    mutating func insert(_ value: Value, for key: Value, at place: Range<Int>) throws(EvaluationError) {
        guard let key = Key(storing: key) else {
            throw EvaluationError(.noOverload, "\(key.type.name) cannot be a key", at: place)
        }
        if updateValue(value, forKey: key) != nil {
            throw EvaluationError(.duplicateKey, "the map has this key twice", at: place)
        }
    }
}
